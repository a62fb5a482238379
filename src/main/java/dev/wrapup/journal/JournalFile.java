package dev.wrapup.journal;

import dev.wrapup.model.source.FileErrors;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The file of a journal: chained lines, append-only, flushed on demand. After a failed append, or
/// once the file was replaced, removed or changed by others, nothing more is appended. Locked while
/// it is written. Thread-safe.
final class JournalFile implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final ReentrantLock flushing = new ReentrantLock();
  private final Path path;
  private final FileChannel channel;
  private final HashChain chain;
  private final Clock clock;
  private long appended;

  /// When the newest record was appended, of [System#nanoTime()].
  private long appendedAt = System.nanoTime();

  /// The expected length of the file.
  private long end;

  private Optional<Object> identity = Optional.empty();
  private long flushed;
  private @Nullable JournalFailure failure;

  private JournalFile(Path path, FileChannel channel, HashChain chain, Clock clock) {
    this.path = path;
    this.channel = channel;
    this.chain = chain;
    this.clock = clock;
  }

  /// The suffixes of temporary files.
  static final List<String> SCRAPS = List.of(".room", ".partial");

  /// Creates a file under a temporary name until [#publish()].
  ///
  /// @param room bytes to reserve on the disk
  static JournalFile create(Path path, Clock clock, Optional<byte[]> key, long room) {
    try {
      reserve(path, room);
      // appending, so that a file that somebody cut grows no hole that hides the cut
      FileChannel channel =
          FileChannel.open(
              scrap(path, ".partial"), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
      lock(path, channel);
      return new JournalFile(path, channel, new HashChain(key), clock);
    } catch (IOException e) {
      throw broken(path, e);
    }
  }

  private static Path scrap(Path path, String end) {
    return path.resolveSibling(path.getFileName() + end);
  }

  /// Gives the file its name, now that its first record is on the disk: a journal without one can't
  /// be told from any other file.
  void publish() {
    try {
      Files.move(scrap(path, ".partial"), path, StandardCopyOption.ATOMIC_MOVE);
      AuditFolder.flushEntryOf(path);
      identity = AuditFolder.identity(path);
    } catch (IOException e) {
      throw broken(path, e);
    }
  }

  /// Keeps other processes from going on with it, even where they hold the folder's lock because
  /// somebody removed ours.
  private static void lock(Path path, FileChannel channel) throws IOException {
    if (AuditFolder.lock(channel).isPresent()) return;
    channel.close();
    throw new JournalFailure(
        "another apply is writing the journal " + path, "wait until it has ended, then try again");
  }

  /// Finds out whether the disk has room, by filling it: free space is no promise under a quota.
  private static void reserve(Path path, long room) throws IOException {
    Path trial = scrap(path, ".room");
    try (FileChannel channel =
        FileChannel.open(trial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
      for (long left = room; left > 0; ) {
        zeros.clear().limit((int) Math.min(left, zeros.capacity()));
        left -= channel.write(zeros);
      }
      channel.force(false);
    } finally {
      Files.deleteIfExists(trial);
    }
  }

  /// Opens a file behind the records that hold; whatever follows them is dropped. Nothing is if it
  /// grew since it was read.
  static JournalFile reopen(ParsedJournal recorded, Clock clock, Optional<byte[]> key) {
    try {
      FileChannel channel = FileChannel.open(recorded.path(), StandardOpenOption.APPEND);
      lock(recorded.path(), channel);
      if (channel.size() != recorded.whole() + recorded.cut()) {
        channel.close();
        throw new JournalFailure(
            "another apply has written the journal %s meanwhile".formatted(recorded.path()),
            "try again");
      }
      channel.truncate(recorded.whole());
      HashChain chain = new HashChain(key);
      chain.continueAfter(recorded.head());
      JournalFile file = new JournalFile(recorded.path(), channel, chain, clock);
      file.appended = recorded.records();
      file.end = recorded.whole();
      file.identity = AuditFolder.identity(recorded.path());
      return file;
    } catch (IOException e) {
      throw broken(recorded.path(), e);
    }
  }

  Path path() {
    return path;
  }

  synchronized String head() {
    return chain.head();
  }

  /// The time of the run, as records write it.
  String now() {
    return TIME.format(clock.instant());
  }

  /// One record's own part, written under the lock of the file's end.
  interface Part {
    /// @param record its number
    void write(JsonGenerator json, long record);
  }

  /// Appends a record.
  ///
  /// @return its number
  long append(String type, Consumer<JsonGenerator> part) {
    return append(type, (json, record) -> part.accept(json));
  }

  synchronized long append(String type, Part part) {
    try {
      if (failure != null) throw failure;
      if (channel.size() != end) throw lost("was changed");
      long seq = appended + 1;
      String line = chain.seal(open(seq, clock.instant(), type, part)) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      end += bytes.remaining();
      while (bytes.hasRemaining()) channel.write(bytes);
      appended = seq;
      appendedAt = System.nanoTime();
      return seq;
    } catch (IOException e) {
      throw fail(e);
    }
  }

  private static String open(long seq, Instant at, String type, Part part) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("seq", seq);
      json.writeStringProperty("at", TIME.format(at));
      json.writeStringProperty("type", type);
      part.write(json, seq);
      json.writeEndObject();
    }
    return text.toString().substring(0, text.getBuffer().length() - 1);
  }

  /// Brings all records to the disk.
  void flush() {
    flush(appendedSoFar());
  }

  /// Brings a record, and all before it, to the disk; several threads share one flush.
  void flush(long seq) {
    flushing.lock();
    try {
      if (flushed >= seq) return;
      long reached = appendedSoFar();
      channel.force(false);
      hold();
      flushed = reached;
    } catch (IOException e) {
      throw fail(e);
    } finally {
      flushing.unlock();
    }
  }

  /// Sees to it that what is on the disk is under its name.
  private void hold() throws IOException {
    if (identity.isEmpty()) return; // it has no name yet, or none of its system tells files apart
    try {
      if (!AuditFolder.identity(path).equals(identity)) throw lost("was replaced");
    } catch (NoSuchFileException e) {
      throw lost("was removed");
    }
  }

  private JournalFailure lost(String what) {
    return fail(
        new JournalFailure(
            "the journal %s %s by somebody else while it was written".formatted(path, what),
            "keep what was told here, which no journal has whole; find out what did that, then apply"
                + " again: what is done stays done"));
  }

  /// The failure after which nothing is appended; empty if there is none.
  synchronized Optional<JournalFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /// A failed flush is final: data may be lost though later writes succeed.
  private JournalFailure fail(IOException e) {
    return fail(broken(path, e));
  }

  private synchronized JournalFailure fail(JournalFailure first) {
    if (failure == null) failure = first;
    return failure;
  }

  /// The age of the newest record.
  synchronized Duration age() {
    return Duration.ofNanos(System.nanoTime() - appendedAt);
  }

  private synchronized long appendedSoFar() {
    return appended;
  }

  @Override
  public void close() {
    try {
      channel.force(false);
      channel.close();
    } catch (IOException e) {
      if (failure().isEmpty()) throw broken(path, e);
    }
  }

  private static JournalFailure broken(Path path, IOException e) {
    return new JournalFailure(
        "the journal %s can't be written: %s".formatted(path, FileErrors.describe(e)),
        "make room, or choose a folder that may be written by --audit-dir, then apply again; what is"
            + " done stays done");
  }
}
