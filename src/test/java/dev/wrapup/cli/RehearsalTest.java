package dev.wrapup.cli;

import static dev.wrapup.cli.FakeGitHub.ISSUES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The whole story as those live it who use the program: an export, pull requests, merges, edits by
/// hand and mistakes. The launcher, Git, and the scripts of the workflows are the real ones.
class RehearsalTest {
  @AutoClose("stop")
  private static final FakeGitHub GITHUB = new FakeGitHub();

  private static final JsonMapper JSON = new JsonMapper();
  private static final String REF = "refs/wrapup/us-east-1";

  @TempDir static Path installation;
  private static Path launcher;

  @BeforeAll
  static void install() throws IOException {
    launcher = Installed.in(installation);
    Files.copy(Path.of("pom.xml"), installation.resolve("pom.xml"));
    GITHUB.start();
  }

  @ParameterizedTest
  @CsvSource({
    ".github/workflows, with ids",
    "examples/github, without ids",
  })
  void from_an_export_to_a_mistake_that_is_taken_back(
      Path workflows, String ids, @TempDir Path home) throws IOException, InterruptedException {
    try (Rehearsal stage = new Rehearsal(home, launcher, workflows, GITHUB)) {
      new Play(stage, ids.equals("with ids")).from_the_first_act_to_the_last();
    }
  }

  /// The acts, in order. What is live is held to what it should be after each of them, down to the
  /// codes that nobody talks of.
  private static final class Play {
    private final Rehearsal stage;
    private final boolean hasIds;
    private final Map<String, ObjectNode> expected = new TreeMap<>();

    Play(Rehearsal stage, boolean hasIds) {
      this.stage = stage;
      this.hasIds = hasIds;
    }

    void from_the_first_act_to_the_last() throws IOException, InterruptedException {
      expected.putAll(live());
      what_is_live_is_exported_and_committed();
      a_change_is_reviewed_merged_and_applied();
      an_edit_by_hand_is_found_and_adopted();
      another_one_is_found_and_undone_by_a_plan_that_is_approved();
      a_bad_rename_is_merged_and_applied();
      it_is_taken_back_and_the_code_is_the_same_as_before();
      in_the_end_all_is_clean();
    }

    private void what_is_live_is_exported_and_committed() throws IOException, InterruptedException {
      stage.clean("doctor");
      List<String> export = new ArrayList<>(List.of("export", "--out", "wrapupcodes.yaml"));
      if (!hasIds) export.add("--no-ids");
      stage.clean(export.toArray(String[]::new));
      stage.clean("validate");
      stage.clean("fmt", "--check");
      stage.clean("plan", "--exit-code");
      stage.git("add", "wrapupcodes.yaml");
      stage.git("commit", "-qm", "Wrap-up codes as they are live");
      stage.git("push", "-q", "origin", "main", "main:" + REF);

      assertIsAsExpected();
      assertThat(stage.sandbox.writes()).isZero();
    }

    private void a_change_is_reviewed_merged_and_applied()
        throws IOException, InterruptedException {
      stage.git("switch", "-qc", "change");
      stage.edit("displayName: Refund\n", "displayName: Money back\n");
      stage.git("commit", "-qam", "A refund has a name that customers use");

      String comment = stage.propose("change");
      assertThat(comment)
          .doesNotContain("Last drift check")
          .startsWith("<!-- wrapup:comment target=versioned,us-east-1,")
          .contains("0 to create, 1 to update, 0 to delete", "| `REFUND` | displayName |")
          .contains("- displayName  Refund\n+ displayName  Money back\n");
      assertIsAsExpected();
      assertThat(stage.merge(approving("update REFUND displayName git")))
          .contains("✓ REFUND  updated  revision");

      expected.get("REFUND").put("displayName", "Money back");
      assertIsAsExpected();
      stage.drift("");
      assertThat(GITHUB.writes()).isEmpty();
    }

    private void an_edit_by_hand_is_found_and_adopted() throws IOException, InterruptedException {
      byHand("WRONG_NUMBER", "description", "Somebody else was meant.");

      Runner.Step drift = stage.drift("");
      assertThat(drift.exit()).isEqualTo(ExitCode.DRIFT.number());
      assertThat(drift.said())
          .containsPattern("next: take what is live .*: \\S*wrapup adopt .*\n$");
      String issue = GITHUB.written().path("body").asString();
      assertThat(GITHUB.writes()).containsExactly("POST " + ISSUES);
      assertThat(issue).contains("`WRONG_NUMBER`", "Somebody else was meant.");

      Runner.Run adopt = stage.button("adopt", Map.of());
      assertThat(adopt.isGreen()).as(adopt.toString()).isTrue();
      String branch = stage.opened();
      assertThat(stage.git("diff", "-U0", "origin/main", "origin/" + branch).lines().skip(5))
          .containsExactly(
              "-    description: Caller dialled the wrong number, nothing was discussed.",
              "+    description: Somebody else was meant.");
      assertThat(stage.merge(approving())).contains("Nothing to do: live is as declared.");

      assertIsAsExpected();
      assertThat(stage.drift(issue).exit()).isZero();
      assertThat(GITHUB.writes()).startsWith("PATCH " + ISSUES + "/5");
    }

