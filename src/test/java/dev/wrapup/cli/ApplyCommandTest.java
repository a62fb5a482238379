package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is too large for a scenario, or the same too many times; the others are in
/// `scenarios/apply`.
class ApplyCommandTest {
  @TempDir Path folder;

  /// With an export in its files.
  private Program program(Kind kind, Sandbox sandbox) {
    Program program = new Program(folder.resolve(sandbox.url().getAuthority())).at(sandbox);
    program.with("WRAPUP_API", kind.dialect().api()).wrapupcodes("");
    return program.wrapupcodes(program.run("export").out());
  }

  @ParameterizedTest
  @CsvSource({"VERSIONED, 300, 307", "GENESYS_CLOUD, 30, 66"})
  void costs_the_writes_of_each_change_and_one_more_reading(Kind kind, int codes, int requests) {
    Organization many = Organization.generated(kind.dialect(), codes, 0);
    try (Sandbox sandbox = Sandbox.start(many)) {
      Program program = program(kind, sandbox);
      program.wrapupcodes(
          program
              .read("wrapupcodes.yaml")
              .replace("The agent picks this", "Picked")
              .replace("undeclared: report", "maxUpdates: 1000"));
      int before = sandbox.requests().size();

      Program.Run run = program.run("apply", "--yes");

      assertThat(run.exit()).isEqualTo(ExitCode.OK);
      assertThat(sandbox.count(kind.update())).isEqualTo(codes);
      assertThat(sandbox.requests().size() - before).isEqualTo(requests);
    }
  }

  @Test
  void many_warnings_are_told_in_short() {
    Organization organization = Organization.generated(50, 50);
    try (Sandbox sandbox = Sandbox.start(organization)) {
      Program program = program(Kind.VERSIONED, sandbox);
      program.wrapupcodes(
          program
              .read("wrapupcodes.yaml")
              .replace("undeclared: report", "maxUpdates: 100")
              .replace("routingType: manual", "routingType: auto"));

      Program.Run run = program.run("apply", "--yes");

      long told = run.err().lines().filter(line -> line.startsWith("warning: ")).count();
      assertThat(told).isEqualTo(20);
      assertThat(run.err()).containsPattern("and \\d+ more warnings");
    }
  }

  /// A create that never arrived would be looked for as long as patience lasts where reads lag:
  /// `OtherPeopleTest` has it.
  @ParameterizedTest
  @CsvSource({
    "VERSIONED, reset-before@PATCH#1 reset-after@PATCH#1 status:503@PATCH#1 cut@PATCH#1",
    "VERSIONED, garbage@PATCH#1 expire@PATCH#1 429:1@PATCH#1",
    "VERSIONED, reset-before@POST#1 reset-after@POST#1 status:500@POST#1 cut@POST#1",
    "VERSIONED, reset-before@DELETE#1 reset-after@DELETE#1 status:502@DELETE#1",
    "GENESYS_CLOUD, reset-after@PUT#1 cut@PUT#1 expire@PUT#1 429:1@PUT#1",
    "GENESYS_CLOUD, reset-after@POST#1 cut@POST#1 reset-after@DELETE#1"
  })
  void a_lost_answer_is_decided_by_reading_and_nothing_is_made_twice(Kind kind, String faults) {
    Settings lagging = Settings.DEFAULT.withLag(Duration.ofMillis(60));
    for (String fault : faults.split(" ")) {
      Organization org = Organization.generated(kind.dialect(), 3, 0);
      try (Sandbox sandbox = Sandbox.start(org, lagging)) {
        Program program = program(kind, sandbox);
        program.wrapupcodes(
            program
                .read("wrapupcodes.yaml")
                .replace("kind 0", "no kind")
                .replaceAll("(?s)  CODE_2:.*", "  NEW: {%s}\n".formatted(created(kind)))
                .replace(
                    "policy:", "retired: [CODE_2]\npolicy:\n  allow: [create, update, delete]"));
        sandbox.inject(Fault.parse(fault));

        Program.Run run = program.run("apply", "--yes", "--format", "json", "--max-retries", "1");

        assertThat(run.json().at("/results").findValuesAsString("outcome"))
            .as(fault)
            .containsExactly("applied", "applied", "applied");
        assertThat(org.history()).as(fault).hasSize(3);
        assertThat(org.codes())
            .extracting(LiveCode::code)
            .containsExactly("CODE_0", "CODE_1", "NEW");
        assertThat(org.byCode("CODE_0").orElseThrow().revision()).isEqualTo("2");
        assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
      }
    }
  }

  private static String created(Kind kind) {
    return kind == Kind.VERSIONED ? "displayName: New, routingType: manual" : "division: Sales";
  }
}
