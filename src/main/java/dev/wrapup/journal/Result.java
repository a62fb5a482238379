package dev.wrapup.journal;

import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.plan.diff.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The result of one change.
///
/// @param over the code that was last overwritten; empty for a create
/// @param retries of writes
/// @param latency from the first write to the outcome, including reads and waits
/// @param requestId of the last write
public record Result(
    Change change,
    ChangeOutcome outcome,
    Optional<LiveCode> over,
    int retries,
    Duration latency,
    Optional<String> requestId) {
  /// Its audit entry.
  public AuditEntry entry() {
    return new AuditEntry(
        change.effect(), change.live().or(() -> over).map(LiveCode::code), over, outcome);
  }

  /// The entries of those that landed.
  public static List<AuditEntry> landed(List<Result> results) {
    return results.stream().filter(r -> r.outcome().landed()).map(Result::entry).toList();
  }

  /// Whether the code that the change gives up is free now.
  public boolean isCodeFree() {
    return outcome.isDone()
        || (outcome.landed() && !change.frees().equals(outcome.now().map(LiveCode::code)));
  }

  /// The code if it is still parked by this or an interrupted run.
  public Optional<LiveCode> parked() {
    return (outcome.landed() ? outcome.now() : change.live())
        .filter(code -> !outcome.isDone() && Parked.is(code));
  }

  /// A copy with another outcome.
  public Result as(ChangeOutcome other) {
    return new Result(change, other, over, retries, latency, requestId);
  }

  /// The result of a change without a request.
  public static Result notTried(Change change, ChangeOutcome outcome) {
    return new Result(change, outcome, change.live(), 0, Duration.ZERO, Optional.empty());
  }
}
