package dev.wrapup.report;

import java.time.Instant;
import java.util.Optional;

/// What a report says of a plan's making.
///
/// @param tool the program's version
/// @param spent how many requests it took
/// @param lastDrift the last check for drift, if that is known
public record PlanFacts(String tool, Instant createdAt, int spent, Optional<LastDrift> lastDrift) {
  public PlanFacts(String tool, Instant createdAt, int spent) {
    this(tool, createdAt, spent, Optional.empty());
  }

  /// The same, and what is known of the last check for drift.
  public PlanFacts with(Optional<LastDrift> check) {
    return new PlanFacts(tool, createdAt, spent, check);
  }
}
