package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Golden;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Fault;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An export under Git, an administrator who edits by hand, and `adopt`.
class AdoptCommandTest {
  @TempDir Path folder;
  @AutoClose private Sandbox sandbox;
  private Program program;
  private String export;

  @BeforeEach
  void export_and_commit() throws IOException, InterruptedException {
    sandbox = Sandbox.start(Example.organization(), Settings.DEFAULT);
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "wrapupcodes.yaml");
    export = program.read("wrapupcodes.yaml");
    Repository.commit(folder);
  }

  private void edit(String code, UnaryOperator<LiveCode> edit) {
    sandbox.organization().edit(code, edit);
  }

  private static UnaryOperator<LiveCode> say(String field, String text) {
    return code -> ByHand.with(code, Dialect.VERSIONED.field(field).orElseThrow(), text);
  }

  private static UnaryOperator<LiveCode> rename(String to) {
    return code -> new LiveCode(code.id(), code.revision(), to, code.values());
  }

  private Program.Run adopt(String... args) {
    return program.run(
        Stream.concat(Stream.of("adopt", "--base-ref", "main"), Arrays.stream(args))
            .toArray(String[]::new));
  }

  private String file() {
    return program.read("wrapupcodes.yaml");
  }

  @Test
  void a_live_edit_goes_into_its_line_and_nothing_else_changes() throws IOException {
    Path path = folder.resolve("wrapupcodes.yaml");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    edit("REFUND", say("displayName", "Money back: granted"));
    edit("PRAISE", say("description", "by hand"));

    Program.Run run = adopt("REFUND");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(file())
        .isEqualTo(
            export.replace("displayName: Refund\n", "displayName: \"Money back: granted\"\n"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-r-----");
    assertThat(sandbox.writes()).isZero();
    assertThat(run.out()).contains("displayName  Refund → Money back: granted");
  }

  @Test
  void after_all_edits_are_adopted_nothing_is_left_to_adopt_or_to_plan() {
    edit("REFUND", say("displayName", "Money back"));
    edit("PRAISE", say("description", "by hand"));
    edit("NO_ANSWER", rename("NOBODY_THERE"));

    adopt("--all");
    String adopted = file();
    Program.Run again = adopt("--all");

    assertThat(again.out()).contains("Nothing to adopt. Nothing was written.");
    assertThat(again.exit()).isEqualTo(ExitCode.OK);
    assertThat(file())
        .isEqualTo(adopted)
        .isEqualTo(
            export
                .replace("displayName: Refund\n", "displayName: Money back\n")
                .replace("The customer praised somebody or something.", "by hand")
                .replace("  NO_ANSWER:\n", "  NOBODY_THERE:\n"));
    Program.Run plan = program.run("plan", "--exit-code", "--format", "json");
    assertThat(plan.exit()).isEqualTo(ExitCode.OK);
    assertThat(plan.json().at("/summary/unchanged").asInt()).isEqualTo(23);
  }

  @Test
  void what_git_changed_stays_and_a_collision_is_settled_for_live() {
    program.wrapupcodes(
        export
            .replace("displayName: Refund\n", "displayName: Reimbursement\n")
            .replace("displayName: Praise\n", "displayName: Applause\n"));
    edit("PRAISE", say("displayName", "Kudos"));

    Program.Run run = adopt("REFUND", "PRAISE");

    assertThat(file())
        .isEqualTo(
            export
                .replace("displayName: Refund\n", "displayName: Reimbursement\n")
                .replace("displayName: Praise\n", "displayName: Kudos\n"));
    assertThat(run.out())
        .contains("Applause → Kudos", "displayName  changed in the files, not yet applied");
  }

  @Test
  void without_a_base_it_says_what_that_means() {
    program.wrapupcodes(export.replace("displayName: Refund\n", "displayName: Reimbursement\n"));

    Program.Run run = program.run("adopt", "--all");

    assertThat(file()).isEqualTo(export);
    assertThat(run.err()).contains("No base was given");
  }

  @Test
  void a_code_that_is_gone_and_one_that_is_new_live_are_adopted_by_name() {
    LiveCode refund = sandbox.organization().byCode("REFUND").orElseThrow();
    sandbox.organization().delete(refund.id(), Optional.empty(), Organization.ADMINISTRATOR);
    Map<Field, Value> values = new HashMap<>(refund.values());
    sandbox.organization().create("BY_HAND", values, Organization.ADMINISTRATOR);

    Program.Run all = adopt("--all", "--format", "json");
    Program.Run named = adopt("REFUND", "BY_HAND", "--format", "json");

    assertThat(all.json().at("/adopted").isEmpty()).isTrue();
    assertThat(all.json().at("/left").findValuesAsString("code"))
        .containsExactly("REFUND", "BY_HAND");
    assertThat(named.json().at("/adopted").findValuesAsString("action"))
        .containsExactly("remove", "add");
    assertThat(file())
        .isEqualTo(
            export.replaceFirst("(?s)  REFUND:\n.*?outcomes: \\[\\]\n", "")
                + "  BY_HAND:\n    id: %s\n    displayName: Refund\n    description: A refund was granted on this contact.\n    routingType: manual\n    outcomes: []\n"
                    .formatted(sandbox.organization().byCode("BY_HAND").orElseThrow().id()));
    assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void the_report_says_of_every_code_what_became_of_its_entry() {
    program.wrapupcodes(
        export
            .replace("displayName: Refund\n", "displayName: Reimbursement\n")
            .replace("undeclared: report", "protect: [NO_ANSWER]"));
    edit("REFUND", say("description", "A refund was granted on this contact, by an agent."));
    edit("NO_ANSWER", rename("NOBODY_THERE"));
    edit("NOBODY_THERE", say("displayName", "Nobody \u202Ethere "));
    edit("PRAISE", say("routingType", "auto"));
    LiveCode gone = sandbox.organization().byCode("ORDER_CHANGED").orElseThrow();
    sandbox.organization().delete(gone.id(), Optional.empty(), Organization.ADMINISTRATOR);
    sandbox.organization().create("BY_HAND", gone.values(), Organization.ADMINISTRATOR);

    Program.Run run =
        program
            .columns(80)
            .run(
                "adopt",
                "--base-ref=main",
                "REFUND",
                "NO_ANSWER",
                "PRAISE",
                "ORDER_CHANGED",
                "BY_HAND");

    Golden.hold(
        "adopt.txt", run.out().replaceFirst("main at [0-9a-f]{12}", "main at 0123456789ab"));
  }

  @Test
  void several_files_are_written_each_where_its_code_stands() {
    program
        .file("f/a.yaml", "format: 1\r\ncodes:\r\n  REFUND: {displayName: x}\r\n")
        .file("f/b.yaml", "format: 1\ncodes:\n  PRAISE: {displayName: Praise}\n")
        .file(
            "c.yaml", "format: 1\nenvironment: us-east-1\ncodes:\n  COMPLAINT: {displayName: 'x'}");

    Program.Run run = program.run("adopt", "--all", "-f", "f", "-f", "c.yaml", "--format", "json");

    assertThat(program.read("f/a.yaml"))
        .isEqualTo("format: 1\r\ncodes:\r\n  REFUND: {displayName: Refund}\r\n");
    assertThat(program.read("f/b.yaml")).endsWith("{displayName: Praise}\n");
    assertThat(program.read("c.yaml")).endsWith("COMPLAINT: {displayName: 'Complaint'}");
    assertThat(run.json().at("/files").findValuesAsString("path"))
        .containsExactly("f/a.yaml", "c.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "'', neither",
    "'--all REFUND', both",
    "NOBODY, neither declared nor live",
    "'--all --base-ref nowhere', nowhere",
    "'--all -f none.yaml', no such file",
    "'--all --environment elsewhere', environment",
  })
  void what_is_wrong_is_said_in_one_document_and_nothing_is_written(String args, String said) {
    edit("REFUND", say("displayName", "by hand"));
    String[] words = ("adopt --format json " + args).strip().split(" ");

    Program.Run run = program.run(words);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out() + run.err()).contains(said);
    assertThat(file()).isEqualTo(export);
  }

  @Test
  void a_value_that_an_alias_repeats_is_refused_with_its_place() {
    program.wrapupcodes("format: 1\ncodes:\n  REFUND: &a {displayName: Refund}\n  PRAISE: *a\n");
    edit("REFUND", say("displayName", "by hand"));

    Program.Run run = program.run("adopt", "REFUND", "--format", "json");
    Program.Run both = program.run("adopt", "--all");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.findings()).containsExactly("shared-value 3:3");
    assertThat(both.exit()).isEqualTo(ExitCode.OK);
    assertThat(file())
        .isEqualTo(
            """
            format: 1
            codes:
              REFUND: &a {displayName: by hand}
              PRAISE: {displayName: Praise}
            """);
  }

  @Test
  void a_catalog_that_is_not_whole_changes_nothing() {
    edit("REFUND", say("displayName", "by hand"));
    sandbox.inject(Fault.parse("garbage@GET"));

    Program.Run run = adopt("--all", "--format", "json");

    assertThat(run.exit()).isIn(ExitCode.ERROR, ExitCode.NOT_WHOLE);
    assertThat(file()).isEqualTo(export);
  }

  @Test
  void a_new_organization_has_nothing_to_adopt_and_says_what_is_gone() {
    try (Sandbox other = Sandbox.start(new Organization(List.of(), List.of()), Settings.DEFAULT)) {
      Program.Run run = new Program(folder).at(other).run("adopt", "--all", "--base-ref", "main");

      assertThat(run.exit()).isEqualTo(ExitCode.OK);
      assertThat(run.out()).contains("Left as it is:", "gone; its entry is taken out only if");
      assertThat(file()).isEqualTo(export);
    }
  }
}
