package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// How codes are in several organizations.
class FleetSkewTest {
  private static final int MANY = 200;
  private static final int EDITED = 40;
  private static final String SHARED = "shared/codes.yaml";

  @TempDir Path folder;
  @AutoClose private FleetWorld world;
  private Program program;
  private String applied;

  @BeforeEach
  void all_is_applied() throws Exception {
    world = new FleetWorld(folder, 5, 0, 0, 1, 1);
    program = world.program();
    program.file(
        SHARED,
        """
        format: 1
        codes:
          CODE_0: {displayName: Outcome number 0}
          CODE_1: {displayName: Outcome number 1}
          CODE_2: {displayName: Outcome number 2}
          CODE_3: {displayName: Outcome number 3}
        """);
    Repository.commit(folder);
    applied = Repository.git(folder, "rev-parse", "HEAD");
    for (int i = 0; i < 4; i++) ref("org-" + i);
  }

  private void ref(String target) throws Exception {
    Repository.git(folder, "update-ref", "refs/wrapup/" + target, applied);
  }

  private Organization organization(int number) {
    return world.sandbox(number).organization();
  }

  private String merged(String before, String after) throws Exception {
    program.file(SHARED, program.read(SHARED).replace(before, after));
    Repository.commit(folder);
    return Repository.git(folder, "rev-parse", "HEAD");
  }

  private static List<String> rows(Program.Run run) {
    return run.json().at("/rows").valueStream().map(FleetSkewTest::told).toList();
  }

  private static String told(JsonNode row) {
    return "%s %s %s %s"
        .formatted(
            row.at("/code").asString(),
            row.at("/state").asString(),
            row.at("/field").asString(""),
            row.at("/targets").valueStream().map(JsonNode::asString).toList());
  }

  @Test
  void each_state_is_told_with_the_targets_that_are_in_it() throws Exception {
    String commit = merged("CODE_1: {displayName: Outcome number 1", "CODE_1: {displayName: Next");
    Repository.git(folder, "update-ref", "-d", "refs/wrapup/org-3");
    organization(0).delete("id-2", Optional.empty(), Organization.ADMINISTRATOR);
    for (int i = 0; i < 2; i++) ByHand.edit(organization(i), "CODE_3", "displayName", "By hand");
    program.file(
        "own/org-2.yaml",
        """
        format: 1
        except: [CODE_0]
        override: {CODE_2: {displayName: Outcome number 2}}
        codes: {}
        """);

    Program.Run run = program.run("fleet", "skew", "--format", "json");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(rows(run))
        .containsExactly(
            "CODE_0 overridden code [org-2]",
            "CODE_0 same  [org-0, org-1, org-3]",
            "CODE_1 unknown displayName [org-3]",
            "CODE_1 behind displayName [org-0, org-1, org-2]",
            "CODE_2 missing code [org-0]",
            "CODE_2 overridden displayName [org-2]",
            "CODE_2 same  [org-1, org-3]",
            "CODE_3 drifted displayName [org-0, org-1]",
            "CODE_3 same  [org-2, org-3]",
            "CODE_4 local code [org-0, org-1, org-2, org-3]");
    JsonNode behind = run.json().at("/rows/3");
    assertThat(behind.at("/commit").asString()).isEqualTo(commit);
    assertThat(behind.at("/declared").asString()).isEqualTo("Next");
    assertThat(behind.at("/live").asString()).isEqualTo("Outcome number 1");
    assertThat(world.writes()).containsOnly(0);
    assertThat(rows(program.run("fleet", "skew", "CODE_2", "--only", "wave=0", "--format", "json")))
        .containsExactly("CODE_2 missing code [org-0]", "CODE_2 same  [org-1]");
    assertThat(program.run("fleet", "skew", "CODE_2", "NONE").out())
        .contains(
            "= Same: 1 code", "    CODE_2\n", "! NONE: declared for no target, and live in none")
        .doesNotContain("CODE_3");
  }

