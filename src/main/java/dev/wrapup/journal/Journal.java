package dev.wrapup.journal;

import dev.wrapup.journal.Event.Delivery;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Change;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// The append-only journal (write-ahead log) of one apply. An intent is flushed before its write is
/// sent, its outcome with the next flush. Thread-safe.
public final class Journal implements AutoCloseable {
  /// The size of the records of a change without its texts, in bytes.
  private static final long PER_CHANGE = 3000;

  /// The bytes per UTF-16 unit of the texts of a change, in all of its records.
  private static final long PER_UNIT = 12;

  /// The greatest age of the newest record when a write is sent.
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final JournalFile file;
  private final Run run;
  private final OutcomeCounter tally;

  /// The place of each change in the plan, from 1 on.
  private final IdentityHashMap<Change, Integer> places = new IdentityHashMap<>();

  private Journal(JournalFile file, Run run, OutcomeCounter tally) {
    this.file = file;
    this.run = run;
    this.tally = tally;
  }

  /// Begins a journal.
  ///
  /// @param path a file that doesn't exist yet
  /// @param changes to be recorded, in the plan's order
  /// @param key signs each record
  /// @throws JournalFailure if it can't be written
  public static Journal begin(
      Path path, Run run, List<Change> changes, Clock clock, Optional<byte[]> key) {
    JournalFile file = JournalFile.create(path, clock, key, room(changes));
    Journal journal = new Journal(file, run, new OutcomeCounter());
    for (Change change : changes) journal.places.put(change, journal.places.size() + 1);
    file.flush(file.append("run-started", run::write));
    file.publish();
    return journal;
  }

  private static long room(List<Change> changes) {
    return PER_CHANGE + changes.stream().mapToLong(Journal::room).sum();
  }

  private static long room(Change change) {
    Stream<Value> wanted =
        change.effect().parts().stream()
            .flatMap(part -> Stream.concat(part.from().stream(), part.to().stream()));
    Stream<Value> live = change.live().stream().flatMap(code -> code.values().values().stream());
    return PER_CHANGE + PER_UNIT * Stream.concat(wanted, live).mapToLong(Value::length).sum();
  }

  /// Continues the journal of an interrupted run; a partial last record is truncated.
  ///
  /// @throws JournalFailure if it can't be written
  public static Journal reopen(ParsedJournal recorded, Clock clock, Optional<byte[]> key) {
    JournalFile file = JournalFile.reopen(recorded, clock, key);
    Journal journal = new Journal(file, recorded.run(), recorded.contents().tally());
    file.append("recovered", json -> json.writeNumberProperty("cut", recorded.cut()));
    return journal;
  }

  public Path path() {
    return file.path();
  }

  /// The hash of the last record: kept elsewhere, it proves that the journal is unchanged.
  public String head() {
    return file.head();
  }

  /// Flushes a record and all before it, and returns its number.
  long flush(long record) {
    file.flush(record);
    return record;
  }

  /// Records and flushes an intent.
  ///
  /// @param over the code as last read; empty for a create
  /// @param parkAs the code to park it under, when only that is about to be written
  /// @return the intent's number, for its outcome
  public long intent(Change change, Optional<LiveCode> over, Optional<String> parkAs) {
    return flush(append(change, over, "parkAs", parkAs));
  }

  /// Records and flushes the intent to rename only, after the complete change was tried.
  ///
  /// @param over the code as we left it, or read it last
  /// @param moveTo the code that it shall have
  /// @return the intent's number, for the outcome of the change
  public long moving(Change change, LiveCode over, String moveTo) {
    return flush(append(change, Optional.of(over), "moveTo", Optional.of(moveTo)));
  }

  /// Records the intents of one request about several codes of a queue, and flushes them together.
  ///
  /// @return the number of each intent, for its outcome
  public Map<Change.QueuePair, Long> intents(Map<Change.QueuePair, LiveCode> pairs) {
    Map<Change.QueuePair, Long> all = new HashMap<>();
    pairs.forEach(
        (p, code) -> all.put(p, append(p, Optional.of(code), "parkAs", Optional.empty())));
    file.flush();
    return all;
  }

  private long append(Change change, Optional<LiveCode> over, String move, Optional<String> code) {
    return file.append(
        "intent",
        (json, record) -> {
          JournalJson.effect(json, change.effect());
          place(json, change);
          JournalJson.optional(json, move, code);
          JournalJson.code(json, "before", over);
          if (run.webhook().isPresent() && (code.isEmpty() || move.equals("moveTo"))) {
            json.writeStringProperty("webhookId", webhookId(record));
          }
        });
  }

  /// Records the time at which a write is sent, unless the newest record is recent: the write may
  /// have waited since its intent. Recovery waits from the newest record for late effects.
  public void sending() {
    if (file.age().compareTo(FRESH) > 0) flush(file.append("sending", json -> {}));
  }

