package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.source.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A closed journal that somebody or something has damaged, in every way that there is.
class DamagedJournalTest {
  private static final String KEY = "a key of the organization";

  @TempDir static Path folder;
  private static byte[] plain;
  private static byte[] signed;

  @BeforeAll
  static void journals_of_an_update_a_create_and_a_swap() throws IOException {
    plain = journal(new Program(folder.resolve("plain")));
    signed = journal(new Program(folder.resolve("signed")).with("WRAPUP_JOURNAL_KEY", KEY));
  }

  private static byte[] journal(Program program) throws IOException {
    String live =
        """
        format: 1
        codes:
          A: {id: a, displayName: Ä, routingType: manual}
          B: {id: b, displayName: B, routingType: manual}
          C: {id: c, displayName: C, routingType: manual}
        """;
    program.file("live.yaml", live);
    program.wrapupcodes(
        live.replace("  A: {id: a", "  X: {id: a")
                .replace("  B: {id: b", "  A: {id: b")
                .replace("  X: {id: a", "  B: {id: a")
                .replace("displayName: C", "displayName: Ç \uFFFD")
            + "  D: {displayName: D, routingType: auto}\n");
    Program.Run run =
        program.run(
            "apply", "--sandbox", "--sandbox-data", "live.yaml", "--yes", "--format", "json");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    return Files.readAllBytes(Path.of(run.json().at("/journal").asString()));
  }

  private static byte[] journal(boolean isSigned) {
    return isSigned ? signed : plain;
  }

