package dev.wrapup.cli;

import static dev.wrapup.cli.FakeGitHub.ISSUES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole story as those live it who use the program: what the pages say to begin with, pull
/// requests, merges, edits by hand and mistakes. The launcher, Git, and the scripts of the
/// workflows are the real ones.
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
  @EnumSource
  void from_nothing_to_a_mistake_that_is_taken_back(Kind kind, @TempDir Path home)
      throws IOException, InterruptedException {
    try (Rehearsal stage = new Rehearsal(home, kind, launcher, GITHUB)) {
      new Play(stage).from_the_first_act_to_the_last();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"artifact", "branch", "none"})
  void a_fork_plans_on_the_snapshot_that_the_drift_check_published(String way, @TempDir Path home)
      throws IOException, InterruptedException {
    try (Rehearsal stage = new Rehearsal(home, Kind.VERSIONED, launcher, GITHUB)) {
      stage.first("As customers say it");

      Runner.Run run = stage.fork("first", way);

      assertThat(run.isGreen()).as(run.toString()).isTrue();
      if (way.equals("none")) {
        assertThat(run.artifacts().resolve("plan")).doesNotExist();
        return;
      }
      String plan = Files.readString(run.artifacts().resolve("plan/plan.md"));
      assertThat(plan.lines().findFirst().orElseThrow())
          .startsWith("### wrapup plan")
          .contains("on a snapshot of");
      assertThat(plan).contains("0 to create, 1 to update", "As customers say it");
      assertThat(run.steps())
          .filteredOn(step -> step.name().equals("Comment"))
          .singleElement()
          .satisfies(step -> assertThat(step.said()).contains("which changes no exit code"));

      int asked = stage.sandbox.requests().size();
      Runner.Run same = stage.queued(way);
      assertThat(same.isGreen()).as(same.toString()).isTrue();
      assertThat(Files.readString(same.artifacts().resolve("plan/plan.md")))
          .doesNotContain("snapshot");
      assertThat(stage.sandbox.requests()).hasSizeGreaterThan(asked);

      stage.byHand(0, "Since the snapshot");
      Runner.Run other = stage.queued(way);
      assertThat(other.wrapup("plan").exit()).isEqualTo(ExitCode.NOT_REVIEWED.number());
    }
  }

  /// The acts, in order. What is live is held to what it should be after each of them, down to the
  /// codes that nobody talks of.
  private static final class Play {
    private final Rehearsal stage;
    private final Map<String, String> expected;
    private final String first;
    private final String second;

    Play(Rehearsal stage) throws IOException {
      this.stage = stage;
      this.expected = live();
      this.first = stage.code(0);
      this.second = stage.code(1);
    }

    void from_the_first_act_to_the_last() throws IOException, InterruptedException {
      a_change_is_reviewed_merged_and_applied();
      one_that_policy_refuses_is_merged_and_applied_with_its_token();
      an_edit_by_hand_is_found_and_adopted();
      another_one_is_found_and_undone_by_a_plan_that_is_approved();
      a_bad_rename_is_merged_and_applied();
      it_is_taken_back_and_the_code_is_the_same_as_before();
      in_the_end_all_is_clean();
    }

    private void a_change_is_reviewed_merged_and_applied()
        throws IOException, InterruptedException {
      stage.first("As customers say it");

      String comment = stage.propose("first");
      assertThat(comment)
          .doesNotContain("Last drift check")
          .startsWith("<!-- wrapup:comment target=%s,us-east-1,".formatted(api()))
          .contains(
              "0 to create, 1 to update, 0 to delete", "| `%s` | description".formatted(first))
          .contains("+ description  As customers say it\n");
      assertIsAsExpected();
      assertThat(stage.merge(approving("update %s description git".formatted(first))))
          .contains("✓ %s  updated".formatted(first));

      expected.put(first, "As customers say it");
      assertIsAsExpected();
      stage.drift("");
      assertThat(GITHUB.writes()).isEmpty();
    }

    private void one_that_policy_refuses_is_merged_and_applied_with_its_token()
        throws IOException, InterruptedException {
      stage.git("switch", "-qc", "limit");
      stage.edit("\npolicy:\n", "\npolicy:\n  maxUpdates: 0\n");
      stage.describe(0, "Beyond the limit");
      stage.commit("Beyond the limit");

      String comment = stage.propose("limit");
      assertThat(comment)
          .contains(
              "**Needs approval** to be applied:", "max-updates", "as \"approve\" in its form");
      Runner.Step refused = stage.mergeRefused();
      assertThat(refused.exit()).as(refused.said()).isEqualTo(ExitCode.REFUSED.number());
      assertIsAsExpected();
      String token = comment.replaceFirst("(?s).*```sh\n([0-9a-f]+)\n```.*", "$1");
      String said =
          stage.apply(
              Runner.Trigger.button(Map.of("approve", token)),
              approving("update %s description git".formatted(first)));

      assertThat(said).contains("✓ %s  updated".formatted(first));
      expected.put(first, "Beyond the limit");
      assertIsAsExpected();
      stage.git("switch", "-qc", "no-limit");
      stage.edit("  maxUpdates: 0\n", "");
      stage.commit("No limit any more");
      stage.propose("no-limit");
      stage.merge(approving());
    }

    private void an_edit_by_hand_is_found_and_adopted() throws IOException, InterruptedException {
      String before = expected.get(second);
      stage.byHand(1, "By hand");
      expected.put(second, "By hand");

      Runner.Step drift = stage.drift("");
      assertThat(drift.exit()).isEqualTo(ExitCode.DRIFT.number());
      assertThat(drift.said())
          .containsPattern("next: take what is live .*: \\S*wrapup adopt .*\n$");
      String issue = GITHUB.written().path("body").asString();
      assertThat(GITHUB.writes()).containsExactly("POST " + ISSUES);
      assertThat(issue).contains("`%s`".formatted(second), "By hand");

      Runner.Run adopt = stage.button("adopt", Map.of());
      assertThat(adopt.isGreen()).as(adopt.toString()).isTrue();
      String branch = stage.opened();
      assertThat(stage.git("diff", "-U0", "origin/main", "origin/" + branch).lines().skip(5))
          .containsExactly("-    description: " + before, "+    description: By hand");
      assertThat(stage.merge(approving())).contains("Nothing to do: live is as declared.");

      assertIsAsExpected();
      assertThat(stage.drift(issue).exit()).isZero();
      assertThat(GITHUB.writes()).startsWith("PATCH " + ISSUES + "/5");
    }

    private void another_one_is_found_and_undone_by_a_plan_that_is_approved()
        throws IOException, InterruptedException {
      String before = stage.remote(REF);
      stage.byHand(2, "Again by hand");
      assertThat(stage.drift("").exit()).isEqualTo(ExitCode.DRIFT.number());
      assertThat(GITHUB.written().path("body").asString())
          .contains("`%s`".formatted(stage.code(2)), "`Again by hand`");

      stage.apply(
          Runner.Trigger.button(Map.of("revert", true)),
          approving("update %s description drift".formatted(stage.code(2))));

      assertIsAsExpected();
      assertThat(stage.remote(REF)).isEqualTo(before);
      assertThat(stage.drift("").exit()).isZero();
    }

    private void a_bad_rename_is_merged_and_applied() throws IOException, InterruptedException {
      stage.git("switch", "-qc", "rename");
      stage.edit("\n  %s:\n".formatted(first), "\n  PAYBACK:\n");
      stage.commit("A rename that nobody asked for");

      String comment = stage.propose("rename");
      assertThat(comment)
          .containsPattern(
              "\nLast drift check: .* UTC, (just now|\\d+ minutes? ago); no drift[.]\n")
          .contains("0 to create, 1 to update, 0 to delete")
          .contains("| medium | ~ rename | `PAYBACK` | was `%s` |".formatted(first));
      assertThat(stage.merge(approving("update PAYBACK %s git".formatted(key()))))
          .contains("✓ PAYBACK  renamed from " + first);

      expected.put("PAYBACK", expected.remove(first));
      assertIsAsExpected();
    }

    private void it_is_taken_back_and_the_code_is_the_same_as_before()
        throws IOException, InterruptedException {
      stage.git("switch", "-qc", "back");
      stage.git("revert", "--no-edit", "-m", "1", "HEAD");

      String comment = stage.propose("back");
      assertThat(comment)
          .contains("0 to create, 1 to update, 0 to delete")
          .contains("| medium | ~ rename | `%s` | was `PAYBACK` |".formatted(first));
      assertThat(stage.merge(approving("update %s %s git".formatted(first, key()))))
          .contains("✓ %s  renamed from PAYBACK".formatted(first));

      expected.put(first, expected.remove("PAYBACK"));
      assertIsAsExpected();
    }

    private void in_the_end_all_is_clean() throws IOException, InterruptedException {
      int writes = stage.sandbox.writes();
      stage.clean("git fetch -q origin '+refs/wrapup/*:refs/wrapup/*'");
      stage.clean("wrapup plan --exit-code");
      stage.clean("wrapup drift");
      stage.clean("wrapup fmt --check");
      assertThat(stage.journals()).as("one for each apply that changed anything").hasSize(5);
      String verified = stage.clean("wrapup audit verify " + String.join(" ", stage.journals()));
      assertThat(verified).doesNotContain("✗");
      StringBuilder audit = new StringBuilder();
      for (String journal : stage.journals()) {
        audit.append(stage.clean("wrapup audit report " + journal));
      }
      assertThat(audit.toString())
          .contains("As customers say it", "Beyond the limit", "PAYBACK")
          .contains("`hubot,monalisa`");

      assertThat(stage.git("status", "--porcelain")).isEmpty();
      assertThat(stage.sandbox.writes()).isEqualTo(writes);
    }

    private String api() {
      return stage.kind.dialect().api();
    }

    private String key() {
      return stage.kind.dialect().key().name();
    }

    private void assertIsAsExpected() {
      assertThat(live()).isEqualTo(expected);
    }

    /// What the server has.
    private Map<String, String> live() {
      Map<String, String> live = new TreeMap<>();
      for (LiveCode code : stage.sandbox.organization().codes()) {
        live.put(code.code(), stage.described(code));
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
