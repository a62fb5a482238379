package dev.wrapup.model;

import java.util.Set;

/// How much of an organization could be seen when its catalog was read.
public sealed interface Visibility {
  /// All of it: what isn't in the catalog isn't live.
  record Whole() implements Visibility {}

  /// Some parts only: what isn't in the catalog may be live elsewhere.
  ///
  /// @param seen the parts that could be seen, as the catalog writes the dialect's scope
  /// @param reason for people
  record Part(Set<String> seen, String reason) implements Visibility {
    public Part {
      seen = Set.copyOf(seen);
    }
  }

  Visibility WHOLE = new Whole();
}
