package dev.wrapup.apply;

import dev.wrapup.audit.Result;
import dev.wrapup.http.HttpFailure;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.platform.Answer;
import dev.wrapup.platform.IncompleteCatalog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// The way of one change to its outcome: a write under the revision that is known, and a look at
/// live before any other one.
abstract sealed class Attempt permits Creation, Deletion, Update {
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);

  private final Change change;
  private final Means means;

  private Optional<Long> intent = Optional.empty();
  private Optional<LiveCode> over;
  private Optional<String> requestId = Optional.empty();
  private Duration latency = Duration.ZERO;
  private int retries;

  /// Why it is open whether the last write was carried out; empty once live was looked at.
  private Optional<String> lost = Optional.empty();

  private boolean wasLost;

  Attempt(Change change, Means means) {
    this.change = change;
    this.means = means;
    this.over = change.live();
  }

  Means means() {
    return means;
  }

  /// Makes the change.
  abstract Outcome go();

  /// Makes the change and records what came of it.
  Result run() {
    Outcome outcome;
    try {
      outcome = go();
    } catch (HttpFailure | IncompleteCatalog e) {
      String reason = String.valueOf(e.getMessage());
      outcome =
          lost.<Outcome>map(
                  why ->
                      new Outcome.Unknown(
                          "%s, and it can't be read now: %s".formatted(why, reason), List.of()))
              .orElseGet(() -> new Outcome.Failed(reason));
    }
    return means.conclude(intent, new Result(change, outcome, over, retries, latency, requestId));
  }

  static boolean isUntouched(LiveCode before, LiveCode now) {
    return before.revision().equals(now.revision());
  }

  /// Looks at live after an answer was lost. If that fails too, nobody knows what became of the
  /// write.
  final <T> T afterLoss(Answer.NoAnswer unanswered, Supplier<T> look) {
    wasLost = true;
    lost = Optional.of(unanswered.reason());
    T seen = look.get();
    lost = Optional.empty();
    return seen;
  }

  /// Whether the answer to any write was lost.
  final boolean wasLost() {
    return wasLost;
  }

  final void noteRequest(Answer.Done done) {
    requestId = done.requestId();
  }

  final Answer timed(Supplier<Answer> write) {
    long begin = System.nanoTime();
    Answer answer = write.get();
    latency = Duration.ofNanos(System.nanoTime() - begin);
    return answer;
  }

  final boolean isLast() {
    return retries == means.mostRetries();
  }

  final Outcome givenUp(String why) {
    return new Outcome.Failed("given up after %d tries: %s".formatted(retries + 1, why));
  }

  /// Puts the intent to make a code on disk.
  final void intend() {
    intent = Optional.of(means.journal().intent(change, Optional.empty(), Optional.empty()));
  }

  /// Puts the intent on disk, once for each revision that is written over.
  final void intend(LiveCode current) {
    boolean isNoted =
        intent.isPresent()
            && over.map(LiveCode::revision).filter(current.revision()::equals).isPresent();
    over = Optional.of(current);
    if (!isNoted) intent = Optional.of(means.journal().intent(change, over, Optional.empty()));
  }

  final void retry() {
    retries++;
    long most = FIRST_BACKOFF.toMillis() << (retries - 1);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
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
