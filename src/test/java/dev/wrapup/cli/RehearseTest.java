package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// An apply is rehearsed: it is what the real one then is, and nothing of it can be taken for that.
class RehearseTest {
  @TempDir Path folder;
  @AutoClose private Sandbox sandbox;
  private Program program;

  @BeforeEach
  void start() {
    program = new Program(folder);
  }

  private void begin(Kind kind) {
    sandbox = Sandbox.start(Example.organization(kind.dialect()));
    program.at(sandbox);
    assertThat(program.run("export", "--out", "wrapupcodes.yaml").exit()).isEqualTo(ExitCode.OK);
    String yaml = program.read("wrapupcodes.yaml");
    program.wrapupcodes(yaml.replaceAll("description: (.*)", "description: another, $1"));
    assertThat(program.run("snapshot", "--out", "s.json").exit()).isEqualTo(ExitCode.OK);
  }

  private Program elsewhere() {
    return new Program(folder).withoutCredentials();
  }

  private static List<String> rows(Program.Run run, String pointer) {
    return run.json().at(pointer).valueStream().map(RehearseTest::row).sorted().toList();
  }

  private static String row(JsonNode row) {
    return Stream.of("action", "outcome", "code", "fields")
        .map(name -> row.path(name).toString())
        .toList()
        .toString();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void is_what_the_apply_then_does(Kind kind) {
    begin(kind);

    Program.Run told =
        elsewhere().run("rehearse", "--live", "s.json", "--out", "j.jsonl", "--format", "json");

    assertThat(told.exit()).as(told.err()).isEqualTo(ExitCode.OK);
    assertThat(told.err()).contains("journal written to j.jsonl");
    assertThat(sandbox.writes()).isZero();
    assertThat(program.journals()).isEmpty();
    assertThat(told.json().at("/snapshot/ageSeconds").asInt(-1)).isZero();
    assertThat(told.json().at("/remaining").asInt()).isZero();
    assertThat(told.json().at("/events").size()).isEqualTo(told.json().at("/changes").size());
    assertThat(program.run("apply", "--yes").exit()).isEqualTo(ExitCode.OK);
    Program.Run real =
        program.run(
            "audit", "report", "--format", "json", program.journals().getFirst().toString());
    assertThat(rows(told, "/changes")).isEqualTo(rows(real, "/changes"));
    assertThat(told.json().at("/run/digest")).isEqualTo(real.json().at("/run/digest"));
  }

  @Test
  void without_a_snapshot_it_begins_as_what_is_live_now() {
    begin(Kind.VERSIONED);
    ByHand.edit(sandbox.organization(), "REFUND", "description", "by hand, since");

    Program.Run told = program.run("rehearse", "--format", "json");

    assertThat(told.out()).contains("by hand, since");
    assertThat(sandbox.writes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void its_journal_is_refused_by_all_who_take_one(boolean isSigned) {
    if (isSigned) program.with("WRAPUP_JOURNAL_KEY", "k");
    begin(Kind.VERSIONED);
    Program.Run rehearsed = program.run("rehearse", "--live", "s.json", "--out", "j.jsonl");
    assertThat(rehearsed.exit()).as(rehearsed.err()).isEqualTo(ExitCode.OK);
    assertThat(ParsedJournal.ofRehearsal(folder.resolve("j.jsonl")).isClosed()).isTrue();
    assertThat(program.read("j.jsonl")).doesNotContain("hmac");
    for (String line :
        List.of(
            "audit verify j.jsonl",
            "audit resume j.jsonl",
            "audit resume j.jsonl --sandbox",
            "webhook replay j.jsonl --webhook-url=http://127.0.0.1:9/",
            "undo j.jsonl")) {
      refused(program.run(line.split(" ")), line);
    }
    assertThat(program.run("audit", "report", "j.jsonl").err())
        .contains("holds no record that can be trusted", "audit verify");
  }

  private static void refused(Program.Run run, String line) {
    assertThat(run.exit()).as(line).isIn(ExitCode.ERROR, ExitCode.USAGE);
    assertThat(run.out() + run.err()).as(line).contains("rehearsal: nothing of it ever happened");
    assertThat(run.err()).as(line).contains("next: take the journal of an apply");
  }

  /// Whole, cut after a record and within one; then of the first of all.
  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "0.5, false", "0.5, true", "0.01, false", "0.01, true"})
  void one_that_lies_among_real_ones_is_taken_for_none(double part, boolean isSigned)
      throws IOException {
    if (isSigned) program.with("WRAPUP_JOURNAL_KEY", "k");
    begin(Kind.VERSIONED);
    program.run("rehearse", "--live", "s.json", "--out", "j.jsonl");
    String whole = program.read("j.jsonl");
    Path audit = Files.createDirectories(folder.resolve(".wrapup/audit"));
    Path journal = audit.resolve("2026-01-01T00-00-00Z-a.jsonl");
    Files.writeString(journal, whole.substring(0, (int) (whole.length() * part)));
    boolean isTrusted = part > 0.1;
    boolean isPassed = part == 1 && !isSigned;
    String file = folder.relativize(journal).toString();

    for (String line :
        List.of("audit verify " + file, "audit resume " + file, "undo " + file, "apply --yes")) {
      if (line.startsWith("apply") && isPassed) continue;
      Program.Run run = program.run(line.split(" "));
      if (isTrusted) refused(run, line);
      else assertThat(run.exit()).as(line).isIn(ExitCode.ERROR, ExitCode.USAGE);
    }
    Program.Run resumed = program.run("audit", "resume");
    if (!isPassed) assertThat(resumed.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(resumed.out() + resumed.err()).doesNotContain("completed");
    assertThat(sandbox.writes()).isZero();
    if (!isPassed) Files.delete(journal);
    Program.Run applied = program.run("apply", "--yes");
    assertThat(applied.exit()).as(applied.err()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.writes()).isPositive();
  }

  /// Its journal doesn't fit what is read of it at once, and is gone when the result is written.
  @ParameterizedTest
  @ValueSource(strings = {"json", "markdown", "github"})
  void a_long_one_is_told_whole_in_each_format(String format) {
    begin(Kind.VERSIONED);
    String codes =
        IntStream.range(0, 600)
            .mapToObj("  NEW_%d: {displayName: New, routingType: manual}\n"::formatted)
            .collect(Collectors.joining());
    program.wrapupcodes("format: 1\npolicy: {maxCreates: 600}\ncodes:\n" + codes);

    Program.Run told = elsewhere().run("rehearse", "--live", "s.json", "--format", format);

    assertThat(told.exit()).as(told.err()).isEqualTo(ExitCode.OK);
    if (format.equals("json")) {
      assertThat(told.json().at("/changes")).hasSize(600);
      assertThat(told.json().at("/events")).hasSize(600);
    }
  }

  @Test
  void faults_are_those_of_the_sandbox() {
    begin(Kind.VERSIONED);

    Program.Run conflict =
        elsewhere()
            .run(
                "rehearse",
                "--live",
                "s.json",
                "--format",
                "json",
                "--fault",
                "status:400@PATCH#1");

    assertThat(conflict.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(conflict.json().at("/changes").findValuesAsString("outcome")).contains("failed");
    assertThat(conflict.json().at("/remaining").asInt()).isOne();
    assertThat(elsewhere().run("rehearse", "--live", "s.json", "--fault", "none").exit())
        .isEqualTo(ExitCode.USAGE);
    Program.Run unread =
        elsewhere().run("rehearse", "--live", "s.json", "--fault", "status:400@GET");
    assertThat(unread.exit()).as(unread.out() + unread.err()).isEqualTo(ExitCode.NOT_WHOLE);
  }

  @Test
  void a_plan_that_would_not_be_applied_is_shown_as_one() {
    begin(Kind.VERSIONED);
    String yaml = program.read("wrapupcodes.yaml");
    program.wrapupcodes(yaml.replace("\npolicy:\n", "\npolicy:\n  maxUpdates: 1\n"));

    program.file("j.jsonl", "of another rehearsal");

    Program.Run refused = elsewhere().run("rehearse", "--live", "s.json", "--out", "j.jsonl");

    assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.out()).contains("on a snapshot of");
    assertThat(refused.err()).contains("there is no journal: j.jsonl was not written");
    program.wrapupcodes("format: 1\ncodes: {}\n");
    Program.Run none = elsewhere().run("rehearse", "--live", "s.json", "--out", "j.jsonl");
    assertThat(none.exit()).isEqualTo(ExitCode.OK);
    assertThat(none.out()).contains("Nothing to do");
    assertThat(none.err()).contains("there is no journal: j.jsonl was not written");
    assertThat(program.read("j.jsonl")).isEqualTo("of another rehearsal");
  }

  /// A code without a division is in all of them there.
  @Test
  void what_memory_would_show_otherwise_is_not_rehearsed() {
    begin(Kind.GENESYS_CLOUD);
    String sound = program.read("s.json");
    String odd = sound.replaceFirst("\"division\" : \"\\w+\"", "\"division\" : null");
    program.file("s.json", SnapshotTest.sealed(odd));

    Program.Run run = elsewhere().run("rehearse", "--live", "s.json", "--format", "json");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.ERROR);
    assertThat(run.json().at("/error/code").asString()).isEqualTo("not-rehearsable");
    assertThat(run.err()).contains("another plan in memory, by 1 difference: update Callback");
  }
}
