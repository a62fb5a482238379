package dev.wrapup.plan.diff;

import java.util.List;
import java.util.stream.Stream;

/// Who refers to the code of a change, and what may break.
public record Impact(List<CodeReference> references, List<Warning> warnings) {
  public static final Impact NONE = new Impact(List.of(), List.of());

  public Impact {
    references = List.copyOf(references);
    warnings = List.copyOf(warnings);
  }

  /// The same with more that may break.
  Impact and(List<Warning> more) {
    return new Impact(references, Stream.concat(warnings.stream(), more.stream()).toList());
  }

  /// What was found of queues, which no reference tells.
  List<Warning> ofQueues() {
    return warnings.stream().filter(some -> some.kind() == Warning.Kind.EMPTIES_QUEUE).toList();
  }
}
