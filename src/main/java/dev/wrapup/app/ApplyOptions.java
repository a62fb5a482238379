package dev.wrapup.app;

import java.util.Optional;

/// How changes are made.
///
/// @param auditDir where journals are kept; empty for `.wrapup/audit`
/// @param initiatedBy who the journal names; empty for the CI's person, or the user
/// @param approvedBy who the journal says has approved the plan; empty where nobody told
/// @param parallelism so many writes at once
/// @param retries how often a write is sent again
/// @param recording what becomes of the ref that names the commit that was applied last
public record ApplyOptions(
    Optional<String> auditDir,
    Optional<String> initiatedBy,
    Optional<String> approvedBy,
    int parallelism,
    int retries,
    Recording recording) {
  /// Of a run that did all that it should.
  public enum Recording {
    NONE,
    /// It is told how the ref is moved.
    TOLD,
    /// The ref is moved; a run that could not do so isn't begun.
    MOVED
  }

  /// The same with journals in that folder.
  public ApplyOptions in(String folder) {
    return new ApplyOptions(
        Optional.of(folder), initiatedBy, approvedBy, parallelism, retries, recording);
  }

  /// The same with another use of the ref.
  public ApplyOptions with(Recording other) {
    return new ApplyOptions(auditDir, initiatedBy, approvedBy, parallelism, retries, other);
  }

  public static final ApplyOptions DEFAULT =
      new ApplyOptions(Optional.empty(), Optional.empty(), Optional.empty(), 4, 3, Recording.NONE);
}
