package dev.wrapup.model.source;

import java.util.List;

/// What comes of reading something that a person wrote: a value, or what is wrong with it.
public sealed interface Checked<T> {
  /// The value, and what is odd about it.
  ///
  /// @param warnings in the order of their places
  record Valid<T>(T value, List<Finding> warnings) implements Checked<T> {
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /// There is no value.
  ///
  /// @param findings in the order of their places, at least one of them an error
  record Invalid<T>(List<Finding> findings) implements Checked<T> {
    public Invalid {
      findings = List.copyOf(findings);
      if (findings.stream().noneMatch(Finding::isError)) {
        throw new IllegalArgumentException("invalid without an error");
      }
    }
  }
}
