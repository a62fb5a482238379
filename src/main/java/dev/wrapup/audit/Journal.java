package dev.wrapup.audit;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Effect;
import dev.wrapup.plan.FieldChange;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The append-only record of one apply. An intent is on disk before its write is sent; what came of
/// it follows with the next flush. Safe for many threads.
public final class Journal implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final ReentrantLock appending = new ReentrantLock();
  private final ReentrantLock flushing = new ReentrantLock();
  private final Path path;
  private final FileChannel channel;
  private final Chain chain;
  private final Clock clock;
  private final String initiatedBy;
  private long appended;
  private long flushed;

  private Journal(Path path, FileChannel channel, Chain chain, Clock clock, String initiatedBy) {
    this.path = path;
    this.channel = channel;
    this.chain = chain;
    this.clock = clock;
    this.initiatedBy = initiatedBy;
  }

  /// Begins a journal.
  ///
  /// @param path a file that doesn't exist yet
  /// @param key signs each record
  /// @throws JournalFailure if it can't be written
  public static Journal begin(Path path, Run run, Clock clock, Optional<byte[]> key) {
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Journal journal = new Journal(path, channel, new Chain(key), clock, run.initiatedBy());
      journal.flush(journal.append("run-started", json -> started(json, run)));
      return journal;
    } catch (IOException e) {
      throw broken(path, e);
    }
  }

  private static void started(JsonGenerator json, Run run) {
    json.writeObjectPropertyStart("target");
    json.writeStringProperty("api", run.target().api());
    json.writeStringProperty("environment", run.target().environment());
    optional(json, "organization", run.target().organization());
    json.writeStringProperty("baseUrl", run.target().baseUrl());
    json.writeEndObject();
    json.writeStringProperty("initiatedBy", run.initiatedBy());
    optional(json, "commit", run.commit());
    optional(json, "url", run.url());
    optional(json, "pullRequest", run.pullRequest());
    json.writeStringProperty("digest", run.digest());
    json.writeStringProperty("tool", run.tool());
  }

  public Path path() {
    return path;
  }

  /// The hash of the last record: who keeps it elsewhere can prove that nothing was changed since.
  public String head() {
    appending.lock();
    try {
      return chain.head();
    } finally {
      appending.unlock();
    }
  }

  /// Puts on disk what is about to be written.
  ///
  /// @param over the code as it was read last; empty for a create
  /// @param parkAs the code to park it under, when only that is about to be written
  /// @return the intent's number, for its outcome
  public long intent(Change change, Optional<LiveCode> over, Optional<String> parkAs) {
    long seq =
        append(
            "intent",
            json -> {
              json.writeStringProperty("action", Effect.action(change).word());
              optional(json, "id", change.live().map(LiveCode::id));
              json.writeStringProperty("code", change.code());
              optional(json, "previousCode", over.map(LiveCode::code));
              optional(json, "revision", over.map(LiveCode::revision));
              optional(json, "parkAs", parkAs);
              fields(json, change.fields());
            });
    flush(seq);
    return seq;
  }

  /// Records that a member of a ring waits under another code.
  public void parked(long intent, LiveCode now) {
    append(
        "parked",
        json -> {
          json.writeNumberProperty("intent", intent);
          json.writeStringProperty("id", now.id());
          json.writeStringProperty("code", now.code());
          json.writeStringProperty("revision", now.revision());
        });
  }

  /// Records what came of a change.
  ///
  /// @param intent its number; empty if nothing was about to be written
  public void outcome(Optional<Long> intent, Result result) {
    append(
        result.outcome().word(),
        json -> {
          if (intent.isPresent()) json.writeNumberProperty("intent", intent.get());
          optional(json, "id", id(result));
          json.writeStringProperty("code", result.change().code());
          switch (result.outcome()) {
            case Outcome.Applied applied -> entry(json, result, applied.now());
            case Outcome.Merged merged -> {
              names(json, "theirs", merged.theirs());
              entry(json, result, Optional.of(merged.now()));
            }
            case Outcome.AlreadyApplied ignored -> {}
            case Outcome.NotBegun ignored -> {}
            case Outcome.Failed failed -> json.writeStringProperty("reason", failed.reason());
            case Outcome.Conflict conflict -> {
              json.writeStringProperty("reason", conflict.reason());
              clashes(json, conflict.clashes());
            }
            case Outcome.Unknown unknown -> {
              json.writeStringProperty("reason", unknown.reason());
              clashes(json, unknown.clashes());
            }
          }
        });
  }

  private static Optional<String> id(Result result) {
    if (result.outcome() instanceof Outcome.Applied applied && applied.now().isPresent()) {
      return applied.now().map(LiveCode::id);
    }
    return result.change().live().map(LiveCode::id);
  }

  /// The audit entry.
  private void entry(JsonGenerator json, Result result, Optional<LiveCode> now) {
    Optional<LiveCode> before = result.over();
    json.writeStringProperty("timestamp", TIME.format(clock.instant()));
    json.writeStringProperty("action", Effect.action(result.change()).name() + "_WRAPUP_CODE");
    optional(json, "codeId", id(result));
    optional(json, "previousCode", before.map(code -> named(code, result.change())));
    optional(json, "newCode", now.map(LiveCode::code));
    optional(json, "previousDisplayName", before.flatMap(code -> text(code, "displayName")));
    optional(json, "newDisplayName", now.flatMap(code -> text(code, "displayName")));
    optional(json, "routingType", now.or(() -> before).flatMap(code -> text(code, "routingType")));
    json.writeStringProperty("initiatedBy", initiatedBy);
    json.writeNumberProperty("latencyMs", result.latency().toMillis());
    fields(json, result.change().fields());
    optional(json, "revisionBefore", before.map(LiveCode::revision));
    optional(json, "revisionAfter", now.map(LiveCode::revision));
    json.writeNumberProperty("retryCount", result.retries());
    optional(json, "requestId", result.requestId());
  }

  /// What a code was called, apart from the moment in which it was parked.
  private static String named(LiveCode code, Change change) {
    return Parked.is(code) ? change.live().map(LiveCode::code).orElse(code.code()) : code.code();
  }

  private static Optional<String> text(LiveCode code, String field) {
    return code.values().entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(field))
        .map(entry -> entry.getValue() instanceof Value.Text text ? text.text() : "")
        .findFirst();
  }

  /// Ends the journal: nothing follows.
  ///
  /// @param results what came of each change
  /// @param remaining how many changes a new plan shows; empty if none could be made
  public void finish(List<Result> results, Optional<Integer> remaining) {
    flush(
        append(
            "run-finished",
            json -> {
              json.writeObjectPropertyStart("outcomes");
              results.stream()
                  .map(result -> result.outcome().word())
                  .sorted()
                  .distinct()
                  .forEach(
                      word ->
                          json.writeNumberProperty(
                              word,
                              results.stream()
                                  .filter(result -> result.outcome().word().equals(word))
                                  .count()));
              json.writeEndObject();
              if (remaining.isPresent()) json.writeNumberProperty("remaining", remaining.get());
              else json.writeNullProperty("remaining");
            }));
  }

  private long append(String type, Consumer<JsonGenerator> parts) {
    appending.lock();
    try {
      long seq = appended + 1;
      String line = chain.seal(open(seq, clock.instant(), type, parts)) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) channel.write(bytes);
      appended = seq;
      return seq;
    } catch (IOException e) {
      throw broken(path, e);
    } finally {
      appending.unlock();
    }
  }

  private static String open(long seq, Instant at, String type, Consumer<JsonGenerator> parts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("seq", seq);
      json.writeStringProperty("at", TIME.format(at));
      json.writeStringProperty("type", type);
      parts.accept(json);
      json.writeEndObject();
    }
    return text.toString().substring(0, text.getBuffer().length() - 1);
  }

  /// Brings a record, and all before it, to the disk; several threads share one flush.
  private void flush(long seq) {
    flushing.lock();
    try {
      if (flushed >= seq) return;
      long reached = appendedSoFar();
      channel.force(false);
      flushed = reached;
    } catch (IOException e) {
      throw broken(path, e);
    } finally {
      flushing.unlock();
    }
  }

  private long appendedSoFar() {
    appending.lock();
    try {
      return appended;
    } finally {
      appending.unlock();
    }
  }

  @Override
  public void close() {
    try {
      channel.force(false);
      channel.close();
    } catch (IOException e) {
      throw broken(path, e);
    }
  }

  private static JournalFailure broken(Path path, IOException e) {
    return new JournalFailure(
        "the journal %s can't be written: %s".formatted(path, e),
        "make room, or choose a folder that may be written by --audit-dir");
  }

  private static void optional(JsonGenerator json, String name, Optional<String> text) {
    if (text.isPresent()) json.writeStringProperty(name, text.get());
    else json.writeNullProperty(name);
  }

  private static void fields(JsonGenerator json, List<FieldChange> fields) {
    json.writeArrayPropertyStart("changes");
    for (FieldChange change : fields) {
      json.writeStartObject();
      json.writeStringProperty("field", change.field().name());
      value(json, "from", change.from());
      value(json, "to", change.to());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void clashes(JsonGenerator json, List<Outcome.Clash> clashes) {
    json.writeArrayPropertyStart("clashes");
    for (Outcome.Clash clash : clashes) {
      json.writeStartObject();
      json.writeStringProperty("field", clash.field().name());
      value(json, "wanted", Optional.of(clash.wanted()));
      value(json, "live", Optional.of(clash.live()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void names(JsonGenerator json, String name, List<Field> fields) {
    json.writeArrayPropertyStart(name);
    fields.forEach(field -> json.writeString(field.name()));
    json.writeEndArray();
  }

  private static void value(JsonGenerator json, String name, Optional<Value> value) {
    json.writeName(name);
    if (value.isEmpty()) {
      json.writeNull();
      return;
    }
    switch (value.get()) {
      case Value.Text text -> json.writeString(text.text());
      case Value.Outcomes outcomes -> {
        json.writeStartArray();
        for (Value.Outcome outcome : outcomes.outcomes()) {
          json.writeStartObject();
          json.writeStringProperty("id", outcome.id());
          json.writeStringProperty("name", outcome.name());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }
  }
}
