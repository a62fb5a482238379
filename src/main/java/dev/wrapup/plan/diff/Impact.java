package dev.wrapup.plan.diff;

import java.util.ArrayList;
import java.util.List;

/// Who refers to the code of a change, and what may break.
public record Impact(List<CodeReference> references, List<Warning> warnings) {
  public static final Impact NONE = new Impact(List.of(), List.of());

  Impact with(Warning warning) {
    List<Warning> more = new ArrayList<>(warnings);
    more.add(warning);
    return new Impact(references, more);
  }

  public Impact {
    references = List.copyOf(references);
    warnings = List.copyOf(warnings);
  }
}
