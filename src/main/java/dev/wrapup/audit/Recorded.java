package dev.wrapup.audit;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A journal as it was found on disk, as far as its chain holds.
///
/// @param records those that continue the chain
/// @param broken the first record that doesn't, and why
/// @param cut how many bytes follow the last whole record
/// @param head the hash of the last record that holds
/// @param whole how many bytes the records take that hold
public record Recorded(
    Path path, List<JsonNode> records, Optional<Broken> broken, int cut, String head, int whole) {
  /// A record that doesn't belong there.
  ///
  /// @param number of the line, 1-based
  public record Broken(int number, String reason) {}

  private static final long MOST_BYTES = 1L << 30;

  /// What a last record takes, unless many codes were changed since; such a journal is read whole.
  private static final int END_BYTES = 1 << 16;

  /// As it stands in a line; within a text its quotes would be escaped.
  private static final String FINISH = ",\"type\":\"run-finished\",";

  private static final String NOTHING_FOLLOWS = "nothing may follow 'run-finished'";

  public Recorded {
    records = List.copyOf(records);
  }

  /// Reads a journal and follows its chain.
  ///
  /// @param key that each record must be signed with, if there is one
  /// @throws JournalFailure if the file can't be read
  public static Recorded read(Path path, Optional<byte[]> key) {
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new JournalFailure(path + " is larger than any journal", "name another file");
      }
      return of(path, Files.readAllBytes(path), key);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Whether a journal's last record holds and ends it; nothing before it is read. A folder keeps
  /// the journals of years, and an apply asks this of each.
  ///
  /// @throws JournalFailure if the file can't be read
  public static boolean endsWell(Path path, Optional<byte[]> key) {
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

  private static JournalFailure unreadable(IOException e) {
    return e instanceof NoSuchFileException missing
        ? new JournalFailure("there is no journal " + missing.getFile(), "check its name")
        : new JournalFailure("the journal can't be read: " + e, "check its name");
  }

  /// Follows the chain of a journal that was read.
  ///
  /// @param path where it is from
  /// @param key that each record must be signed with, if there is one
  public static Recorded of(Path path, byte[] bytes, Optional<byte[]> key) {
    Chain chain = new Chain(key);
    List<JsonNode> records = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\n') continue;
      byte[] line = Arrays.copyOfRange(bytes, start, i);
      String head = chain.head();
      Optional<String> wrong = wrong(line, chain, records);
      if (wrong.isPresent()) {
        Broken broken = new Broken(records.size() + 1, wrong.get());
        return new Recorded(path, records, Optional.of(broken), 0, head, start);
      }
      start = i + 1;
    }
    int cut = bytes.length - start;
    String head = chain.head();
    Optional<Broken> broken =
        wrongTail(Arrays.copyOfRange(bytes, start, bytes.length), chain, records)
            .map(why -> new Broken(records.size() + 1, why));
    return new Recorded(path, records, broken, broken.isPresent() ? 0 : cut, head, start);
  }

  /// What is wrong with the next line; adds it to the records if nothing is.
  private static Optional<String> wrong(byte[] bytes, Chain chain, List<JsonNode> records) {
    String line = new String(bytes, StandardCharsets.UTF_8);
    // bytes that are no text read as a sign that may stand there rightfully
    if (!Arrays.equals(line.getBytes(StandardCharsets.UTF_8), bytes)) {
      return Optional.of("it is not UTF-8");
    }
    return chain.check(line).or(() -> misplaced(line, records.size() + 1, records));
  }

  /// What is wrong with what follows the last line. A run that was cut short leaves the beginning
  /// of a record there; a whole one with more after it has lost its end of line otherwise.
  private static Optional<String> wrongTail(byte[] tail, Chain chain, List<JsonNode> records) {
    if (tail.length > 0 && isFinished(records)) return Optional.of(NOTHING_FOLLOWS);
    for (int end = 1; end < tail.length; end++) {
      if (tail[end - 1] != '}') continue;
      String line = new String(tail, 0, end, StandardCharsets.UTF_8);
      if (chain.check(line).isEmpty()) return Optional.of("its end of line is damaged");
    }
    return Optional.empty();
  }

  /// What is wrong with a record that continues the chain; adds it if nothing is.
  private static Optional<String> misplaced(String line, int number, List<JsonNode> records) {
    JsonNode record;
    try {
      record = JournalJson.tree(line);
    } catch (JacksonException e) {
      return Optional.of("it is not JSON");
    }
    if (record.path("seq").asLong(0) != number) return Optional.of("its number is not " + number);
    String type = record.path("type").asString("");
    if (number == 1 && !type.equals("run-started")) {
      return Optional.of("a journal begins with 'run-started'");
    }
    if (isFinished(records)) return Optional.of(NOTHING_FOLLOWS);
    records.add(record);
    return Optional.empty();
  }

  /// The run that it is of.
  ///
  /// @throws IllegalStateException if not even its first record is there
  public Run run() {
    if (records.isEmpty()) throw new IllegalStateException("a journal without records");
    return Run.of(records.getFirst());
  }

  /// When its last record was written.
  ///
  /// @throws JournalFailure if that stands nowhere
  public Instant written() {
    return JournalJson.time(records.getLast());
  }

  /// Whether it is of a run for that target.
  public boolean isFor(Target target) {
    return !records.isEmpty() && run().target().equals(target);
  }

  /// What the run was about to write when it was cut short.
  public List<Intent> undecided(Dialect dialect) {
    return JournalJson.undecided(records).stream()
        .map(record -> JournalJson.intent(record, dialect))
        .toList();
  }

  /// Events whose delivery was neither accepted nor given up, in the order of their changes.
  public List<Event> undelivered() {
    return events(Set.of("webhook-accepted", "webhook-failed"));
  }

  /// Events that no receiver has accepted as far as this journal tells, in the order of their
  /// changes.
  public List<Event> unaccepted() {
    return events(Set.of("webhook-accepted"));
  }

  private List<Event> events(Set<String> done) {
    Set<String> told = webhookIds(done);
    return records.stream()
        .flatMap(record -> Event.of(record).stream())
        .filter(event -> !told.contains(event.webhookId()))
        .toList();
  }

  /// Ids of the events that were accepted.
  public Set<String> accepted() {
    return webhookIds(Set.of("webhook-accepted"));
  }

  private Set<String> webhookIds(Set<String> types) {
    return records.stream()
        .filter(record -> types.contains(record.path("type").asString("")))
        .flatMap(record -> JournalJson.text(record, "webhookId").stream())
        .collect(Collectors.toSet());
  }

  private static boolean isFinished(List<JsonNode> records) {
    return !records.isEmpty() && records.getLast().path("type").asString("").equals("run-finished");
  }

  /// How many changes are as desired as far as it tells, whoever made them so.
  public int made() {
    return Tally.of(records).made();
  }

  /// Whether its run ended before it could say how, even if a later one has completed it since.
  public boolean wasCutShort() {
    return !isFinished(records)
        || records.stream()
            .anyMatch(record -> record.path("type").asString("").equals("recovered"));
  }

  /// Whether it ended as it should: whole, and with `run-finished`.
  public boolean isClosed() {
    return broken.isEmpty() && cut == 0 && isFinished(records);
  }

  /// Whether it was crashed or cut: what is there holds, but its end is missing.
  public boolean isOpen() {
    return broken.isEmpty() && !isClosed();
  }
}
