package dev.wrapup.audit;

import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Since;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.plan.Change;
import java.time.Duration;
import java.util.Optional;

/// One change and what came of it.
///
/// @param over the code as it was when it was last written over; empty for a create
/// @param retries how often a write was sent again
/// @param latency from the first write's sending to the outcome, with all looks and waits between
/// @param requestId by which the server's logs name the last write
public record Result(
    Change change,
    ChangeOutcome outcome,
    Optional<LiveCode> over,
    int retries,
    Duration latency,
    Optional<String> requestId) {
  /// The same with what somebody else has made of the code since.
  public Result with(Since since) {
    return new Result(change, outcome.with(since), over, retries, latency, requestId);
  }

  /// Whether the code that the change gives up is free now.
  public boolean isCodeFree() {
    return outcome.isDone()
        || (outcome.landed() && !change.frees().equals(outcome.now().map(LiveCode::code)));
  }

  /// The code as it waits under another one since this run, or since an earlier one that was cut
  /// short; empty if it doesn't.
  public Optional<LiveCode> parked() {
    return (outcome.landed() ? outcome.now() : change.live())
        .filter(code -> !outcome.isDone() && Parked.is(code));
  }

  /// The same with another outcome.
  public Result as(ChangeOutcome other) {
    return new Result(change, other, over, retries, latency, requestId);
  }

  /// Of a change for which nothing was sent.
  public static Result notTried(Change change, ChangeOutcome outcome) {
    return new Result(change, outcome, change.live(), 0, Duration.ZERO, Optional.empty());
  }
}
