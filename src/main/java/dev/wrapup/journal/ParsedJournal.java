package dev.wrapup.journal;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Target;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A journal on disk, verified up to the first broken record. Records are not kept in memory but
/// read again on demand.
///
/// @param broken the first invalid record
/// @param whole the size of the valid records in bytes
/// @param cut the bytes after the last complete record
/// @param head the hash of the last valid record
/// @param isBlank whether it is empty or all zeros, as after a power failure or on a full disk
/// @param unverified how many records carry an HMAC that was not verified, for want of a key
public record ParsedJournal(
    Path path,
    JournalIndex contents,
    Optional<Broken> broken,
    long whole,
    long cut,
    String head,
    boolean isBlank,
    int unverified) {
  /// The first invalid record.
  ///
  /// @param number of the line, 1-based
  public record Broken(int number, String reason) {
    static final String REHEARSAL = "it is of a rehearsal: nothing of it ever happened";

    /// What is told of the file.
    public String told(Path path) {
      return "%s is broken at record %d: %s".formatted(path, number, reason);
    }

    /// What to do about it.
    ///
    /// @param otherwise what to do about one that somebody changed or damaged
    public Remedy next(Remedy otherwise) {
      return reason.equals(REHEARSAL)
          ? Remedy.of("take the journal of an apply, and move this one out of the folder")
          : otherwise;
    }
  }

  private static final long MOST_BYTES = 1L << 32;

  /// The usual size of a last record; a journal with a longer one is read completely.
  private static final int END_BYTES = 1 << 16;

  /// The greatest size of a first record.
  private static final int FIRST_BYTES = 1 << 16;

  /// Unambiguous, since quotes within strings are escaped.
  private static final String FINISH = ",\"type\":\"run-finished\",";

  /// Reads and verifies a journal.
  ///
  /// @param key that each record must be signed with, if there is one
  /// @throws JournalFailure if the file can't be read
  public static ParsedJournal read(Path path, Optional<byte[]> key) {
    return read(path, new ChainReader(new HashChain(key), false));
  }

  /// The same of a rehearsal, which is broken for everybody else.
  public static ParsedJournal ofRehearsal(Path path) {
    return read(path, new ChainReader(new HashChain(Optional.empty()), true));
  }

  private static ParsedJournal read(Path path, ChainReader reader) {
    requireFile(path);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      if (Files.size(path) > MOST_BYTES) {
        throw new JournalFailure(path + " is larger than any journal", "name another file");
      }
      return reader.read(path, in);
    } catch (IOException e) {
      throw JournalFailure.unreadable(e);
    }
  }

  /// The same of what a stream brings.
  ///
  /// @param path where it is from
  public static ParsedJournal of(Path path, InputStream in, Optional<byte[]> key)
      throws IOException {
    return new ChainReader(new HashChain(key), false).read(path, in);
  }

  /// Whether the last record is valid and completes the journal. Reads only that record, since each
  /// apply checks all journals of the folder.
  ///
  /// @throws JournalFailure if the file can't be read
  public static boolean endsWell(Path path, Optional<byte[]> key) {
    requireFile(path);
    try (FileChannel file = FileChannel.open(path)) {
      ByteBuffer end = ByteBuffer.allocate((int) Math.min(file.size(), END_BYTES));
      long begin = file.size() - end.capacity();
      while (end.hasRemaining() && file.read(end, begin + end.position()) > 0) {}
      String text = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8);
      if (!text.endsWith("\n")) return false;
      String line =
          text.substring(text.lastIndexOf('\n', text.length() - 2) + 1, text.length() - 1);
      return line.contains(FINISH) && new HashChain(key).checkAlone(line).isEmpty();
    } catch (IOException e) {
      throw JournalFailure.unreadable(e);
    }
  }

  /// Those of some journals that no run has ended, or that are broken, each read when it is asked
  /// for. Of others only the end is looked at: whether somebody changed what stands before it is
  /// for a verification to say.
  ///
  /// @throws JournalFailure if a file can't be read
  public static Stream<ParsedJournal> notClosed(List<Path> paths, Optional<byte[]> key) {
    List<Path> some = paths.stream().filter(path -> !endsWell(path, key)).toList();
    return some.stream().map(path -> read(path, key)).filter(journal -> !journal.isClosed());
  }

  /// The run id in the first record, not verified; empty if there is none.
  ///
  /// @throws JournalFailure if the file can't be read
  static Optional<String> runId(Path path) {
    requireFile(path);
    try (InputStream in = Files.newInputStream(path)) {
      String begin = new String(in.readNBytes(FIRST_BYTES), StandardCharsets.UTF_8);
      int end = begin.indexOf('\n');
      if (end < 0) return Optional.empty();
      return JournalJson.text(JournalJson.tree(begin.substring(0, end)), "run");
    } catch (JacksonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw JournalFailure.unreadable(e);
    }
  }

  /// Rejects pipes and devices, since a journal is read repeatedly.
  private static void requireFile(Path path) {
    if (!Files.exists(path) || Files.isRegularFile(path)) return;
    throw new JournalFailure(
        path + " is no journal but a folder, a pipe or a device",
        "name the file that an apply wrote; what isn't one, move out of the folder of the journals");
  }

  /// The number of valid records.
  public int records() {
    return contents.records();
  }

  /// Its run.
  ///
  /// @throws IllegalStateException if not even its first record is there
  public Run run() {
    return contents.run().orElseThrow(() -> new IllegalStateException("a journal without records"));
  }

  /// The time of the last record.
  ///
  /// @throws JournalFailure if it is missing
  public Instant written() {
    return JournalJson.time(contents.last().orElseThrow());
  }

  /// Whether it is of a run for that target.
  public boolean isFor(Target target) {
    return contents.run().filter(run -> run.target().equals(target)).isPresent();
  }

  /// The intents of an interrupted run without an outcome.
  public List<Intent> undecided(Dialect dialect) {
    RecordReader records = new RecordReader(this);
    return contents.undecided().stream()
        .map(number -> JournalJson.intent(records.record(number), dialect))
        .toList();
  }

  /// Changes of an interrupted run that landed, but for those found altered and what no run wrote.
  public List<AuditEntry> landed(Dialect dialect) {
    RecordReader records = new RecordReader(this);
    RecordReader intents = new RecordReader(this);
    return contents.landed().stream()
        .map(records::record)
        .filter(record -> contents.altered(record).isEmpty())
        .filter(record -> contents.isRecord(record.path("intent").asInt(0)))
        .map(r -> AuditEntry.of(r, intents.record(r.path("intent").asInt()), r, dialect))
        .filter(entry -> !entry.id().isEmpty())
        .toList();
  }

  /// Events without a delivery, in the order of their changes.
  public List<Event> undelivered() {
    return events(contents.undelivered());
  }

  /// Events that were not accepted, in the order of their changes.
  public List<Event> unaccepted() {
    return events(contents.unaccepted());
  }

  private List<Event> events(List<Integer> numbers) {
    RecordReader records = new RecordReader(this);
    return numbers.stream().flatMap(number -> Event.of(records.record(number)).stream()).toList();
  }

  /// The ids of accepted events.
  public Set<String> accepted() {
    return contents.accepted();
  }

  /// The number of changes that are as desired, by any cause.
  public int made() {
    return contents.tally().made();
  }

  /// Whether its run was interrupted, even if recovery has completed the journal since.
  public boolean wasCutShort() {
    return !contents.isFinished() || contents.isRecovered();
  }

  /// The last record, if it completes the journal.
  Optional<JsonNode> finish() {
    return contents.last().filter(last -> contents.isFinished());
  }

  /// Whether it is valid and completed by `run-finished`.
  public boolean isClosed() {
    return broken.isEmpty() && cut == 0 && contents.isFinished();
  }

  /// Whether it is valid but incomplete, as after a crash.
  public boolean isOpen() {
    return broken.isEmpty() && !isClosed();
  }

  /// The command that completes journals, whatever folder they are in: those that are of the target
  /// of the first. An address isn't told: it is never taken over from a file, which anybody may
  /// have written.
  ///
  /// @param open not empty
  public static ShellCommand resume(List<ParsedJournal> open) {
    ShellCommand resume = ShellCommand.own("audit", "resume");
    Optional<ParsedJournal> first = open.stream().filter(one -> one.records() > 0).findFirst();
    if (first.isPresent()) resume = first.get().about(resume);
    return resume.withOperands(
        open.stream()
            .filter(one -> one.records() == 0 || one.isFor(first.orElseThrow().run().target()))
            .map(one -> one.path().toString())
            .toList());
  }

  /// A command about the organization that the run was for.
  public ShellCommand about(ShellCommand command) {
    Target target = run().target();
    return (target.baseUrl().equals(Target.SANDBOX) ? command.with("--sandbox") : command)
        .with(ShellCommand.option(target.api(), "--api"))
        .with(ShellCommand.option(target.environment(), "--environment"));
  }
}
