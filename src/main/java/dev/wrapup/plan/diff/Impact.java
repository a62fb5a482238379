package dev.wrapup.plan.diff;

import java.util.List;

/// Who refers to the code of a change, and what may break.
public record Impact(List<CodeReference> references, List<Warning> warnings) {
  public static final Impact NONE = new Impact(List.of(), List.of());

  public Impact {
    references = List.copyOf(references);
    warnings = List.copyOf(warnings);
  }
}
