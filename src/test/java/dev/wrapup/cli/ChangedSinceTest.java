package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Somebody else changes a code after an apply has written it and before the apply reads the
/// catalog for the last time.
class ChangedSinceTest {
  @TempDir Path folder;

  static Stream<Arguments> changes() {
    return Dialect.ALL.stream()
        .flatMap(
            dialect ->
                Stream.of("description", "name", "delete")
                    .flatMap(
                        what ->
                            Stream.of(0, 1).map(moment -> Arguments.of(dialect, what, moment))));
  }

  private Program exported(Sandbox sandbox) {
    Program program = new Program(folder).at(sandbox);
    assertThat(program.run("export", "--out", "wrapupcodes.yaml").exit()).isEqualTo(ExitCode.OK);
    return program.wrapupcodes(
        program.read("wrapupcodes.yaml").replace("A refund was granted", "Money went back"));
  }

  private static LiveCode refund(Organization organization) {
    return organization.codes().stream()
        .filter(code -> code.code().equalsIgnoreCase("refund"))
        .findFirst()
        .orElseThrow();
  }

  private static void edit(Organization organization, LiveCode code, String what) {
    Field description = organization.dialect().field("description").orElseThrow();
    Map<Field, Value> values = new HashMap<>(code.values());
    if (what.equals("description")) values.put(description, new Value.Text("by hand"));
    String name = what.equals("name") ? "BY_HAND" : code.code();
    if (what.equals("delete")) {
      organization.delete(code.id(), Optional.empty(), Organization.ADMINISTRATOR);
    } else {
      organization.update(code.id(), Optional.empty(), name, values, Organization.ADMINISTRATOR);
    }
  }

  /// Changes the code once, at the write's end or at one of the readings that follow it.
  private static void meddle(Sandbox sandbox, LiveCode code, String what, int moment) {
    AtomicInteger passed = new AtomicInteger(-1);
    sandbox.watch(
        (when, request) -> {
          boolean isWrite = request.method().equals("PUT") || request.method().equals("PATCH");
          boolean isOfCodes = !request.path().contains("rules"); // which are read beside them
          boolean isReading = when == Moment.ARRIVED && request.method().equals("GET") && isOfCodes;
          boolean isDone = isWrite && when == Moment.CARRIED_OUT;
          int now = isDone || (isReading && passed.get() >= 0) ? passed.incrementAndGet() : -1;
          if (now == moment) edit(sandbox.organization(), code, what);
        });
  }

  @ParameterizedTest
  @MethodSource("changes")
  void every_change_after_our_write_is_told_with_both_values(
      Dialect dialect, String what, int moment) {
    try (Sandbox sandbox = Sandbox.start(Example.organization(dialect))) {
      Program program = exported(sandbox);
      meddle(sandbox, refund(sandbox.organization()), what, moment);

      Program.Run run = program.run("apply", "--yes", "--format", "json");

      String at = run.out();
      JsonNode result = run.json().at("/results/0");
      assertThat(result.at("/outcome").asString()).as(at).isEqualTo("applied");
      assertThat(run.json().at("/changedSince").asInt()).as(at).isEqualTo(1);
      assertThat(run.json().at("/remaining").asInt()).as(at).isEqualTo(1);
      assertThat(result.at("/since").asString())
          .as(at)
          .isEqualTo(what.equals("delete") ? "deleted" : "edited");
      assertClash(what, result, at);
      JsonNode audited = audit(program, run);
      assertThat(audited.at("/changedSince").asInt()).as(at).isEqualTo(1);
      assertThat(audited.at("/changes/0/outcome").asString()).isEqualTo("applied");
      assertThat(audited.at("/changes/0/since")).isEqualTo(result.at("/since"));
      assertThat(audited.at("/changes/0/clashes")).isEqualTo(result.at("/clashes"));
    }
  }

  private static void assertClash(String what, JsonNode result, String at) {
    JsonNode clash = result.at("/clashes/0");
    switch (what) {
      case "description" -> {
        assertThat(clash.at("/wanted").asString()).as(at).startsWith("Money went back");
        assertThat(clash.at("/live").asString()).as(at).isEqualTo("by hand");
      }
      case "name" -> {
        assertThat(clash.at("/wanted").asString()).as(at).isEqualToIgnoringCase("refund");
        assertThat(clash.at("/live").asString()).as(at).isEqualTo("BY_HAND");
      }
      default -> assertThat(result.at("/clashes")).as(at).isEmpty();
    }
  }

  private JsonNode audit(Program program, Program.Run run) {
    String journal = run.json().at("/journal").asString();
    return program.run("audit", "report", journal, "--format", "json").json();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void where_nobody_meddles_nothing_is_told_and_nothing_more_is_asked(Dialect dialect) {
    try (Sandbox sandbox = Sandbox.start(Example.organization(dialect))) {
      Program program = exported(sandbox);
      int before = sandbox.requests().size();
      JsonNode told = program.run("plan", "--format", "json").json().at("/requests");
      int needed = told.at("/needed").asInt();
      int plan = sandbox.requests().size() - before;

      Program.Run run = program.run("apply", "--yes", "--format", "json");

      int reread = dialect.namesOrganization() ? 1 : 2; // of codes, and of rules where there are
      assertThat(run.json().at("/changedSince").asInt()).isZero();
      assertThat(run.json().at("/results/0/since").isNull()).isTrue();
      assertThat(told.at("/reread").asInt()).isEqualTo(reread);
      assertThat(sandbox.requests().size() - before).isEqualTo(2 * plan + needed + reread);
    }
  }

  static Stream<Dialect> dialects() {
    return Dialect.ALL.stream();
  }

  @Test
  void people_read_it_in_the_result_and_in_the_audit_report() {
    try (Sandbox sandbox = Sandbox.start(Example.organization())) {
      Program program = exported(sandbox);
      meddle(sandbox, refund(sandbox.organization()), "description", 0);

      Program.Run run = program.run("apply", "--yes");

      assertThat(run.out())
          .contains("somebody else has edited it since", "Somebody else has changed 1 since.")
          .containsPattern("description  written \"Money went back.*live\\s+\"by hand\"");
      String journal = run.out().lines().filter(l -> l.startsWith("Audit: ")).toList().getFirst();
      String report =
          program.run("audit", "report", journal.substring(7), "--format", "markdown").out();
      assertThat(report)
          .contains(
              "Somebody else has changed 1 code since.", "somebody else has `edited` it since");
    }
  }
}
