package dev.wrapup.apply;

import dev.wrapup.http.pacing.BackOff;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.HttpFailure.Kind;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Field;
import dev.wrapup.model.LastEdit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Executes one change: a write under an optimistic lock, which is retried only after live was read
/// again, so that no retry makes a change twice.
abstract sealed class ChangeExecutor permits CreateExecutor, DeleteExecutor, UpdateExecutor {
  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofMillis(100), Duration.ofMinutes(1));

  private final Change change;
  private final ApplyContext context;

  private Optional<Long> intent = Optional.empty();
  private Optional<LiveCode> over;
  private Optional<String> requestId = Optional.empty();

  /// When the first write was sent; empty if none was.
  private Optional<Long> begun = Optional.empty();

  /// Whether there is any write that may have been sent.
  private boolean isSent;

  private int retries;

  /// Why there was no answer to the write that got none last. Though live did not show it when it
  /// was looked at, it may still be carried out.
  private Optional<String> lost = Optional.empty();

  ChangeExecutor(Change change, ApplyContext context) {
    this.change = change;
    this.context = context;
    this.over = change.live();
  }

  ApplyContext context() {
    return context;
  }

  /// The last intent that was put on disk.
  final Optional<Long> intent() {
    return intent;
  }

  /// Makes the change.
  abstract ChangeOutcome go();

  /// Makes the change and records the outcome of it.
  final Result run() {
    Result result = tried();
    return context.conclude(intent, result);
  }

  /// Makes the change; the outcome of it is not recorded yet.
  final Result tried() {
    ChangeOutcome outcome;
    try {
      outcome = go();
      if (wasLost()) outcome = neverFailed(outcome, change, over, context);
    } catch (HttpFailure | IncompleteCatalogException e) {
      outcome = unread(isSent, lost, e);
    } catch (JournalFailure e) {
      outcome = unrecorded(wasLost(), e);
    }
    return new Result(change, outcome, over, retries, latency(), requestId);
  }

  /// The outcome of a change, if live can't be looked at after a write, or before one.
  ///
  /// @param isSent whether any write was
  /// @param lost why there was no answer to the write; empty if there was one, or nothing was sent
  static ChangeOutcome unread(boolean isSent, Optional<String> lost, RuntimeException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (!isSent && failure instanceof HttpFailure http && http.kind() == Kind.OUT_OF_TIME) {
      return ChangeOutcome.notBegun(reason);
    }
    return lost.map(
            why ->
                ChangeOutcome.unknown(
                    "%s, and it can't be read now: %s".formatted(why, reason), List.of()))
        .orElseGet(() -> ChangeOutcome.failed(reason));
  }

  /// The outcome of a change whose next write can't be recorded beforehand, and so isn't sent.
  ///
  /// @param lost whether an earlier write may have been carried out
  static ChangeOutcome unrecorded(boolean lost, JournalFailure failure) {
    return lost
        ? ChangeOutcome.unknown("the answer was lost, and " + failure.message(), List.of())
        : ChangeOutcome.notBegun(failure.message());
  }

  /// The outcome of a write to a code that is gone.
  ///
  /// @param lost whether the write may have been carried out before
  static ChangeOutcome deleted(boolean lost) {
    return doubted(ChangeOutcome.conflict("somebody deleted the code", List.of()), lost);
  }

  /// A conflict, unless the write that it kept off may have been carried out before.
  ///
  /// @param lost whether the answer to a write was lost
  static ChangeOutcome doubted(ChangeOutcome outcome, boolean lost) {
    if (!lost || outcome.status() != Status.CONFLICT) return outcome;
    return ChangeOutcome.unknown(
        "the answer was lost, and " + outcome.reason().orElseThrow(), outcome.clashes());
  }

  /// The outcome of a change that may still be made, since the answer to a write was lost.
  ///
  /// @param seen the code as it was looked at last; empty if there is none
  static ChangeOutcome neverFailed(
      ChangeOutcome outcome, Change change, Optional<LiveCode> seen, ApplyContext context) {
    if (outcome.status() != Status.FAILED) return outcome;
    return ChangeOutcome.unknown(
        "the answer was lost, then " + outcome.reason().orElseThrow(),
        seen.map(now -> ThreeWayMerge.differences(context.dialect(), change.effect(), now))
            .orElse(List.of()));
  }

  static boolean isUntouched(LiveCode before, LiveCode now) {
    return before.revision().equals(now.revision());
  }

  /// Looks at live after an answer was lost. If that fails too, it is unknown what became of the
  /// write.
  final <T> T afterLoss(WriteResult.NoAnswer unanswered, Supplier<T> look) {
    lost = Optional.of(unanswered.reason());
    return look.get();
  }

  /// Whether the answer to any write was lost.
  final boolean wasLost() {
    return lost.isPresent();
  }

  final void noteRequest(WriteResult.Done done) {
    requestId = done.requestId();
  }

  /// Whether a write that may have been carried out left the code as it is. Where the API doesn't
  /// tell who edited a code, and it isn't as wanted, one edit of another writer's looks the same:
  /// then no.
  ///
  /// @param before what the write was to replace; empty for a create
  final boolean isOurs(Optional<LiveCode> before, LiveCode now, boolean isAsWanted) {
    return (isAsWanted || namesEditor(now)) && context.reader().isOurs(before, now, Instant.EPOCH);
  }

  /// The outcome of a write that may have been carried out, where live is as wanted though it
  /// doesn't follow what was written over.
  static ChangeOutcome byOthers() {
    return ChangeOutcome.unknown(
        "live is as wanted, and may be so by somebody else's hand", List.of());
  }

  /// Whether the API tells who edited a code last.
  static boolean namesEditor(LiveCode now) {
    return now.lastEdit().flatMap(LastEdit::by).isPresent();
  }

  /// The server did not keep what it was sent.
  static ChangeOutcome altered(LiveCode now, List<Clash> clashes) {
    return ChangeOutcome.altered(
        now, "the server made something else of what it was sent", clashes);
  }

  final WriteResult timed(Supplier<WriteResult> write) {
    if (begun.isEmpty()) begun = Optional.of(System.nanoTime());
    WriteResult result = write.get();
    isSent = true;
    return result;
  }

  private Duration latency() {
    return begun.map(nanos -> Duration.ofNanos(System.nanoTime() - nanos)).orElse(Duration.ZERO);
  }

  final boolean isLast() {
    return retries == context.mostRetries();
  }

  final ChangeOutcome givenUp(String why) {
    return ChangeOutcome.failed(givenUp(retries, why));
  }

  /// How a change ends that was sent again as often as it may be.
  static String givenUp(int retries, String why) {
    return "given up after %s (--max-retries %d): %s"
        .formatted(Words.count(retries + 1, "try"), retries, why);
  }

  /// Puts the intent to make a code on disk.
  final void intend() {
    intent = Optional.of(context.intend(change, Optional.empty(), Optional.empty()));
  }

  /// Puts the intent on disk, once for each revision that is written over.
  final void intend(LiveCode current) {
    boolean isNoted =
        intent.isPresent()
            && over.map(LiveCode::revision).filter(current.revision()::equals).isPresent();
    over = Optional.of(current);
    if (!isNoted) intent = Optional.of(context.intend(change, over, Optional.empty()));
  }

  final void retry() {
    backOff(++retries);
  }

  /// Waits, longer each time.
  static void backOff(int retries) {
    try {
      Thread.sleep(BACK_OFF.after(retries));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Map<Field, Value> values(List<FieldChange> fields) {
    Map<Field, Value> values = new HashMap<>();
    for (FieldChange field : fields) {
      if (!field.field().isKey()) values.put(field.field(), field.to().orElseThrow());
    }
    return values;
  }
}
