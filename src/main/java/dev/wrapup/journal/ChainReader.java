package dev.wrapup.journal;

import dev.wrapup.model.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads and verifies a journal line by line, up to the first broken record.
final class ChainReader {
  /// Longer than any record, of which the end of a run that others changed much of is the longest.
  private static final int LONGEST_LINE = 1 << 26;

  private static final String NOTHING_FOLLOWS = "nothing may follow 'run-finished'";

  private final HashChain chain;
  private final boolean isRehearsal;
  private final JournalIndex contents = new JournalIndex();

  /// The bytes read, and those of valid records.
  private long read;

  private long whole;

  /// @param isRehearsal whether it is to be of a rehearsal
  ChainReader(HashChain chain, boolean isRehearsal) {
    this.chain = chain;
    this.isRehearsal = isRehearsal;
  }

  ParsedJournal read(Path path, InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      int start = 0;
      for (int i = 0; i < length; i++) {
        if (buffer[i] != '\n') continue;
        append(line, buffer, start, i);
        read += i + 1 - start;
        start = i + 1;
        String head = chain.head();
        Optional<String> wrong = wrong(line.toByteArray());
        if (wrong.isPresent()) return broken(path, wrong.get(), head);
        line.reset();
        whole = read;
      }
      append(line, buffer, start, length);
      read += length - start;
    }
    String head = chain.head();
    byte[] tail = line.toByteArray();
    Optional<String> wrong = wrongTail(tail);
    if (wrong.isPresent()) return broken(path, wrong.get(), head);
    boolean isBlank = whole == 0 && isZero(tail);
    return new ParsedJournal(
        path, contents, Optional.empty(), whole, read - whole, head, isBlank, chain.unverified());
  }

  private static boolean isZero(byte[] bytes) {
    for (byte one : bytes) {
      if (one != 0) return false;
    }
    return true;
  }

  /// Appends to the line, up to just beyond the limit.
  private static void append(ByteArrayOutputStream line, byte[] bytes, int from, int to) {
    line.write(bytes, from, Math.min(to - from, LONGEST_LINE + 1 - line.size()));
  }

  private ParsedJournal broken(Path path, String reason, String head) {
    ParsedJournal.Broken broken = new ParsedJournal.Broken(contents.records() + 1, reason);
    return new ParsedJournal(
        path, contents, Optional.of(broken), whole, 0, head, false, chain.unverified());
  }

  /// Verifies the next line; adds it if valid, else returns the reason.
  private Optional<String> wrong(byte[] bytes) {
    if (bytes.length > LONGEST_LINE) return Optional.of("it is longer than any record");
    String line = new String(bytes, StandardCharsets.UTF_8);
    // malformed bytes decode to a character that may be legitimate
    if (!Arrays.equals(line.getBytes(StandardCharsets.UTF_8), bytes)) {
      return Optional.of("it is not UTF-8");
    }
    return contents.records() == 0 && isOfRehearsal(line) != isRehearsal
        ? Optional.of(ofRehearsal(line))
        : chain.check(line).or(() -> misplaced(line));
  }

  /// Why a journal isn't taken whose first record says that it is of a rehearsal, which nobody
  /// signs: one that was signed, or changed afterwards, may be of an apply.
  private static String ofRehearsal(String line) {
    HashChain unsigned = new HashChain(Optional.empty());
    String rehearsal = unsigned.check(line).orElse(ParsedJournal.Broken.REHEARSAL);
    return unsigned.unverified() > 0 ? "it is signed, as no rehearsal is" : rehearsal;
  }

  private static boolean isOfRehearsal(String line) {
    try {
      JsonNode address = JournalJson.tree(line).path("target").path("baseUrl");
      return address.asString("").equals(Target.REHEARSAL);
    } catch (JacksonException e) {
      return false;
    }
  }

  /// Verifies what follows the last line: a crash leaves a partial record; a complete one with more
  /// after it has a damaged line feed.
  private Optional<String> wrongTail(byte[] tail) {
    if (tail.length > 0 && contents.isFinished()) return Optional.of(NOTHING_FOLLOWS);
    String text = new String(tail, StandardCharsets.UTF_8);
    // a complete record without more was cut before its line feed
    return HashChain.first(text)
            .filter(line -> line.length() < text.length() && chain.check(line).isEmpty())
            .isPresent()
        ? Optional.of("its end of line is damaged")
        : Optional.empty();
  }

  /// Checks the position of a record in the chain; adds it if valid.
  private Optional<String> misplaced(String line) {
    JsonNode record;
    try {
      record = JournalJson.tree(line);
    } catch (JacksonException e) {
      return Optional.of("it is not JSON");
    }
    int number = contents.records() + 1;
    if (record.path("seq").asLong(0) != number) return Optional.of("its number is not " + number);
    boolean begins = record.path("type").asString("").equals("run-started");
    if (number == 1 && !begins) return Optional.of("a journal begins with 'run-started'");
    if (contents.isFinished()) return Optional.of(NOTHING_FOLLOWS);
    contents.add(record, read);
    return Optional.empty();
  }
}
