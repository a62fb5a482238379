package dev.wrapup.audit;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.FileErrors;
import dev.wrapup.model.Target;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A journal as it was found on disk, as far as its chain holds. Its records stay there: they are
/// read one after the other to begin with, and again where one is asked for.
public final class Recorded {
  /// A record that doesn't belong there.
  ///
  /// @param number of the line, 1-based
  public record Broken(int number, String reason) {}

  private static final long MOST_BYTES = 1L << 32;

  /// What a last record takes, unless many codes were changed since; such a journal is read whole.
  private static final int END_BYTES = 1 << 16;

  /// What a first record takes: its longest part is who began the run, who has one line to say so.
  private static final int FIRST_BYTES = 1 << 16;

  /// As it stands in a line; within a text its quotes would be escaped.
  private static final String FINISH = ",\"type\":\"run-finished\",";

  private final Path path;
  private final Contents contents;
  private final Optional<Broken> broken;
  private final long whole;
  private final long cut;
  private final String head;
  private final boolean isBlank;

  Recorded(
      Path path,
      Contents contents,
      Optional<Broken> broken,
      long whole,
      long cut,
      String head,
      boolean isBlank) {
    this.path = path;
    this.contents = contents;
    this.broken = broken;
    this.whole = whole;
    this.cut = cut;
    this.head = head;
    this.isBlank = isBlank;
  }

  /// Reads a journal and follows its chain.
  ///
  /// @param key that each record must be signed with, if there is one
  /// @throws JournalFailure if the file can't be read
  public static Recorded read(Path path, Optional<byte[]> key) {
    requireFile(path);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      if (Files.size(path) > MOST_BYTES) {
        throw new JournalFailure(path + " is larger than any journal", "name another file");
      }
      return of(path, in, key);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Follows the chain of a journal.
  ///
  /// @param path where it is from
  /// @param key that each record must be signed with, if there is one
  public static Recorded of(Path path, InputStream in, Optional<byte[]> key) throws IOException {
    return new ChainReader(new Chain(key)).read(path, in);
  }

  /// Whether a journal's last record holds and ends it; nothing before it is read. A folder keeps
  /// the journals of years, and an apply asks this of each.
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
      return line.contains(FINISH) && new Chain(key).checkAlone(line).isEmpty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// The id of the run that a journal's first record names, whether or not that can be trusted;
  /// empty if there is no such record.
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
      throw unreadable(e);
    }
  }

  /// A journal is read more than once, which a pipe or a device doesn't let anybody do.
  private static void requireFile(Path path) {
    if (!Files.exists(path) || Files.isRegularFile(path)) return;
    throw new JournalFailure(
        path + " is no journal but a folder, a pipe or a device",
        "name the file that an apply wrote; what isn't one, move out of the folder of the journals");
  }

  static JournalFailure unreadable(IOException e) {
    return e instanceof NoSuchFileException missing
        ? new JournalFailure("there is no journal " + missing.getFile(), "check its name")
        : new JournalFailure(
            "the journal can't be read: " + FileErrors.describe(e), "check its name");
  }

  public Path path() {
    return path;
  }

  /// The first record that doesn't continue the chain, and why.
  public Optional<Broken> broken() {
    return broken;
  }

  /// How many records continue the chain.
  public int records() {
    return contents.records();
  }

  /// How many bytes the records take that hold.
  public long whole() {
    return whole;
  }

  /// How many bytes follow the last whole record.
  public long cut() {
    return cut;
  }

  /// The hash of the last record that holds.
  public String head() {
    return head;
  }

  Contents contents() {
    return contents;
  }

  /// The run that it is of.
  ///
  /// @throws IllegalStateException if not even its first record is there
  public Run run() {
    return contents.run().orElseThrow(() -> new IllegalStateException("a journal without records"));
  }

  /// When its last record was written.
  ///
  /// @throws JournalFailure if that stands nowhere
  public Instant written() {
    return JournalJson.time(contents.last().orElseThrow());
  }

  /// Whether it is of a run for that target.
  public boolean isFor(Target target) {
    return contents.run().filter(run -> run.target().equals(target)).isPresent();
  }

  /// What the run was about to write when it was cut short.
  public List<Intent> undecided(Dialect dialect) {
    Records records = new Records(this);
    return contents.undecided().stream()
        .map(number -> JournalJson.intent(records.record(number), dialect))
        .toList();
  }

  /// Events whose delivery was neither accepted nor given up, in the order of their changes.
  public List<Event> undelivered() {
    return events(contents.undelivered());
  }

  /// Events that no receiver has accepted as far as this journal tells, in the order of their
  /// changes.
  public List<Event> unaccepted() {
    return events(contents.unaccepted());
  }

  private List<Event> events(List<Integer> numbers) {
    Records records = new Records(this);
    return numbers.stream().flatMap(number -> Event.of(records.record(number)).stream()).toList();
  }

  /// Ids of the events that were accepted.
  public Set<String> accepted() {
    return contents.accepted();
  }

  /// How many changes are as desired as far as it tells, whoever made them so.
  public int made() {
    return contents.tally().made();
  }

  /// Whether its run ended before it could say how, even if a later one has completed it since.
  public boolean wasCutShort() {
    return !contents.isFinished() || contents.isRecovered();
  }

  /// What its last record says of the run, if that ended it.
  Optional<JsonNode> finish() {
    return contents.last().filter(last -> contents.isFinished());
  }

  /// Whether it holds nothing at all, or nothing but zeros: what a machine that lost its power, or
  /// a full disk, leaves of a file that was never written.
  public boolean isBlank() {
    return isBlank;
  }

  /// Whether it ended as it should: whole, and with `run-finished`.
  public boolean isClosed() {
    return broken.isEmpty() && cut == 0 && contents.isFinished();
  }

  /// Whether it was crashed or cut: what is there holds, but its end is missing.
  public boolean isOpen() {
    return broken.isEmpty() && !isClosed();
  }
}