  private static Path write(byte[] bytes) {
    try {
      return Files.write(folder.resolve("damaged.jsonl"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ParsedJournal read(byte[] bytes, boolean isSigned) {
    Optional<byte[]> key = Optional.of(KEY.getBytes(StandardCharsets.UTF_8));
    try {
      return ParsedJournal.of(
          Path.of("damaged.jsonl"),
          new ByteArrayInputStream(bytes),
          isSigned ? key : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ParsedJournal read(List<String> lines) {
    return read((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), false);
  }

  private static List<String> lines() {
    return new String(plain, StandardCharsets.UTF_8).lines().toList();
  }

  private static void assertBroken(
      ParsedJournal recorded, int record, String what, Object... about) {
    assertThat(recorded.broken().map(ParsedJournal.Broken::number))
        .as(what, about)
        .contains(record);
    assertThat(recorded.isOpen() || recorded.isClosed()).as(what, about).isFalse();
  }

  /// In which record a byte is, from 1.
  private static int record(byte[] journal, int at) {
    int record = 1;
    for (int i = 0; i < at; i++) if (journal[i] == '\n') record++;
    return record;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_flipped_bit_is_found_in_every_byte(boolean isSigned) {
    byte[] journal = journal(isSigned);
    assertThat(read(journal, isSigned).isClosed()).isTrue();
    for (int i = 0; i < journal.length; i++) {
      // at night every bit of the plain one; else one of each byte, in turn
      for (int bit = 1; bit < 256; bit <<= 1) {
        if ((isSigned || !Seeds.ARE_ALL) && bit != 1 << i % 8) continue;
        byte[] flipped = journal.clone();
        flipped[i] ^= (byte) bit;

        assertBroken(read(flipped, isSigned), record(journal, i), "byte %d, bit %d", i, bit);
      }
    }
  }

  @Test
  void a_byte_that_became_the_end_of_a_line_is_found() {
    for (int i = 0; i < plain.length; i++) {
      if (plain[i] == '\n') continue;
      byte[] changed = plain.clone();
      changed[i] = '\n';

      assertBroken(read(changed, false), record(plain, i), "byte %d", i);
    }
  }

  @Test
  void a_dropped_record_is_found() {
    List<String> lines = lines();
    for (int i = 0; i < lines.size() - 1; i++) {
      List<String> dropped = new ArrayList<>(lines);
      dropped.remove(i);

      assertBroken(read(dropped), i + 1, "record %d", i + 1);
      assertBroken(read(anew(dropped)), i + 1, "record %d, the chain made anew", i + 1);
    }
    // without the last it is as if the run had been cut short there
    assertThat(read(lines.subList(0, lines.size() - 1)).isOpen()).isTrue();
  }

  /// The same records in a chain that holds.
  private static List<String> anew(List<String> lines) {
    JsonMapper json = new JsonMapper();
    return ForgedJournal.chained(lines.stream().map(l -> (ObjectNode) json.readTree(l)).toList())
        .lines()
        .toList();
  }

  @Test
  void a_record_with_a_hash_of_its_own_is_not_the_one_that_the_next_follows() {
    List<String> lines = lines();
    for (int i = 0; i < lines.size() - 1; i++) {
      String body = lines.get(i).replaceFirst(",\"hash\":.*", "").replaceFirst("\\{", "{ ");
      List<String> changed = new ArrayList<>(lines);
      changed.set(i, body + ",\"hash\":\"" + Sha256.hex(body) + "\"}");

      assertBroken(read(changed), i + 2, "record %d", i + 1);
    }
  }

  @Test
  void any_two_swapped_records_are_found() {
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      for (int j = i + 1; j < lines.size(); j++) {
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, i, j);

        assertBroken(read(swapped), i + 1, "records %d and %d", i + 1, j + 1);
      }
    }
  }

  @Test
  void a_doubled_record_is_found_wherever_it_stands() {
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      for (int at = 0; at <= lines.size(); at++) {
        List<String> doubled = new ArrayList<>(lines);
        doubled.add(at, lines.get(i));

        // beside the original nobody can tell which of the two is the copy
        int record = at == i ? i + 2 : at + 1;
        assertBroken(read(doubled), record, "record %d again before %d", i + 1, at + 1);
      }
    }
  }

  @Test
  void what_follows_the_end_is_found() {
    for (String more : List.of("x", "\n", "{}\n", "{", "\0\0\0")) {
      byte[] longer =
          (new String(plain, StandardCharsets.UTF_8) + more).getBytes(StandardCharsets.UTF_8);

      assertBroken(read(longer, false), lines().size() + 1, "followed by %s", more);
    }
  }

  @Test
  void bytes_that_only_read_the_same_are_found() {
    String text = new String(plain, StandardCharsets.ISO_8859_1);
    String mark =
        new String("\uFFFD".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    byte[] changed = text.replaceFirst(mark, "\u00ff").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(changed).hasSizeLessThan(plain.length);
    assertBroken(read(changed, false), record(plain, text.indexOf(mark)), "no UTF-8");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_journal_that_is_cut_at_any_byte_is_open(boolean isSigned) {
    byte[] journal = journal(isSigned);
    for (int end = 0; end < journal.length; end++) {
      ParsedJournal cut = read(Arrays.copyOf(journal, end), isSigned);

      assertThat(cut.isOpen()).as("cut at %d", end).isTrue();
      assertThat(cut.whole() + cut.cut()).isEqualTo(end);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_end_alone_tells_a_closed_journal_from_an_open_one(boolean isSigned) {
    byte[] journal = journal(isSigned);
    int last = new String(journal, StandardCharsets.ISO_8859_1).lastIndexOf("\n{") + 1;

    assertThat(endsWell(journal, isSigned)).isTrue();
    for (int i = last; i < journal.length; i++) {
      byte[] flipped = journal.clone();
      flipped[i] ^= 1;
      assertThat(endsWell(flipped, isSigned)).as("byte %d", i).isFalse();
      assertThat(endsWell(Arrays.copyOf(journal, i), isSigned)).as("cut at %d", i).isFalse();
    }
    assertThat(endsWell(Arrays.copyOf(journal, last - 1), isSigned)).isFalse();
    assertThat(endsWell(Arrays.copyOfRange(journal, last, journal.length), isSigned)).isTrue();
    assertThat(endsWell(journal(false), true)).as("unsigned").isFalse();
    assertThat(endsWell(new byte[0], isSigned)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void one_that_was_made_to_look_like_that_of_a_rehearsal_is_not_told_as_one(boolean isSigned) {
    String text = new String(journal(isSigned), StandardCharsets.UTF_8);
    String changed = text.replaceFirst("\"baseUrl\":\"[^\"]*\"", "\"baseUrl\":\"rehearsal\"");
    assertThat(changed).isNotEqualTo(text);

    for (boolean hasKey : new boolean[] {false, true}) {
      ParsedJournal read = read(changed.getBytes(StandardCharsets.UTF_8), hasKey);

      assertThat(read.broken().orElseThrow().reason())
          .doesNotContain("nothing of it ever happened");
    }
  }

  private static boolean endsWell(byte[] journal, boolean isSigned) {
    Optional<byte[]> key = Optional.of(KEY.getBytes(StandardCharsets.UTF_8));
    return ParsedJournal.endsWell(write(journal), isSigned ? key : Optional.empty());
  }

  @Test
  void the_command_says_the_same() {
    Program program = new Program(folder);
    for (int i = 0; i < plain.length; i += 97) {
      byte[] flipped = plain.clone();
      flipped[i] ^= 1;
      Program.Run broken = verify(program, flipped);
      assertThat(broken.exit()).isEqualTo(ExitCode.ERROR);
      assertThat(broken.json().at("/journals/0/state").asString()).isEqualTo("broken");
      assertThat(broken.json().at("/journals/0/broken/record").asInt()).isEqualTo(record(plain, i));

      Program.Run open = verify(program, Arrays.copyOf(plain, i));
      assertThat(open.exit()).isEqualTo(ExitCode.ERROR);
      assertThat(open.json().at("/journals/0/state").asString()).as(open.err()).isEqualTo("open");
    }
  }

  private static Program.Run verify(Program program, byte[] journal) {
    return program.run("audit", "verify", write(journal).toString(), "--format", "json");
  }
}
