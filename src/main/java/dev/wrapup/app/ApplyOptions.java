package dev.wrapup.app;

import java.util.Optional;

/// How changes are made.
///
/// @param auditDir where journals are kept; empty for `.wrapup/audit`
/// @param initiatedBy who the journal names; empty for the CI's person, or the user
/// @param parallelism so many writes at once
/// @param retries how often a write is sent again
public record ApplyOptions(
    Optional<String> auditDir, Optional<String> initiatedBy, int parallelism, int retries) {
  public static final ApplyOptions DEFAULT =
      new ApplyOptions(Optional.empty(), Optional.empty(), 4, 3);
}
