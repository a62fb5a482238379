package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Example;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// An apply is rehearsed: it is what the real one then is, and nothing of it can be taken for that.
class RehearseTest {
  @TempDir Path folder;
  private Sandbox sandbox;
  private Program program;

  private void begin(Kind kind) {
    sandbox = Sandbox.start(Example.organization(kind.dialect()), Settings.DEFAULT);
    program = new Program(folder).at(sandbox).with("WRAPUP_API", kind.dialect().api());
    assertThat(program.run("export", "--out", "wrapupcodes.yaml").exit()).isEqualTo(ExitCode.OK);
    String yaml = program.read("wrapupcodes.yaml");
    program.wrapupcodes(yaml.replaceAll("description: (.*)", "description: another, $1"));
    assertThat(program.run("snapshot", "--out", "s.json").exit()).isEqualTo(ExitCode.OK);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Program elsewhere() {
    return new Program(folder).without("GENESYS_CLIENT_ID").without("GENESYS_CLIENT_SECRET");
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
    assertThat(sandbox.writes()).isZero();
    assertThat(program.journals()).isEmpty();
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

  @Test
  void its_journal_is_refused_by_all_who_take_one() {
    begin(Kind.VERSIONED);
    elsewhere()
        .with("WRAPUP_JOURNAL_KEY", "k")
        .run("rehearse", "--live", "s.json", "--out", "j.jsonl");
    assertThat(ParsedJournal.ofRehearsal(folder.resolve("j.jsonl")).isClosed()).isTrue();
    assertThat(ParsedJournal.read(folder.resolve("j.jsonl"), Optional.empty()).broken())
        .map(ParsedJournal.Broken::reason)
        .contains("it is of a rehearsal: nothing of it ever happened");
    String webhook = "--webhook-url=http://127.0.0.1:9/";

    for (String line :
        List.of(
            "audit verify j.jsonl",
            "audit report j.jsonl",
            "audit resume j.jsonl",
            "audit resume j.jsonl --sandbox",
            "webhook replay j.jsonl " + webhook,
            "undo j.jsonl")) {
      Program.Run run = program.run(line.split(" "));
      assertThat(run.exit()).as(line).isIn(ExitCode.ERROR, ExitCode.USAGE);
    }
    assertThat(program.read("j.jsonl")).doesNotContain("hmac");
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
  }

  @Test
  void a_plan_that_would_not_be_applied_is_shown_as_one() {
    begin(Kind.VERSIONED);
    String yaml = program.read("wrapupcodes.yaml");
    program.wrapupcodes(yaml.replace("\npolicy:\n", "\npolicy:\n  maxUpdates: 1\n"));

    Program.Run refused = elsewhere().run("rehearse", "--live", "s.json");

    assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.out()).contains("on a snapshot of");
    program.wrapupcodes("format: 1\ncodes: {}\n");
    Program.Run none = elsewhere().run("rehearse", "--live", "s.json");
    assertThat(none.exit()).isEqualTo(ExitCode.OK);
    assertThat(none.out()).contains("Nothing to do");
  }
}
