package dev.wrapup.report;

import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.Outbox;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Target;
import dev.wrapup.model.UnreadWrite;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What an apply did, for its reports.
///
/// @param isUndo whether it undoes a run
/// @param drift codes that were changed outside Git and were left so
/// @param base the commit that the base was read from, if it was one
/// @param told what became of the events
/// @param journal where it is recorded; empty if nothing was to be done
/// @param head the hash of the journal's last record
/// @param unread what was written and couldn't be read since, where that has to be
/// @param remaining how many changes a new plan shows; empty if none could be made
/// @param requests how many were made in all
/// @param lost why the journal isn't whole; empty if it is
public record ApplyReport(
    String tool,
    Target target,
    String digest,
    boolean isUndo,
    List<Result> results,
    List<String> drift,
    Optional<BaseCommit> base,
    Outbox.Told told,
    Optional<String> journal,
    Optional<String> head,
    List<UnreadWrite> unread,
    Optional<Integer> remaining,
    int requests,
    Optional<JournalFailure> lost) {
  public ApplyReport {
    results = List.copyOf(results);
    drift = List.copyOf(drift);
    unread = List.copyOf(unread);
  }

  private int count(Predicate<Result> which) {
    return (int) results.stream().filter(which).count();
  }

  private int count(Status status) {
    return count(result -> result.outcome().status() == status);
  }

  /// How many changes are as desired now.
  int done() {
    return count(result -> result.outcome().isDone());
  }

  /// How many changes landed, and not as they were wanted.
  int altered() {
    return count(Status.ALTERED);
  }

  int notBegun() {
    return count(Status.NOT_BEGUN);
  }

  /// How many codes somebody else has changed since.
  int changedSince() {
    return count(result -> result.outcome().since().word().isPresent());
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
}
