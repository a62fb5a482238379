package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Golden;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody changed by hand is found, told apart from what is merged, and left alone.
class DriftCommandTest {
  @TempDir Path folder;

  private final Organization organization = Example.organization();
  private Sandbox sandbox;
  private Program program;
  private String export;

  /// The files and the base declare what is live, and nothing is undeclared.
  @BeforeEach
  void export() {
    sandbox = Sandbox.start(organization);
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "base.yaml");
    export = program.read("base.yaml");
    program.wrapupcodes(export);
  }

  @AfterEach
  void nothing_was_ever_written() {
    assertThat(sandbox.writes()).isZero();
    sandbox.close();
  }

  private void edit(String code, String field, String text) {
    ByHand.edit(organization, code, field, text);
  }

  private void recode(String code, String to) {
    organization.edit(code, live -> new LiveCode(live.id(), live.revision(), to, live.values()));
  }

  private void delete(String code) {
    organization.delete(
        organization.byCode(code).orElseThrow().id(), Optional.empty(), Organization.ADMINISTRATOR);
  }

  private void declare(String from, String to) {
    assertThat(export).contains(from);
    export = export.replace(from, to);
    program.wrapupcodes(export);
  }

  private void declareAlsoInBase(String from, String to) {
    declare(from, to);
    program.file("base.yaml", export);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void how_it_looks(int columns) {
    declareAlsoInBase("codes:", "retired: [XMAS]\ncodes:");
    declareAlsoInBase(
        "displayName: Refund\n",
        """
        displayName: Refund
            ignore: [{field: routingType, until: 2026-01-31, owner: ops, reason: a trial of two weeks}]
        """);
    edit("REFUND", "displayName", "Refund!!");
    edit("COMPLAINT", "displayName", "Complaint ");
    edit("PRAISE", "description", "Praise, by hand.");
    edit("PRAISE", "displayName", "Praise!");
    delete("NO_ANSWER");
    recode("ACCOUNT_CLOSED", "CLOSED_ACCOUNT");
    organization.create(
        "XMAS",
        organization.byCode("COMPLAINT").orElseThrow().values(),
        Organization.ADMINISTRATOR);
    organization.create(
        "BY_HAND",
        organization.byCode("COMPLAINT").orElseThrow().values(),
        Organization.ADMINISTRATOR);
    declare("The customer praised somebody or something.", "Somebody was praised.");
    declare("codes:", "codes:\n  NEW: {displayName: New, routingType: manual}");

    Program.Run run = program.columns(columns).run("drift", "--base", "base.yaml");

    assertThat(run.exit()).isEqualTo(ExitCode.DRIFT);
    Golden.hold("drift-%d.txt".formatted(columns), run.out() + run.err());
    assertThat(run.out().lines()).allMatch(line -> line.length() <= columns);
  }
}
