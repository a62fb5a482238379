package dev.wrapup.apply;

import dev.wrapup.journal.Event;
import dev.wrapup.journal.Journal;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.CatalogWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What all changes of an apply share: the API, the journal, the limit of retries and the
/// cancellation.
///
/// @param events takes what others are to be told, and returns at once
/// @param done is told of each result, on the thread that came to it
/// @param mostRetries how often a write is sent again after a conflict or a lost answer
/// @param cancellation whether anything more may be begun
public record ApplyContext(
    Dialect dialect,
    CatalogReader reader,
    CatalogWriter writer,
    Journal journal,
    Consumer<Event> events,
    Consumer<Result> done,
    int mostRetries,
    CancellationToken cancellation) {
  /// Puts on disk what is about to be written. Without a journal nothing more is begun.
  ///
  /// @see Journal#intent
  long intend(Change change, Optional<LiveCode> over, Optional<String> parkAs) {
    return recorded(() -> journal.intent(change, over, parkAs));
  }

  /// The same for what one request adds to a queue or removes from it.
  ///
  /// @see Journal#intents
  Map<Change.QueuePair, Long> intend(Map<Change.QueuePair, LiveCode> pairs) {
    return recorded(() -> journal.intents(pairs));
  }

  /// The same for a code that is moved alone after its whole change was tried.
  ///
  /// @see Journal#moving
  long intendMove(Change change, LiveCode over, String moveTo) {
    return recorded(() -> journal.moving(change, over, moveTo));
  }

  /// Keeps the journal's newest record close to each write that is sent.
  ///
  /// @see Journal#sending
  public void sending() {
    recorded(
        () -> {
          journal.sending();
          return 0L;
        });
  }

  private <T> T recorded(Supplier<T> record) {
    try {
      return record.get();
    } catch (JournalFailure e) {
      cancellation.cancel();
      throw e;
    }
  }

  /// Records that a member of a cycle waits under another code.
  void noteParked(long intent, LiveCode now) {
    try {
      journal.parked(intent, now);
    } catch (JournalFailure e) {
      cancellation.cancel();
    }
  }

  /// Records the outcome of a change and tells it on. What can't be recorded any more is a result
  /// nevertheless; the journal keeps why.
  Result conclude(Optional<Long> intent, Result came) {
    Result result = ofParked(came);
    boolean isRecorded = result.outcome().status() != Status.NOT_BEGUN;
    try {
      if (isRecorded) journal.outcome(intent, result).ifPresent(events);
      else intent.ifPresent(journal::notSent);
    } catch (JournalFailure e) {
      cancellation.cancel();
    }
    if (isRecorded) done.accept(result);
    return result;
  }

  /// Names the code that an earlier run set aside, and that this one couldn't bring to its place.
  private static Result ofParked(Result result) {
    Optional<LiveCode> parked = result.parked();
    ChangeOutcome outcome = result.outcome();
    if (parked.isEmpty() || outcome.status() != Status.FAILED) return result;
    return result.as(outcome.because(outcome.reason().orElseThrow() + seenAs(parked.get())));
  }

  /// What agents see of a code that was set aside.
  static String seenAs(LiveCode parked) {
    return "; agents see it as " + parked.code() + " until it is renamed";
  }
}
