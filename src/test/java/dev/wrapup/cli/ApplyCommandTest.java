package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Fault;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands live after an apply, whatever the network and others do meanwhile.
class ApplyCommandTest {
  @TempDir Path folder;
  private final Organization org = Example.organization();
  @AutoClose private final Sandbox sandbox = Sandbox.start(org, Settings.DEFAULT);
  private Program program;
  private String export;

  @BeforeEach
  void begin_with_an_export() {
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "wrapupcodes.yaml");
    export = program.read("wrapupcodes.yaml");
  }

  private static Field field(String name) {
    return Dialect.VERSIONED.field(name).orElseThrow();
  }

  private String live(String code, String field) {
    return org.byCode(code).map(live -> text(live, field)).orElse("(none)");
  }

  private static String text(LiveCode live, String field) {
    return ((Value.Text) live.value(field(field))).text();
  }

  private void edit(String code, String field, String text) {
    ByHand.edit(org, code, field, text);
  }

  private void declare(String from, String to) {
    assertThat(export).contains(from);
    export = export.replace(from, to);
    program.wrapupcodes(export);
  }

  private void assertNothingIsLeft() {
    int writes = sandbox.writes();
    assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.writes()).isEqualTo(writes);
  }

  private Program.Run apply(String... more) {
    return program.run(List.of("apply", "--yes", "--format", "json"), more);
  }

  private static List<String> outcomes(Program.Run run) {
    return run.json().at("/results").findValuesAsString("outcome");
  }

  @Test
  void makes_an_update_a_rename_a_create_and_a_delete_and_nothing_else() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    declare("  PRAISE:\n", "  WELL_DONE:\n    previously: [PRAISE]\n");
    declare(
        "codes:\n", "retired: [MISC2]\ncodes:\n  NEW: {displayName: New, routingType: manual}\n");
    declare("policy:\n", "policy:\n  allow: [create, update, delete]\n");
    program.wrapupcodes(export.replaceAll("(?s)  MISC2:.*?(?=\n  [A-Z])\n", ""));
    List<LiveCode> before = org.codes();

    Program.Run run = apply();

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(outcomes(run)).containsOnly("applied").hasSize(4);
    assertThat(live("REFUND", "displayName")).isEqualTo("Money back");
    assertThat(live("WELL_DONE", "displayName")).isEqualTo("Praise");
    assertThat(live("NEW", "displayName")).isEqualTo("New");
    assertThat(org.byCode("MISC2")).isEmpty();
    assertThat(org.byCode("PRAISE")).isEmpty();
    List<LiveCode> after = org.codes();
    assertThat(after.stream().filter(before::contains)).hasSize(before.size() - 3);
    assertThat(run.json().at("/remaining").asInt()).isZero();
    assertThat(sandbox.count("PATCH")).isEqualTo(2);
    assertNothingIsLeft();
  }

  @Test
  void costs_a_write_for_each_change_and_one_more_reading() {
    int codes = 300;
    try (Sandbox large = Sandbox.start(Organization.generated(codes, 0), Settings.DEFAULT)) {
      program.wrapupcodes(
          program
              .at(large)
              .run("export")
              .out()
              .replace("Outcome number", "Outcome")
              .replace("undeclared: report", "maxUpdates: 1000"));
      int before = large.requests().size();

      Program.Run run = apply();

      assertThat(run.exit()).isEqualTo(ExitCode.OK);
      assertThat(large.count("PATCH")).isEqualTo(codes);
      assertThat(large.requests().size() - before).isEqualTo(1 + 3 + codes + 3);
    }
  }

  @Test
  void keeps_the_other_admins_description_when_both_edit_one_code() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    declare("    description: A refund was granted on this contact.\n", "");
    program.run("plan", "--out", "plan.json");
    beforeTheFirstWrite(() -> edit("REFUND", "description", "new, by hand"));

    Program.Run run = apply("--plan", "plan.json");

    assertThat(outcomes(run)).containsExactly("merged");
    assertThat(run.json().at("/results/0/theirs/0").asString()).isEqualTo("description");
    assertThat(live("REFUND", "description")).isEqualTo("new, by hand");
    assertThat(live("REFUND", "displayName")).isEqualTo("Money back");
  }

  @Test
  void never_overwrites_what_somebody_else_made_of_the_same_field() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    beforeTheFirstWrite(() -> edit("REFUND", "displayName", "Refund!!"));

    Program.Run run = apply();

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(outcomes(run)).containsExactly("conflict");
    assertThat(run.json().at("/results/0/clashes/0/live").asString()).isEqualTo("Refund!!");
    assertThat(live("REFUND", "displayName")).isEqualTo("Refund!!");
  }

  /// After the apply has read the catalog, when its first write comes in.
  private void beforeTheFirstWrite(Runnable edit) {
    sandbox.watch(
        (moment, request) -> {
          boolean isFirst = request.method().equals("PATCH") && sandbox.count("PATCH") == 0;
          if (isFirst && moment == Sandbox.Moment.ARRIVED) edit.run();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset-before@PATCH#1",
        "reset-after@PATCH#1",
        "status:503@PATCH#1",
        "cut@PATCH#1",
        "garbage@PATCH#1",
        "expire@PATCH#1",
        "429:1@PATCH#1",
        "reset-before@POST#1",
        "reset-after@POST#1",
        "status:500@POST#1",
        "cut@POST#1",
        "reset-before@DELETE#1",
        "reset-after@DELETE#1",
        "status:502@DELETE#1"
      })
  void a_lost_answer_is_decided_by_reading_and_nothing_is_made_twice(String fault) {
    declare("displayName: Refund\n", "displayName: Money back\n");
    declare(
        "codes:\n", "retired: [MISC2]\ncodes:\n  NEW: {displayName: New, routingType: manual}\n");
    declare("policy:\n", "policy:\n  allow: [create, update, delete]\n");
    program.wrapupcodes(export.replaceAll("(?s)  MISC2:.*?(?=\n  [A-Z])\n", ""));
    sandbox.inject(Fault.parse(fault));

    Program.Run run = apply();

    assertThat(outcomes(run)).containsOnly("applied").hasSize(3);
    assertThat(live("REFUND", "displayName")).isEqualTo("Money back");
    assertThat(org.byCode("REFUND").orElseThrow().revision()).isEqualTo("2");
    assertThat(org.codes().stream().filter(code -> code.code().equals("NEW"))).hasSize(1);
    assertThat(org.byCode("MISC2")).isEmpty();
    assertNothingIsLeft();
  }

  private static String id(Organization org, String code) {
    return org.byCode(code).map(LiveCode::id).orElseThrow();
  }

  @Test
  void swaps_two_codes_through_a_parked_one() {
    String refund = id(org, "REFUND");
    String praise = id(org, "PRAISE");
    declare("  REFUND:\n", "  TO_BE:\n");
    declare("  PRAISE:\n", "  REFUND:\n");
    declare("  TO_BE:\n", "  PRAISE:\n");

    Program.Run run = apply();

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(id(org, "PRAISE")).isEqualTo(refund);
    assertThat(id(org, "REFUND")).isEqualTo(praise);
    assertThat(sandbox.count("PATCH")).isEqualTo(3);
    assertNothingIsLeft();
  }

  @Test
  void a_chain_of_renames_waits_for_each_code_to_be_free() {
    String refund = id(org, "REFUND");
    String praise = id(org, "PRAISE");
    declare("  PRAISE:\n", "  HAPPY:\n");
    declare("  REFUND:\n", "  PRAISE:\n");

    Program.Run run = apply("--parallelism", "8");

    assertThat(outcomes(run)).containsOnly("applied");
    assertThat(id(org, "HAPPY")).isEqualTo(praise);
    assertThat(id(org, "PRAISE")).isEqualTo(refund);
    assertNothingIsLeft();
  }

  @Test
  void a_change_whose_code_is_not_freed_is_not_tried() {
    declare("  PRAISE:\n", "  HAPPY:\n");
    declare("  REFUND:\n", "  PRAISE:\n");
    sandbox.inject(Fault.parse("status:400@PATCH#1"));

    Program.Run run = apply();

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(outcomes(run)).containsExactly("failed", "failed");
    assertThat(sandbox.count("PATCH")).isEqualTo(1);
    assertThat(run.json().at("/results/1/reason").asString()).contains("PRAISE");
  }

  @Test
  void a_failure_does_not_stop_the_others() {
    for (int i : IntStream.range(1, 8).toArray()) {
      export =
          export.replace(
              "codes:\n",
              "codes:\n  NEW_%d: {displayName: New, routingType: manual}\n".formatted(i));
    }
    program.wrapupcodes(export);
    sandbox.inject(Fault.parse("status:400@POST#3"));

    Program.Run run = apply("--parallelism", "1");

    assertThat(outcomes(run).stream().collect(Collectors.groupingBy(o -> o, Collectors.counting())))
        .isEqualTo(Map.of("applied", 6L, "failed", 1L));
    assertThat(run.json().at("/remaining").asInt()).isEqualTo(1);
  }

  @Test
  void the_reviewed_plan_or_nothing() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    program.run("plan", "--out", "plan.json");
    declare("displayName: Praise\n", "displayName: Well done\n");

    Program.Run run = program.run("apply", "--plan", "plan.json", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_REVIEWED);
    assertThat(sandbox.writes()).isZero();
  }

  @Test
  void an_apply_of_a_reviewed_plan_can_run_again() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    program.run("plan", "--out", "plan.json");

    assertThat(program.run("apply", "--plan", "plan.json").exit()).isEqualTo(ExitCode.OK);
    Program.Run again = program.run("apply", "--plan", "plan.json");

    assertThat(again.exit()).isEqualTo(ExitCode.OK);
    assertThat(again.out()).contains("Nothing to do");
    assertThat(sandbox.writes()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void a_refused_plan_that_was_approved_is_finished_by_its_token(int made) {
    List<String> codes = List.of("REFUND", "PRAISE", "COMPLAINT");
    for (String code : codes) {
      declare(
          "displayName: " + live(code, "displayName") + "\n", "displayName: %s\n".formatted(code));
    }
    declare("policy:\n", "policy:\n  maxUpdates: 1\n");
    String token =
        program
            .run("plan", "--out", "plan.json", "--format", "json")
            .json()
            .at("/verdict/approvalToken")
            .asString();
    codes.subList(0, made).forEach(code -> edit(code, "displayName", code));

    Program.Run otherwise = apply("--approve", token);
    Program.Run run = apply("--plan", "plan.json", "--approve", token);

    assertThat(otherwise.exit()).isEqualTo(made == 3 ? ExitCode.OK : ExitCode.REFUSED);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(codes).allSatisfy(code -> assertThat(live(code, "displayName")).isEqualTo(code));
    assertThat(sandbox.writes()).isEqualTo(3 - made);
  }

  @Test
  void a_swap_that_was_interrupted_is_finished_by_its_reviewed_plan() throws IOException {
    program.file("base.yaml", export);
    String refund = id(org, "REFUND");
    declare("  REFUND:\n", "  TO_BE:\n");
    declare("  PRAISE:\n", "  REFUND:\n");
    declare("  TO_BE:\n", "  PRAISE:\n");
    program.run("plan", "--base", "base.yaml", "--out", "plan.json");
    org.edit(
        "REFUND",
        live -> new LiveCode(live.id(), live.revision(), Parked.codeOf(live.id()), live.values()));

    Program.Run run = program.run("apply", "--base", "base.yaml", "--plan", "plan.json");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(id(org, "PRAISE")).isEqualTo(refund);
    assertNothingIsLeft();
  }

  @Test
  void without_a_review_and_without_anybody_to_ask_it_needs_yes() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    int before = sandbox.requests().size();

    Program.Run run = program.run("apply", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(sandbox.requests()).hasSize(before);
  }

  @Test
  void a_refused_plan_writes_nothing() {
    declare("policy:\n", "policy:\n  maxUpdates: 0\n");
    declare("displayName: Refund\n", "displayName: Money back\n");

    assertThat(apply().exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(sandbox.writes()).isZero();
  }

  @Test
  void drift_is_left_alone_until_it_is_to_be_reverted() throws IOException {
    program.file("base.yaml", export);
    edit("REFUND", "displayName", "Refund!!");

    assertThat(outcomes(apply("--base", "base.yaml"))).isEmpty();
    assertThat(live("REFUND", "displayName")).isEqualTo("Refund!!");
    Program.Run run = apply("--base", "base.yaml", "--revert-drift");

    assertThat(outcomes(run)).containsExactly("applied");
    assertThat(live("REFUND", "displayName")).isEqualTo("Refund");
  }

  @Test
  void the_embedded_organization_remembers() {
    Program embedded =
        new Program(folder.resolve("embedded"))
            .wrapupcodes(export.replace("displayName: Refund\n", "displayName: Money back\n"));

    assertThat(embedded.run("apply", "--sandbox", "--yes").exit()).isEqualTo(ExitCode.OK);

    assertThat(embedded.run("plan", "--sandbox", "--exit-code").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void nothing_is_written_where_no_journal_can_be() throws IOException {
    declare("displayName: Refund\n", "displayName: Money back\n");
    Files.writeString(folder.resolve("file"), "no folder");

    Program.Run run = apply("--audit-dir", "file");

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.json().at("/error/code").asString()).isEqualTo("journal");
    assertThat(sandbox.writes()).isZero();
  }

  @Test
  void nothing_is_written_where_the_audit_folder_is_read_only() {
    declare("displayName: Refund\n", "displayName: Money back\n");

    Program.Run run = apply("--audit-dir", "/proc/wrapup"); // not even root may write there

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.json().at("/error/code").asString()).isEqualTo("journal");
    assertThat(run.err()).contains("--audit-dir");
    assertThat(sandbox.writes()).isZero();
  }

  /// A journal as a killed run leaves it: its last record is missing.
  private Path openJournal() throws IOException {
    declare("displayName: Refund\n", "displayName: Money back\n");
    apply();
    Path journal = program.journals().getFirst();
    List<String> lines = Files.readAllLines(journal);
    Files.write(journal, lines.subList(0, lines.size() - 1));
    return journal;
  }

  @Test
  void a_journal_of_another_target_that_is_open_is_told_before_the_first_write()
      throws IOException {
    openJournal();
    declare("environment: us-east-1", "environment: eu-west-1");
    declare("displayName: Praise\n", "displayName: Well done\n");
    int writes = sandbox.writes();

    Program.Run run = program.with("GENESYS_ENV", "eu-west-1").run("apply", "--yes");

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.err()).contains("us-east-1", "audit resume");
    assertThat(sandbox.writes()).isEqualTo(writes);
  }

  @Test
  void a_broken_journal_stops_an_apply_before_the_first_write() throws IOException {
    Path journal = openJournal();
    Files.writeString(journal, Files.readString(journal).replace("Money back", "Honey back"));
    int writes = sandbox.writes();

    Program.Run run = apply();

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.err()).contains("broken at record");
    assertThat(sandbox.writes()).isEqualTo(writes);
  }

  @Test
  void an_open_journal_is_completed_without_an_apply() throws IOException {
    Path journal = openJournal();

    Program.Run verify = program.run("audit", "verify", journal.toString());
    Program.Run resume = program.run("audit", "resume", journal.toString(), "--format", "json");
    Program.Run again = program.run("audit", "resume", "--format", "json");

    assertThat(verify.err()).contains("audit resume");
    assertThat(resume.exit()).as(resume.err()).isEqualTo(ExitCode.OK);
    assertThat(resume.json().at("/journals/0/state").asString()).isEqualTo("intact");
    assertThat(again.json().at("/journals")).isEmpty();
    assertThat(sandbox.count("PATCH")).isEqualTo(1);
  }

  @Test
  void the_report_of_a_run_has_the_promised_names_and_figures() throws IOException {
    declare("displayName: Refund\n", "displayName: Money back\n");
    declare("displayName: Praise\n", "displayName: Well done\n");
    sandbox.inject(Fault.parse("status:400@PATCH#2"));
    apply("--initiated-by", "Jo", "--parallelism", "1");

    String journal = program.journals().getFirst().toString();
    Program.Run run = program.run("audit", "report", "--format", "json", journal);

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/metrics/totalUpdates").asInt()).isEqualTo(1);
    assertThat(run.json().at("/metrics/validationErrors").asInt()).isEqualTo(1);
    assertThat(run.json().at("/metrics/requests").asInt()).isEqualTo(7);
    assertThat(run.json().at("/metrics/auditTrail").size()).isEqualTo(1);
    assertThat(run.json().at("/metrics/auditTrail/0/initiatedBy").asString()).isEqualTo("Jo");
    assertThat(run.json().at("/remaining").asInt()).isEqualTo(1);
    assertThat(run.json().at("/changes/0/outcome").asString()).isEqualTo("failed");
    assertThat(run.json().at("/changes/1/fields/0/to").asString()).isNotEmpty();
  }

  @Test
  void an_audit_folder_that_git_tracks_is_refused() throws Exception {
    declare("displayName: Refund\n", "displayName: Money back\n");
    program.file("logs/old.jsonl", "{}\n");
    Repository.commit(folder);

    Program.Run run = apply("--audit-dir", "logs");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("tracks");
    assertThat(sandbox.writes()).isZero();
  }
}
