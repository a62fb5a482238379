package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifyTest {
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

  @Test
  void an_intact_journal_is_intact_and_its_head_is_the_printed_one() throws IOException {
    Program.Run run = program.run("audit", "verify", journal.toString(), "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/journals/0/records").asInt()).isEqualTo(lines.size());
    assertThat(lines.getLast()).contains(run.json().at("/journals/0/head").asString());
    assertThat(program.run("audit", "verify", journal.toString()).out()).contains("intact");
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
