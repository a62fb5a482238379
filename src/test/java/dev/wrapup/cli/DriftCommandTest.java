package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Golden;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

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
    sandbox = Sandbox.start(organization, Settings.DEFAULT);
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

  private Program.Run drift() {
    return program.run("drift", "--base", "base.yaml", "--format", "json");
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

  /// Kind, code and fields of each.
  private static List<String> strays(JsonNode json) {
    return json.at("/drift").valueStream().map(DriftCommandTest::stray).toList();
  }

  private static String stray(JsonNode stray) {
    String fields =
        stray.path("kind").asString().matches("collision|changed")
            ? stray
                .path("fields")
                .valueStream()
                .map(
                    field ->
                        " %s: %s → %s"
                            .formatted(
                                field.path("field").asString(),
                                field.path("declared").asString(),
                                field.path("live").asString()))
                .collect(Collectors.joining())
            : "";
    return stray.path("kind").asString() + " " + stray.path("code").asString() + fields;
  }

  @Test
  void there_is_none_right_after_an_export() {
    Program.Run run = drift();

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(strays(run.json())).isEmpty();
    assertThat(run.json().at("/requests/spent").asInt()).isEqualTo(3);
  }

  @Test
  void an_edit_by_hand_is_drift_from_declared_to_live() {
    edit("REFUND", "displayName", "Refund!!");
    edit("REFUND", "description", "By hand.");

    Program.Run run = drift();

    assertThat(run.exit()).isEqualTo(ExitCode.DRIFT);
    assertThat(run.err()).contains("next: ", "wrapup adopt", "wrapup apply --revert-drift");
    assertThat(strays(run.json()))
        .singleElement()
        .asString()
        .startsWith("changed REFUND displayName: Refund → Refund!! description: ")
        .endsWith(" → By hand.");
    assertThat(run.json().at("/drift/0/source/line").asInt()).isPositive();
    assertThat(run.json().at("/pending").size()).isZero();
  }

  @Test
  void in_markdown_it_stands_in_tables_and_the_json_beside_it_is_of_the_same_reading() {
    edit("REFUND", "displayName", "Refund|`!!`<b>@team");
    recode("PRAISE", "LAUD");

    Program.Run run =
        program.run("drift", "--base", "base.yaml", "--format", "markdown", "--out", "drift.json");

    assertThat(run.exit()).isEqualTo(ExitCode.DRIFT);
    assertThat(run.out())
        .startsWith("### wrapup drift: ")
        .contains("| `REFUND` | displayName | `Refund` | ``Refund\\|`!!`<b>@team`` |")
        .contains("| `PRAISE` | code | `PRAISE` | `LAUD` |");
    assertThat(program.read("drift.json")).contains("wrapup.drift/1", "fingerprint");
  }

  @Test
  void what_is_merged_and_not_applied_is_no_drift() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    declare("codes:", "codes:\n  NEW: {displayName: New, routingType: manual}");

    Program.Run run = drift();

    assertThat(run.exit()).isEqualTo(ExitCode.PENDING);
    assertThat(run.err()).contains("next: apply what is merged");
    assertThat(strays(run.json())).isEmpty();
    assertThat(run.json().at("/pending").findValuesAsString("code"))
        .containsExactlyInAnyOrder("REFUND", "NEW");
  }

  @Test
  void both_at_once_are_told_apart_even_in_one_code() {
    edit("REFUND", "displayName", "Refund!!");
    edit("PRAISE", "displayName", "Praise!!");
    declare("The customer praised somebody or something.", "Somebody was praised.");

    Program.Run run = drift();

    assertThat(run.exit()).isEqualTo(ExitCode.DRIFT);
    assertThat(strays(run.json()))
        .containsExactly(
            "changed PRAISE displayName: Praise → Praise!!",
            "changed REFUND displayName: Refund → Refund!!");
    assertThat(run.json().at("/pending").findValuesAsString("code")).containsExactly("PRAISE");
  }

  @Test
  void a_field_that_both_sides_changed_is_a_collision_with_all_that_drifted_beside_it() {
    edit("PRAISE", "description", "Praise, by hand.");
    edit("PRAISE", "displayName", "Praise!!");
    declare("The customer praised somebody or something.", "Somebody was praised.");

    Program.Run run = drift();

    assertThat(run.exit()).isEqualTo(ExitCode.DRIFT);
    assertThat(strays(run.json()))
        .containsExactly(
            "collision PRAISE displayName: Praise → Praise!!"
                + " description: Somebody was praised. → Praise, by hand.");
    assertThat(run.json().at("/pending").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep", "revert", "refuse"})
  void the_policy_for_applies_changes_nothing_of_it(String onDrift) {
    declareAlsoInBase("policy:", "policy:\n  onDrift: " + onDrift);
    edit("REFUND", "displayName", "Refund!!");
    edit("PRAISE", "description", "Praise, by hand.");
    declare("The customer praised somebody or something.", "Somebody was praised.");
    declare("displayName: Praise\n", "displayName: Praised\n");

    Program.Run run = drift();

    assertThat(run.exit()).isEqualTo(ExitCode.DRIFT);
    assertThat(strays(run.json()))
        .containsExactly(
            "collision PRAISE description: Somebody was praised. → Praise, by hand.",
            "changed REFUND displayName: Refund → Refund!!");
    assertThat(run.json().at("/pending").findValuesAsString("code")).containsExactly("PRAISE");
  }

  @Test
  void a_code_deleted_by_hand_is_gone_and_one_that_came_back_is_retired_and_live() {
    delete("REFUND");
    recode("PRAISE", "PRAISED");
    declareAlsoInBase("codes:", "retired: [XMAS]\ncodes:");
    organization.create(
        "XMAS",
        organization.byCode("COMPLAINT").orElseThrow().values(),
        Organization.ADMINISTRATOR);

    Program.Run run = drift();

    assertThat(run.exit()).isEqualTo(ExitCode.DRIFT);
    assertThat(strays(run.json()))
        .containsExactly(
            "vanished REFUND", "retired XMAS", "changed PRAISE code: PRAISE → PRAISED");
    assertThat(run.json().at("/drift/2/liveCode").asString()).isEqualTo("PRAISED");
  }

  @ParameterizedTest
  @CsvSource({
    "ignore, ignore, OK, 0",
    "report, report, DRIFT, 1",
    "report, ignore, DRIFT, 1",
    "ignore, report, DRIFT, 1"
  })
  void undeclared_codes_are_drift_if_either_policy_wants_to_know(
      String files, String base, ExitCode exit, int told) {
    program.wrapupcodes(export.replace("undeclared: report", "undeclared: " + files));
    program.file("base.yaml", export.replace("undeclared: report", "undeclared: " + base));
    organization.create(
        "BY_HAND",
        organization.byCode("COMPLAINT").orElseThrow().values(),
        Organization.ADMINISTRATOR);

    Program.Run run = drift();

    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.json().at("/undeclared/codes").size()).isEqualTo(told);
    assertThat(run.json().at("/summary/undeclared").asInt()).isEqualTo(1);
    assertThat(strays(run.json())).isEmpty();
  }

  @Test
  void what_is_released_is_told_and_is_no_drift() {
    declare("displayName: Refund\n", "displayName: Refund\n    ignore: [description]\n");
    program.wrapupcodes(export.replaceAll("(?s)  PRAISE:.*?(?=\n  [A-Z])\n", ""));
    declareInBaseOnly();

    Program.Run run = drift();

    assertThat(run.json().at("/released").findValuesAsString("code")).containsExactly("PRAISE");
    assertThat(strays(run.json())).isEmpty();
    assertThat(run.json().at("/undeclared/codes").findValuesAsString("code"))
        .containsExactly("PRAISE");
  }

  private void declareInBaseOnly() {
    program.file("base.yaml", export);
  }

  @Test
  void an_ignored_field_is_no_drift_and_is_told_of_before_it_ends() {
    declareAlsoInBase(
        "displayName: Refund\n",
        """
        displayName: Refund
            ignore:
              - {field: displayName, until: 2026-01-31, owner: ops, reason: a trial}
              - {field: description, until: 2026-02-01, owner: ops, reason: later}
              - routingType
        """);
    edit("REFUND", "displayName", "Refund!!");
    edit("REFUND", "description", "Another.");

    Program.Run run = drift();
    Program.Run text = program.run("drift", "--base", "base.yaml");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/ending").size()).isEqualTo(1);
    assertThat(run.json().at("/ending/0/field").asString()).isEqualTo("displayName");
    assertThat(run.json().at("/ending/0/owner").asString()).isEqualTo("ops");
    assertThat(text.out()).contains("REFUND  displayName  until 2026-01-31, ops: a trial");
  }

  @Test
  void an_ignored_field_whose_day_is_over_is_a_mistake_in_the_file_and_sends_nothing() {
    declareAlsoInBase(
        "displayName: Refund\n",
        "displayName: Refund\n    ignore: [{field: displayName, until: 2025-12-31}]\n");
    int before = sandbox.requests().size();

    Program.Run run = drift();

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.findings()).singleElement().asString().startsWith("expired-ignore ");
    assertThat(sandbox.requests()).hasSize(before);
  }

  @Test
  void without_a_base_every_difference_counts() {
    edit("REFUND", "displayName", "Refund!!");
    declare("codes:", "codes:\n  NEW: {displayName: New, routingType: manual}");

    Program.Run run = program.run("drift", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.DRIFT);
    assertThat(strays(run.json()))
        .containsExactly("missing NEW", "changed REFUND displayName: Refund → Refund!!");
    assertThat(run.json().at("/base").asBoolean()).isFalse();
    assertThat(run.json().at("/pending").size()).isZero();
  }

  @Test
  void the_fingerprint_names_what_drifted_and_nothing_else() {
    String clean = drift().json().at("/fingerprint").asString();
    edit("REFUND", "displayName", "Refund!!");
    String drifted = drift().json().at("/fingerprint").asString();

    edit("REFUND", "displayName", "Refund!!"); // saved once more: another revision
    program.with("SOURCE_DATE_EPOCH", "1767300000");
    program.wrapupcodes(
        "# moved by a line\n" + export.replace("displayName: Praise\n", "displayName: Praised\n"));
    String sameDrift = drift().json().at("/fingerprint").asString();
    edit("REFUND", "displayName", "Refund!!!");
    String another = drift().json().at("/fingerprint").asString();
    organization.create(
        "BY_HAND",
        organization.byCode("COMPLAINT").orElseThrow().values(),
        Organization.ADMINISTRATOR);
    String more = drift().json().at("/fingerprint").asString();

    assertThat(sameDrift).isEqualTo(drifted);
    assertThat(Set.of(clean, drifted, another, more)).hasSize(4);
  }

  @Test
  void a_plan_tells_the_same() {
    edit("REFUND", "displayName", "Refund!!");
    edit("PRAISE", "description", "Praise, by hand.");
    delete("NO_ANSWER");
    declare("The customer praised somebody or something.", "Somebody was praised.");
    declare("displayName: Complaint\n", "displayName: Complaints\n");

    JsonNode drift = drift().json();
    JsonNode plan = program.run("plan", "--base", "base.yaml", "--format", "json").json();

    assertThat(plan.at("/drift").findValuesAsString("code"))
        .containsExactlyInAnyOrder("REFUND", "NO_ANSWER");
    Set<String> planned = facts(plan.at("/drift"), "to", "from");
    planned.addAll(facts(plan.at("/changes"), "to", "from"));
    assertThat(facts(drift.at("/drift"), "declared", "live"))
        .hasSizeGreaterThan(3)
        .isEqualTo(planned);
  }

  /// The fields that somebody changed outside Git.
  private static Set<String> facts(JsonNode changes, String to, String from) {
    return changes
        .valueStream()
        .flatMap(
            change ->
                change
                    .path("fields")
                    .valueStream()
                    .filter(field -> !field.path("origin").asString().equals("git"))
                    .map(
                        field ->
                            "%s %s %s %s → %s (%s)"
                                .formatted(
                                    change.path("code"),
                                    change.path("source"),
                                    field.path("field"),
                                    field.path(to),
                                    field.path(from),
                                    field.path("origin"))))
        .collect(Collectors.toSet());
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
