package dev.wrapup.audit;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Effect;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  /// Goes on with a journal whose run was cut short: what follows its last whole record is dropped
  /// and counted.
  ///
  /// @throws JournalFailure if it can't be written
  public static Journal reopen(Recorded recorded, Clock clock, Optional<byte[]> key) {
    try {
      FileChannel channel = FileChannel.open(recorded.path(), StandardOpenOption.WRITE);
      channel.truncate(recorded.whole());
      channel.position(recorded.whole());
      Chain chain = new Chain(key);
      chain.continueAfter(recorded.head());
      Journal journal = new Journal(recorded.path(), channel, chain, clock, recorded.initiatedBy());
      journal.appended = recorded.records().size();
      journal.append("recovered", json -> json.writeNumberProperty("cut", recorded.cut()));
      return journal;
    } catch (IOException e) {
      throw broken(recorded.path(), e);
    }
  }

  private static void started(JsonGenerator json, Run run) {
    json.writeObjectPropertyStart("target");
    json.writeStringProperty("api", run.target().api());
    json.writeStringProperty("environment", run.target().environment());
    JournalJson.optional(json, "organization", run.target().organization());
    json.writeStringProperty("baseUrl", run.target().baseUrl());
    json.writeEndObject();
    json.writeStringProperty("initiatedBy", run.initiatedBy());
    JournalJson.optional(json, "commit", run.commit());
    JournalJson.optional(json, "url", run.url());
    JournalJson.optional(json, "pullRequest", run.pullRequest());
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
    Effect effect = Effect.of(change);
    long seq =
        append(
            "intent",
            json -> {
              json.writeStringProperty("action", effect.action().word());
              JournalJson.optional(json, "id", effect.id());
              json.writeStringProperty("code", effect.code());
              JournalJson.optional(json, "parkAs", parkAs);
              JournalJson.code(json, "before", over);
              JournalJson.parts(json, effect.parts());
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
    Effect effect = Effect.of(result.change());
    Optional<String> called = result.change().live().map(LiveCode::code);
    append(
        result.outcome().word(),
        json ->
            told(
                json,
                intent,
                effect,
                result.outcome(),
                () -> {
                  Entry entry = new Entry(effect, called, result.over(), result.outcome());
                  entry.write(json, TIME.format(clock.instant()), initiatedBy);
                  json.writeNumberProperty("latencyMs", result.latency().toMillis());
                  json.writeNumberProperty("retryCount", result.retries());
                  JournalJson.optional(json, "requestId", result.requestId());
                }));
  }

  /// Records what a later run found out about an intent of a run that was cut short.
  public void decided(Intent intent, Outcome outcome) {
    Optional<String> called = intent.before().map(LiveCode::code);
    append(
        outcome.word(),
        json ->
            told(
                json,
                Optional.of(intent.number()),
                intent.effect(),
                outcome,
                () -> {
                  Entry entry = new Entry(intent.effect(), called, intent.before(), outcome);
                  entry.write(json, TIME.format(clock.instant()), initiatedBy);
                  json.writeNullProperty("latencyMs");
                  json.writeNullProperty("retryCount");
                  json.writeNullProperty("requestId");
                }));
  }

  private static void told(
      JsonGenerator json, Optional<Long> intent, Effect effect, Outcome outcome, Runnable entry) {
    if (intent.isPresent()) json.writeNumberProperty("intent", intent.get());
    JournalJson.optional(json, "id", effect.id());
    json.writeStringProperty("code", effect.code());
    switch (outcome) {
      case Outcome.Applied ignored -> entry.run();
      case Outcome.Merged merged -> {
        JournalJson.names(json, "theirs", merged.theirs());
        entry.run();
      }
      case Outcome.AlreadyApplied ignored -> {}
      case Outcome.NotBegun ignored -> {}
      case Outcome.Failed failed -> json.writeStringProperty("reason", failed.reason());
      case Outcome.Conflict conflict -> {
        json.writeStringProperty("reason", conflict.reason());
        JournalJson.clashes(json, conflict.clashes());
      }
      case Outcome.Unknown unknown -> {
        json.writeStringProperty("reason", unknown.reason());
        JournalJson.clashes(json, unknown.clashes());
      }
    }
  }

  /// Ends the journal: nothing follows.
  ///
  /// @param outcomes what came of each change
  /// @param remaining how many changes a new plan shows; empty if none was made
  public void finish(List<Outcome> outcomes, Optional<Integer> remaining) {
    Map<String, Integer> counts = new TreeMap<>();
    outcomes.forEach(outcome -> counts.merge(outcome.word(), 1, Integer::sum));
    flush(
        append(
            "run-finished",
            json -> {
              json.writeObjectPropertyStart("outcomes");
              counts.forEach(json::writeNumberProperty);
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
}