  @Test
  void what_both_sides_changed_is_drifted_and_names_the_commit_that_waits() throws Exception {
    String commit = merged("CODE_1: {displayName: Outcome number 1", "CODE_1: {displayName: Next");
    merged("format: 1\n", "format: 1\n# a comment\n");
    Repository.git(folder, "reset", "-q", "--hard", commit);
    ByHand.edit(organization(1), "CODE_1", "displayName", "By hand");

    Program.Run run =
        program.run("fleet", "skew", "CODE_1", "--target", "org-1", "--format", "json");

    assertThat(rows(run)).containsExactly("CODE_1 drifted displayName [org-1]");
    assertThat(run.json().at("/rows/0/commit").asString()).isEqualTo(commit);
  }

  @Test
  void what_is_in_no_commit_names_none() {
    program.file(SHARED, program.read(SHARED).replace("Outcome number 1", "Next"));

    Program.Run run = program.run("fleet", "skew", "CODE_1", "--format", "json");

    assertThat(rows(run)).containsExactly("CODE_1 behind displayName [org-0, org-1, org-2, org-3]");
    assertThat(run.json().at("/rows/0/commit").isNull()).isTrue();
    assertThat(program.run("fleet", "skew").out())
        .contains("Behind: 1 code in 4 targets (no commit to name; all):");
  }

  @Test
  void a_rename_in_git_is_behind_by_its_key_and_is_no_other_code() throws Exception {
    merged("CODE_1: {", "NEW: {previously: [CODE_1], ");

    Program.Run run = program.run("fleet", "skew", "--format", "json");

    assertThat(rows(run))
        .contains("NEW behind code [org-0, org-1, org-2, org-3]")
        .noneMatch(row -> row.startsWith("CODE_1 "));
  }

  @Test
  void a_target_that_fails_is_named_and_hides_no_other() {
    world.sandbox(1).inject(Fault.parse("status:401@TOKEN"));
    program.file("own/org-2.yaml", "format: 1\ncodes: []\n");

    Program.Run run = program.run("fleet", "skew", "CODE_0", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(rows(run)).containsExactly("CODE_0 same  [org-0, org-3]");
    assertThat(run.json().at("/failed").valueStream().map(one -> one.at("/name").asString()))
        .containsExactly("org-1", "org-2");
    assertThat(run.json().at("/compared").valueStream().map(JsonNode::asString))
        .containsExactly("org-0", "org-3");
    assertThat(program.run("fleet", "skew").out())
        .contains("No result (2 targets):", "2 of 4 targets compared.");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void one_edit_in_forty_of_two_hundred_targets_is_one_line(int columns) throws Exception {
    merged("CODE_1: {displayName: Outcome number 1", "CODE_1: {displayName: Next");
    ByHand.edit(organization(1), "CODE_3", "displayName", "By hand");
    StringBuilder fleet = new StringBuilder("format: 1\ntargets:\n");
    for (int i = 0; i < MANY; i++) {
      int number = i < EDITED ? 1 : 0;
      program
          .with("GENESYS_BASE_URL__PROD_NUMBER_" + i, world.sandbox(number).url().toString())
          .with("GENESYS_CLIENT_ID__PROD_NUMBER_" + i, "client-" + number)
          .with("GENESYS_CLIENT_SECRET__PROD_NUMBER_" + i, FleetWorld.secret(number));
      fleet.append("  prod-number-%d: {files: [shared]}\n".formatted(i));
      ref("prod-number-" + i);
    }
    program.file("fleet.yaml", fleet.toString());

    String out = program.columns(columns).run("fleet", "skew").out();

    assertThat(out.lines()).allMatch(line -> line.length() <= columns).hasSizeLessThan(40);
    assertThat(out.replace("\n", " "))
        .containsOnlyOnce("CODE_3")
        .contains("Drifted: 1 code in 40 targets (prod-number-0, ", "and 32 more):")
        .contains("Behind: 1 code in 200 targets (commit ", "; all):")
        .contains("200 of 200 targets compared. Codes: 1 drifted, 1 behind, 1 local, 2 as")
        .contains("! CODE_3  displayName  declared \"Outcome number 3\", live \"By hand\"");
    assertThat(program.run("fleet", "skew", "CODE_3").out())
        .contains("prod-number-39", "number-7,");
  }
}
