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
import dev.wrapup.plan.FieldChange;
import dev.wrapup.platform.Answer;
import dev.wrapup.platform.IncompleteCatalog;
import dev.wrapup.platform.versioned.VersionedReader;
import dev.wrapup.platform.versioned.VersionedWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// The way of one change to its outcome: a write under the revision that is known, and a look at
/// live before any other one.
final class Attempt {
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);

  private final Change change;
  private final Dialect dialect;
  private final VersionedReader reader;
  private final VersionedWriter writer;
  private final Journal journal;
  private final int mostRetries;

  private Optional<Long> intent = Optional.empty();
  private Optional<LiveCode> over;
  private Optional<String> requestId = Optional.empty();
  private Duration latency = Duration.ZERO;
  private int retries;

  Attempt(
      Change change,
      Dialect dialect,
      VersionedReader reader,
      VersionedWriter writer,
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
    } catch (HttpFailure e) {
      outcome = new Outcome.Failed(e.message());
    } catch (IncompleteCatalog e) {
      outcome = new Outcome.Failed(e.message());
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
      String code = update.isRename() ? update.code() : current.code();
      intend(current);
      Answer answer = send(current, code, values);
      Optional<LiveCode> now;
      boolean isOpen = false;
      switch (answer) {
        case Answer.Done done -> {
          return landed(done, theirs);
        }
        case Answer.Rejected rejected -> {
          return new Outcome.Failed(rejected.reason());
        }
        case Answer.Missing missing -> {
          return read(update)
              .<Outcome>map(live -> new Outcome.Failed(missing.reason()))
              .orElseGet(() -> new Outcome.Conflict("somebody deleted the code", List.of()));
        }
        case Answer.Refused refused -> {
          now = reader.read(current.id());
          if (now.isPresent() && now.get().revision().equals(current.revision())) {
            return new Outcome.Failed("the code %s is taken: %s".formatted(code, refused.reason()));
          }
        }
        case Answer.NoAnswer lost -> {
          Optional<Outcome> unreadable = Optional.empty();
          try {
            now = reader.read(current.id());
          } catch (HttpFailure | IncompleteCatalog e) {
            now = Optional.empty();
            unreadable =
                Optional.of(
                    new Outcome.Unknown(
                        "%s, and it can't be read now: %s".formatted(lost.reason(), e.getMessage()),
                        List.of()));
          }
          if (unreadable.isPresent()) return unreadable.get();
          isOpen = true;
        }
      }
      if (now.isEmpty()) return new Outcome.Conflict("somebody deleted the code", List.of());
      if (isOpen && !now.get().revision().equals(current.revision())) {
        if (Merge.isDone(update, now.get())) {
          return theirs.isEmpty()
              ? new Outcome.Applied(now)
              : new Outcome.Merged(now.get(), theirs.get());
        }
        return new Outcome.Unknown(
            "the answer was lost, and live is neither as before nor as wanted",
            Merge.differences(update, now.get()));
      }
      if (!isOpen) {
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
      }
      if (retries == mostRetries) {
        return new Outcome.Failed(
            "given up after %d tries: %s"
                .formatted(
                    retries + 1, isOpen ? "no answer" : "somebody else keeps writing to it"));
      }
      retry();
    }
  }

  private Outcome landed(Answer.Done done, Optional<List<Field>> theirs) {
    requestId = done.requestId();
    return theirs.isEmpty()
        ? new Outcome.Applied(done.now())
        : new Outcome.Merged(done.now().orElseThrow(), theirs.get());
  }

  private Answer send(LiveCode current, String code, Map<Field, Value> values) {
    long begin = System.nanoTime();
    Answer answer = writer.update(current, code, values);
    latency = Duration.ofNanos(System.nanoTime() - begin);
    return answer;
  }

  private Outcome create(Change.Create create, Set<String> known) {
    intent = Optional.of(journal.intent(change, Optional.empty(), Optional.empty()));
    while (true) {
      long begin = System.nanoTime();
      Answer answer = writer.create(create.code(), values(create.fields()));
      latency = Duration.ofNanos(System.nanoTime() - begin);
      switch (answer) {
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
        case Answer.NoAnswer lost -> {
          Optional<Outcome> decided = decide(create, known, lost);
          if (decided.isPresent()) return decided.get();
        }
      }
      if (retries == mostRetries) {
        return new Outcome.Failed("given up after %d tries: no answer".formatted(retries + 1));
      }
      retry();
    }
  }

  /// What became of a create without an answer; empty if it was not carried out.
  private Optional<Outcome> decide(Change.Create create, Set<String> known, Answer.NoAnswer lost) {
    Optional<LiveCode> now;
    try {
      now = reader.codes().stream().filter(live -> live.code().equals(create.code())).findFirst();
    } catch (HttpFailure | IncompleteCatalog e) {
      return Optional.of(
          new Outcome.Unknown(
              "%s, and it can't be read now: %s".formatted(lost.reason(), e.getMessage()),
              List.of()));
    }
    if (now.isEmpty()) return Optional.empty();
    boolean isOurs = !known.contains(now.get().id()) && isAsWanted(create, now.get());
    return Optional.of(
        isOurs
            ? new Outcome.Applied(now)
            : new Outcome.Unknown(
                "the answer was lost, and a code %s is live that isn't as wanted"
                    .formatted(create.code()),
                List.of()));
  }

  private static boolean isAsWanted(Change.Create create, LiveCode now) {
    return create.fields().stream()
        .filter(field -> !field.field().isKey())
        .allMatch(field -> now.value(field.field()).equals(field.to().orElseThrow()));
  }

  private Outcome delete(Change.Delete delete) {
    LiveCode current = delete.before();
    intend(current);
    while (true) {
      long begin = System.nanoTime();
      Answer answer = writer.delete(current);
      latency = Duration.ofNanos(System.nanoTime() - begin);
      switch (answer) {
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
          return now.get().revision().equals(current.revision())
              ? new Outcome.Failed(refused.reason())
              : new Outcome.Conflict("somebody changed the code that was to go", List.of());
        }
        case Answer.NoAnswer lost -> {
          Optional<LiveCode> now;
          try {
            now = reader.read(current.id());
          } catch (HttpFailure | IncompleteCatalog e) {
            return new Outcome.Unknown(
                "%s, and it can't be read now: %s".formatted(lost.reason(), e.getMessage()),
                List.of());
          }
          if (now.isEmpty()) return new Outcome.Applied(Optional.empty());
          if (!now.get().revision().equals(current.revision())) {
            return new Outcome.Conflict("somebody changed the code that was to go", List.of());
          }
        }
      }
      if (retries == mostRetries) {
        return new Outcome.Failed("given up after %d tries: no answer".formatted(retries + 1));
      }
      retry();
    }
  }

  private Optional<LiveCode> read(Change.Update update) {
    return reader.read(update.before().id());
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