    private void another_one_is_found_and_undone_by_a_plan_that_is_approved()
        throws IOException, InterruptedException {
      String before = stage.remote(REF);
      stage.admin.edit("PRAISE", "displayName", "Praise!!");
      assertThat(stage.drift("").exit()).isEqualTo(ExitCode.DRIFT.number());
      assertThat(GITHUB.written().path("body").asString()).contains("`PRAISE`", "`Praise!!`");

      stage.apply(
          Runner.Trigger.button(Map.of("revert", true)),
          approving("update PRAISE displayName drift"));

      assertIsAsExpected();
      assertThat(stage.remote(REF)).isEqualTo(before);
      assertThat(stage.drift("").exit()).isZero();
    }

    private void a_bad_rename_is_merged_and_applied() throws IOException, InterruptedException {
      stage.git("switch", "-qc", "rename");
      stage.edit(
          "\n  REFUND:\n", hasIds ? "\n  PAYBACK:\n" : "\n  PAYBACK:\n    previously: [REFUND]\n");
      stage.git("commit", "-qam", "A rename that nobody asked for");

      String comment = stage.propose("rename");
      assertThat(comment)
          .containsPattern(
              "\nLast drift check: .* UTC, (just now|\\d+ minutes? ago); no drift[.]\n")
          .contains("0 to create, 1 to update, 0 to delete")
          .contains("| medium | ~ rename | `PAYBACK` | was `REFUND` |");
      assertThat(stage.merge(approving("update PAYBACK code git")))
          .contains("✓ PAYBACK  renamed from REFUND  revision");

      ObjectNode code = expected.remove("REFUND");
      expected.put("PAYBACK", code.put("code", "PAYBACK"));
      assertIsAsExpected();
    }

    private void it_is_taken_back_and_the_code_is_the_same_as_before()
        throws IOException, InterruptedException {
      stage.git("switch", "-qc", "back");
      stage.git("revert", "--no-edit", "-m", "1", "HEAD");

      String comment = stage.propose("back");
      assertThat(comment)
          .contains("0 to create, 1 to update, 0 to delete")
          .contains("| medium | ~ rename | `REFUND` | was `PAYBACK` |");
      assertThat(stage.merge(approving("update REFUND code git")))
          .contains("✓ REFUND  renamed from PAYBACK  revision");

      ObjectNode code = expected.remove("PAYBACK");
      expected.put("REFUND", code.put("code", "REFUND"));
      assertIsAsExpected();
    }

    private void in_the_end_all_is_clean() throws IOException, InterruptedException {
      int writes = stage.sandbox.writes();
      stage.git("fetch", "-q", "origin", "+refs/wrapup/*:refs/wrapup/*");
      stage.clean("plan", "--base-ref", REF, "--exit-code");
      stage.clean("drift", "--base-ref", REF);
      stage.clean("fmt", "--check");
      List<String> verify = new ArrayList<>(List.of("audit", "verify"));
      verify.addAll(stage.journals());
      assertThat(stage.journals()).as("one for each apply that changed anything").hasSize(4);
      assertThat(stage.clean(verify.toArray(String[]::new))).doesNotContain("✗");

      assertThat(stage.git("status", "--porcelain")).isEmpty();
      assertThat(stage.sandbox.writes()).isEqualTo(writes);
    }

    /// An edit that stays.
    private void byHand(String code, String field, String text)
        throws IOException, InterruptedException {
      stage.admin.edit(code, field, text);
      expected.get(code).put(field, text);
    }

    private void assertIsAsExpected() throws IOException, InterruptedException {
      assertThat(live()).isEqualTo(expected);
    }

    /// What the server says, but for the version.
    private Map<String, ObjectNode> live() throws IOException, InterruptedException {
      Map<String, ObjectNode> live = new TreeMap<>();
      for (ObjectNode code : stage.admin.codes()) {
        code.remove("version");
        live.put(code.path("code").asString(), code);
      }
      return live;
    }

    /// Approves a plan with these changes and no others.
    private static Runner.Reviewer approving(String... changes) {
      return artifacts -> assertThat(changes(artifacts)).containsExactly(changes);
    }

    /// What the plan would do that waits for an approval: action, code, field and origin.
    private static List<String> changes(Path artifacts) throws IOException {
      List<String> changes = new ArrayList<>();
      for (JsonNode change : JSON.readTree(plan(artifacts)).path("changes")) {
        for (JsonNode field : change.path("fields")) {
          changes.add(
              "%s %s %s %s"
                  .formatted(
                      change.path("action").asString(),
                      change.path("code").asString(),
                      field.path("field").asString(),
                      field.path("origin").asString()));
        }
      }
      return changes;
    }

    private static byte[] plan(Path artifacts) throws IOException {
      return Files.readAllBytes(artifacts.resolve("plan").resolve("plan.json"));
    }
  }
}
