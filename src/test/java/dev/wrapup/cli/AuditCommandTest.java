package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  @TempDir Path folder;
  private Program program;
  private Path journal;
  private List<String> lines;

  @BeforeEach
  void an_apply_with_its_journal() throws IOException {
    program = new Program(folder).wrapupcodes(Files.readString(Path.of("wrapupcodes.yaml")));
    journal = apply(program);
    lines = Files.readAllLines(journal);
  }

  private Path apply(Program program) throws IOException {
    Program.Run run = program.run("apply", "--sandbox", "--yes", "--format", "json");
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    return Path.of(run.json().at("/journal").asString());
  }

  private Program.Run verify(List<String> changed) throws IOException {
    return verify(String.join("\n", changed) + "\n");
  }

  private Program.Run verify(String text) throws IOException {
    Files.writeString(journal, text);
    return program.run("audit", "verify", journal.toString(), "--format", "json");
  }

  private static void assertBroken(Program.Run run, int record) {
    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.json().at("/journals/0/state").asString()).isEqualTo("broken");
    assertThat(run.json().at("/journals/0/broken/record").asInt()).isEqualTo(record);
  }

  @Test
  void an_intact_journal_is_intact_and_its_head_is_the_printed_one() throws IOException {
    Program.Run run = verify(lines);

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/journals/0/records").asInt()).isEqualTo(lines.size());
    assertThat(lines.getLast()).contains(run.json().at("/journals/0/head").asString());
    assertThat(program.run("audit", "verify", journal.toString()).out()).contains("intact");
  }

  @Test
  void a_flipped_bit_is_found_wherever_it_is() throws IOException {
    byte[] bytes = Files.readAllBytes(journal);
    for (int i = 0; i < bytes.length; i += 7) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= 1;
      Files.write(journal, flipped);

      Program.Run run = program.run("audit", "verify", journal.toString(), "--format", "json");

      assertThat(run.exit()).as("byte %d", i).isEqualTo(ExitCode.ERROR);
    }
  }

  @Test
  void a_dropped_a_doubled_and_a_swapped_record_are_found() throws IOException {
    for (int i = 0; i < lines.size() - 1; i++) {
      List<String> dropped = new ArrayList<>(lines);
      dropped.remove(i);
      assertBroken(verify(dropped), i + 1);

      List<String> doubled = new ArrayList<>(lines);
      doubled.add(i, lines.get(i));
      assertBroken(verify(doubled), i + 2);

      List<String> swapped = new ArrayList<>(lines);
      Collections.swap(swapped, i, i + 1);
      assertBroken(verify(swapped), i + 1);
    }
  }

  @Test
  void a_cut_journal_is_open_and_never_intact() throws IOException {
    String text = String.join("\n", lines) + "\n";
    for (int end = 0; end < text.length(); end += 11) {
      Program.Run run = verify(text.substring(0, end));

      assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
      assertThat(run.json().at("/journals/0/state").asString())
          .as("cut at " + end)
          .isEqualTo("open");
    }
  }

  @Test
  void with_a_key_only_its_owner_can_have_written_it() throws IOException {
    Program signed =
        new Program(folder.resolve("signed"))
            .wrapupcodes(Files.readString(Path.of("wrapupcodes.yaml")))
            .with("WRAPUP_JOURNAL_KEY", "a key of the organization");
    String path = apply(signed).toString();

    assertThat(signed.run("audit", "verify", path).exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run("audit", "verify", path).exit()).isEqualTo(ExitCode.OK);
    assertThat(signed.with("WRAPUP_JOURNAL_KEY", "another").run("audit", "verify", path).exit())
        .isEqualTo(ExitCode.ERROR);
    assertThat(signed.run("audit", "verify", journal.toString()).out()).contains("no HMAC");
    assertThat(Files.readString(Path.of(path), StandardCharsets.UTF_8))
        .doesNotContain("a key of the organization");
  }

  @Test
  void what_is_no_journal_is_told() {
    assertThat(program.run("audit", "verify", "missing.jsonl").exit()).isEqualTo(ExitCode.ERROR);
    assertThat(program.run("audit").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(program.run("audit", "verify", "--help").out()).contains("FILE");
    assertThat(program.run("audit", "verify", "wrapupcodes.yaml").out()).contains("broken");
  }

  @Test
  void the_audit_entry_has_the_promised_names() {
    String applied =
        lines.stream()
            .filter(line -> line.contains("\"CALLBACK_REQUESTED\",\"newCode\""))
            .findFirst()
            .orElseThrow();

    assertThat(applied)
        .contains(
            "\"timestamp\":",
            "\"action\":\"UPDATE_WRAPUP_CODE\"",
            "\"codeId\":",
            "\"previousCode\":",
            "\"newCode\":\"CALLBACK_REQ\"",
            "\"previousDisplayName\":\"Customer Callback\"",
            "\"newDisplayName\":",
            "\"routingType\":\"auto\"",
            "\"initiatedBy\":",
            "\"latencyMs\":",
            "\"revisionBefore\":\"1\"",
            "\"revisionAfter\":\"2\"",
            "\"retryCount\":0",
            "\"requestId\":");
  }
}
