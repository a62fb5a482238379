package dev.wrapup.report;

import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.Outbox;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Target;
import java.util.List;
import java.util.Optional;

/// What an apply did, for its reports.
///
/// @param drift codes that were changed outside Git and were left so
/// @param base the commit that the base was read from, if it was one
/// @param told what became of the events
/// @param journal where it is recorded; empty if nothing was to be done
/// @param head the hash of the journal's last record
/// @param remaining how many changes a new plan shows; empty if none could be made
/// @param requests how many were made in all
/// @param lost why the journal isn't whole; empty if it is
public record ApplyReport(
    String tool,
    Target target,
    String digest,
    List<Result> results,
    List<String> drift,
    Optional<BaseCommit> base,
    Outbox.Told told,
    Optional<String> journal,
    Optional<String> head,
    Optional<Integer> remaining,
    int requests,
    Optional<JournalFailure> lost) {
  public ApplyReport {
    results = List.copyOf(results);
    drift = List.copyOf(drift);
  }

  /// How many changes are as desired now.
  int done() {
    return (int) results.stream().filter(result -> result.outcome().isDone()).count();
  }

  /// How many changes landed, and not as they were wanted.
  int altered() {
    return (int)
        results.stream().filter(result -> result.outcome().status() == Status.ALTERED).count();
  }

  /// How many codes somebody else has changed since.
  int changedSince() {
    return (int)
        results.stream().filter(result -> result.outcome().since().word().isPresent()).count();
  }

  /// Whether what the plan warned of may have come true.
  static boolean mayHaveLanded(Result result) {
    return result.outcome().landed() || result.outcome().status() == Status.UNKNOWN;
  }

  /// How many of the plan's warnings are about changes that were made, or may have been.
  int warnings() {
    return results.stream()
        .filter(ApplyReport::mayHaveLanded)
        .mapToInt(result -> result.change().warnings().size())
        .sum();
  }

  int notBegun() {
    return (int)
        results.stream().filter(result -> result.outcome().status() == Status.NOT_BEGUN).count();
  }
}
