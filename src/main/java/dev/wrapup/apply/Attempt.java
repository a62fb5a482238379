package dev.wrapup.apply;

import dev.wrapup.audit.Journal;
import dev.wrapup.audit.Result;
import dev.wrapup.http.HttpFailure;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Effect;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.platform.Answer;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.CatalogWriter;
import dev.wrapup.platform.IncompleteCatalog;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// The way of one change to its outcome: a write under the revision that is known, and a look at
/// live before any other one.
final class Attempt {
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);

  private final Change change;
  private final Dialect dialect;
  private final CatalogReader reader;
  private final CatalogWriter writer;
  private final Journal journal;
  private final int mostRetries;

  private Optional<Long> intent = Optional.empty();
  private Optional<LiveCode> over;
  private Optional<String> requestId = Optional.empty();
  private Duration latency = Duration.ZERO;
  private int retries;

  /// Why it is open whether the last write was carried out; empty once live was looked at.
  private Optional<String> lost = Optional.empty();

  Attempt(
      Change change,
      Dialect dialect,
      CatalogReader reader,
      CatalogWriter writer,
      Journal journal,
      int mostRetries) {
    this.change = change;
    this.dialect = dialect;
    this.reader = reader;
    this.writer = writer;
    this.journal = journal;
    this.mostRetries = mostRetries;
    this.over = change.live();
  }

  /// Makes the change and records what came of it.
  ///
  /// @param known ids of the codes that were live when the plan was made
  Result run(Set<String> known) {
    return conclude(
        () ->
            switch (change) {
              case Change.Create create -> create(create, known);
              case Change.Update update ->
                  update(update, update.before(), Set.of(update.before().code()));
              case Change.Delete delete -> delete(delete);
            });
  }

  /// Makes an update whose code is parked, and records what came of it.
  Result runParked(Change.Update update, LiveCode parked) {
    Set<String> own = new HashSet<>(Set.of(update.before().code(), parked.code()));
    return conclude(() -> update(update, parked, own));
  }

  private interface Way {
    Outcome go();
  }

  private Result conclude(Way way) {
    Outcome outcome;
    try {
      outcome = way.go();
    } catch (HttpFailure | IncompleteCatalog e) {
      String reason = String.valueOf(e.getMessage());
      outcome =
          lost.<Outcome>map(
                  why ->
                      new Outcome.Unknown(
                          "%s, and it can't be read now: %s".formatted(why, reason), List.of()))
              .orElseGet(() -> new Outcome.Failed(reason));
    }
    Result result = new Result(change, outcome, over, retries, latency, requestId);
    journal.outcome(intent, result);
    return result;
  }

  private Outcome update(Change.Update update, LiveCode basis, Set<String> own) {
    LiveCode current = basis;
    Optional<List<Field>> theirs = Optional.empty();
    Map<Field, Value> values = values(update.fields());
    while (true) {
      LiveCode written = current;
      String code = update.isRename() ? update.code() : written.code();
      intend(written);
      switch (timed(() -> writer.update(written, code, values))) {
        case Answer.Done done -> {
          return landed(done, theirs);
        }
        case Answer.Rejected rejected -> {
          return new Outcome.Failed(rejected.reason());
        }
        case Answer.Missing missing -> {
          return reader.read(written.id()).isEmpty()
              ? deleted()
              : new Outcome.Failed(missing.reason());
        }
        case Answer.Refused refused -> {
          Optional<LiveCode> now = reader.read(written.id());
          if (now.isEmpty()) return deleted();
          if (isUntouched(written, now.get())) {
            return new Outcome.Failed("the code %s is taken: %s".formatted(code, refused.reason()));
          }
          switch (Merge.of(dialect, update, own, now.get())) {
            case Merge.Done ignored -> {
              over = now;
              return new Outcome.AlreadyApplied();
            }
            case Merge.Impossible clash -> {
              return new Outcome.Conflict("somebody else changed the same", clash.clashes());
            }
            case Merge.Possible possible -> {
              theirs = Optional.of(possible.theirs());
              current = now.get();
            }
          }
          if (isLast()) return givenUp("somebody else keeps writing to it");
        }
        case Answer.NoAnswer unanswered -> {
          Optional<LiveCode> now = afterLoss(unanswered, () -> reader.read(written.id()));
          if (now.isEmpty()) return deleted();
          if (!isUntouched(written, now.get())) return decide(update, now.get(), theirs);
          if (isLast()) return givenUp("no answer");
        }
      }
      retry();
    }
  }

  /// What became of an update without an answer, whose code is not as it was.
  private Outcome decide(Change.Update update, LiveCode now, Optional<List<Field>> theirs) {
    List<Outcome.Clash> clashes = Merge.differences(dialect, Effect.of(update), now);
    if (!clashes.isEmpty()) {
      return new Outcome.Unknown(
          "the answer was lost, and live is neither as before nor as wanted", clashes);
    }
    return theirs
        .<Outcome>map(fields -> new Outcome.Merged(now, fields))
        .orElseGet(() -> new Outcome.Applied(Optional.of(now)));
  }

  private static Outcome deleted() {
    return new Outcome.Conflict("somebody deleted the code", List.of());
  }

  private static boolean isUntouched(LiveCode before, LiveCode now) {
    return before.revision().equals(now.revision());
  }

  /// Looks at live after an answer was lost. If that fails too, nobody knows what became of the
  /// write.
  private <T> T afterLoss(Answer.NoAnswer unanswered, Supplier<T> look) {
    lost = Optional.of(unanswered.reason());
    T seen = look.get();
    lost = Optional.empty();
    return seen;
  }

  private Outcome landed(Answer.Done done, Optional<List<Field>> theirs) {
    requestId = done.requestId();
    return theirs.isEmpty()
        ? new Outcome.Applied(done.now())
        : new Outcome.Merged(done.now().orElseThrow(), theirs.get());
  }

  private Answer timed(Supplier<Answer> write) {
    long begin = System.nanoTime();
    Answer answer = write.get();
    latency = Duration.ofNanos(System.nanoTime() - begin);
    return answer;
  }

  private Outcome create(Change.Create create, Set<String> known) {
    intent = Optional.of(journal.intent(change, Optional.empty(), Optional.empty()));
    while (true) {
      switch (timed(() -> writer.create(create.code(), values(create.fields())))) {
        case Answer.Done done -> {
          return landed(done, Optional.empty());
        }
        case Answer.Rejected rejected -> {
          return new Outcome.Failed(rejected.reason());
        }
        case Answer.Missing missing -> {
          return new Outcome.Failed(missing.reason());
        }
        case Answer.Refused refused -> {
          return new Outcome.Failed(
              "the code %s exists but was not listed: %s"
                  .formatted(create.code(), refused.reason()));
        }
        case Answer.NoAnswer unanswered -> {
          Optional<LiveCode> now = afterLoss(unanswered, () -> listed(create.code()));
          if (now.isPresent()) return decide(create, now.get(), known);
          if (isLast()) return givenUp("no answer");
        }
      }
      retry();
    }
  }

  private Optional<LiveCode> listed(String code) {
    return reader.codes().stream().filter(live -> live.code().equals(code)).findFirst();
  }

  /// What became of a create without an answer, of whose code there is one.
  private Outcome decide(Change.Create create, LiveCode now, Set<String> known) {
    boolean isOurs =
        !known.contains(now.id()) && Merge.differences(dialect, Effect.of(create), now).isEmpty();
    return isOurs
        ? new Outcome.Applied(Optional.of(now))
        : new Outcome.Unknown(
            "the answer was lost, and a code %s is live that isn't as wanted"
                .formatted(create.code()),
            List.of());
  }

  private Outcome delete(Change.Delete delete) {
    LiveCode current = delete.before();
    intend(current);
    while (true) {
      switch (timed(() -> writer.delete(current))) {
        case Answer.Done done -> {
          return landed(done, Optional.empty());
        }
        case Answer.Rejected rejected -> {
          return new Outcome.Failed(rejected.reason());
        }
        case Answer.Missing missing -> {
          return reader.read(current.id()).isEmpty()
              ? new Outcome.AlreadyApplied()
              : new Outcome.Failed("this API cannot delete codes: " + missing.reason());
        }
        case Answer.Refused refused -> {
          Optional<LiveCode> now = reader.read(current.id());
          if (now.isEmpty()) return new Outcome.AlreadyApplied();
          return isUntouched(current, now.get())
              ? new Outcome.Failed(refused.reason())
              : changedBeforeDelete();
        }
        case Answer.NoAnswer unanswered -> {
          Optional<LiveCode> now = afterLoss(unanswered, () -> reader.read(current.id()));
          if (now.isEmpty()) return new Outcome.Applied(Optional.empty());
          if (!isUntouched(current, now.get())) return changedBeforeDelete();
          if (isLast()) return givenUp("no answer");
        }
      }
      retry();
    }
  }

  private static Outcome changedBeforeDelete() {
    return new Outcome.Conflict("somebody changed the code that was to go", List.of());
  }

  private boolean isLast() {
    return retries == mostRetries;
  }

  private Outcome givenUp(String why) {
    return new Outcome.Failed("given up after %d tries: %s".formatted(retries + 1, why));
  }

  /// Puts the intent on disk, once for each revision that is written over.
  private void intend(LiveCode current) {
    boolean isNoted =
        intent.isPresent()
            && over.map(LiveCode::revision).filter(current.revision()::equals).isPresent();
    over = Optional.of(current);
    if (!isNoted) intent = Optional.of(journal.intent(change, over, Optional.empty()));
  }

  private void retry() {
    retries++;
    long most = FIRST_BACKOFF.toMillis() << (retries - 1);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<Field, Value> values(List<FieldChange> fields) {
    Map<Field, Value> values = new HashMap<>();
    for (FieldChange field : fields) {
      if (!field.field().isKey()) values.put(field.field(), field.to().orElseThrow());
    }
    return values;
  }
}