  /// Records that a code of a rename cycle is parked.
  public void parked(long intent, LiveCode now) {
    file.append(
        "parked",
        json -> {
          json.writeNumberProperty("intent", intent);
          json.writeStringProperty("id", now.id());
          json.writeStringProperty("code", now.code());
          json.writeStringProperty("revision", now.revision());
        });
  }

  /// Records what the server stored otherwise than it answered, as seen when all was written.
  ///
  /// @param before the outcomes as they were recorded
  /// @param after the same, in the same order, as they are known now
  public void checked(List<ChangeOutcome> before, List<ChangeOutcome> after) {
    List<Integer> altered =
        IntStream.range(0, after.size())
            .filter(i -> before.get(i).isDone() && !after.get(i).isDone())
            .boxed()
            .toList();
    if (altered.isEmpty()) return;
    file.append(
        "checked",
        json -> {
          json.writeArrayPropertyStart("altered");
          for (int i : altered) {
            String word = before.get(i).word();
            JournalJson.altered(json, word, after.get(i));
            tally.alter(word);
          }
          json.writeEndArray();
        });
  }

  private void place(JsonGenerator json, Change change) {
    Integer place = places.get(change);
    if (place != null) json.writeNumberProperty("position", place);
  }

  private String webhookId(long intent) {
    return "msg_" + run.id() + "_" + intent;
  }

  /// Records that what an intent announced was not sent, nor ever will be.
  public void notSent(long intent) {
    file.append("not-sent", json -> json.writeNumberProperty("intent", intent));
  }

  /// Records the outcome of a change.
  ///
  /// @param intent its number; empty if nothing was about to be written
  /// @return the event to deliver, if any
  public Optional<Event> outcome(Optional<Long> intent, Result result) {
    return record(
        intent,
        result.entry(),
        json -> {
          if (intent.isEmpty()) place(json, result.change());
          json.writeNumberProperty("latencyMs", result.latency().toMillis());
          json.writeNumberProperty("retryCount", result.retries());
          JournalJson.optional(json, "requestId", result.requestId());
          tally.add(result);
        });
  }

  /// Records the outcome that recovery found for an intent.
  ///
  /// @return the event to deliver, if any
  public Optional<Event> decided(Intent intent, ChangeOutcome outcome) {
    return record(
        Optional.of(intent.number()),
        new AuditEntry(
            intent.effect(), intent.before().map(LiveCode::code), intent.before(), outcome),
        json -> {
          json.writeNullProperty("latencyMs");
          json.writeNullProperty("retryCount");
          json.writeNullProperty("requestId");
          tally.add(outcome);
        });
  }

  private Optional<Event> record(
      Optional<Long> intent, AuditEntry entry, Consumer<JsonGenerator> figures) {
    ChangeOutcome outcome = entry.outcome();
    boolean tells = outcome.landed() && run.webhook().isPresent() && intent.isPresent();
    String time = file.now();
    String body = tells ? entry.event(time) : "";
    long record =
        file.append(
            JournalJson.type(outcome),
            json -> {
              if (intent.isPresent()) json.writeNumberProperty("intent", intent.get());
              JournalJson.effect(json, entry.effect());
              JournalJson.told(json, outcome);
              if (outcome.landed()) entry.write(json, time, run.initiatedBy());
              figures.accept(json);
              if (!tells) return;
              json.writeStringProperty("webhookId", webhookId(intent.get()));
              json.writeStringProperty("event", body);
            });
    return tells
        ? Optional.of(new Event(record, webhookId(intent.get()), body, entry.orderingKeys()))
        : Optional.empty();
  }

  /// Records the delivery of an event.
  public void told(Event event, Delivery delivery) {
    file.append(
        switch (delivery) {
          case Delivery.Accepted ignored -> "webhook-accepted";
          case Delivery.Failed ignored -> "webhook-failed";
        },
        json -> {
          json.writeStringProperty("webhookId", event.webhookId());
          json.writeNumberProperty("tries", delivery.tries());
          switch (delivery) {
            case Delivery.Accepted accepted ->
                json.writeNumberProperty("status", accepted.status());
            case Delivery.Failed failed -> json.writeStringProperty("reason", failed.reason());
          }
        });
  }

  /// The failure after which nothing is recorded; empty if there is none.
  public Optional<JournalFailure> failure() {
    return file.failure();
  }

  /// Flushes, and leaves the journal open for recovery.
  public void leave() {
    file.flush();
  }

  /// The number of changes that are as desired, by any cause.
  public int made() {
    return tally.made();
  }

  /// Completes the journal with its last record.
  public void finish(RunSummary ending) {
    file.flush(file.append("run-finished", json -> ending.write(json, tally, run.planned())));
  }

  @Override
  public void close() {
    file.close();
  }
}
