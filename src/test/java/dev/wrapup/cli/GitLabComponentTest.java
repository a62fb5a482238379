package dev.wrapup.cli;

import static dev.wrapup.cli.GitLabWorld.BRANCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The component for GitLab at work: its own scripts in a shell, Git and the program as they are,
/// an organization with state, and a server that keeps notes as GitLab does.
class GitLabComponentTest {
  @AutoClose("stop")
  private static final FakeGitLab GITLAB = new FakeGitLab();

  @TempDir Path home;

  @BeforeAll
  static void start() {
    GITLAB.start();
  }

  @BeforeEach
  void reset() {
    GITLAB.reset();
  }

  private GitLabWorld world() throws IOException, InterruptedException {
    return new GitLabWorld(home, Kind.VERSIONED, GITLAB);
  }

  private static void assertGreen(GitLabRunner.Ran ran) {
    assertThat(ran.exit()).as(ran.said()).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.wrapup.Kind#some")
  void a_change_is_reviewed_applied_and_recorded_and_an_edit_by_hand_is_drift(Kind kind)
      throws Exception {
    try (GitLabWorld world = new GitLabWorld(home, kind, GITLAB)) {
      String exported = world.remote(BRANCH);
      world.describe(0, "as reviewed");
      world.commit("a change");

      assertGreen(world.review("1", "main", Map.of()));
      assertThat(GITLAB.notes())
          .singleElement()
          .satisfies(
              note -> assertThat(note.body()).contains("0 to create, 1 to update", "as reviewed"));
      assertThat(world.left("1", "review", "plan.json")).content().contains("as reviewed");
      assertThat(world.sandbox.writes()).isZero();

      assertGreen(world.apply("2"));
      assertThat(world.live()).contains("as reviewed");
      assertThat(world.sandbox.writes()).isEqualTo(1);
      assertThat(world.remote(BRANCH)).isEqualTo(world.git("rev-parse", "HEAD"));
      assertThat(world.journals("2")).hasSize(1);
      String journal = world.journals("2").getFirst().toString();
      assertThat(world.clean("wrapup audit report " + journal))
          .contains("as reviewed", "approved by `tanuki`");
      assertGreen(world.run("drift", "3", "HEAD", Map.of()));

      world.byHand(1, "by hand");
      GitLabRunner.Ran drift = world.run("drift", "4", "HEAD", Map.of());
      assertThat(drift.exit()).as(drift.said()).isEqualTo(ExitCode.DRIFT.number());
      assertThat(drift.said()).contains("by hand", "next: ");
      assertThat(world.left("4", "drift", "drift.json")).content().contains("by hand");

      GitLabRunner.Ran again = world.record("2", world.git("rev-parse", "HEAD"));
      assertGreen(again);
      assertThat(again.said()).doesNotContain("up-to-date");
      GitLabRunner.Ran old = world.record("1", exported);
      assertThat(old.exit()).as(old.said()).isNotZero();
      assertThat(world.remote(BRANCH)).isEqualTo(world.git("rev-parse", "HEAD"));
    }
  }

  @Test
  void a_merge_request_has_one_note_whoever_else_writes_what_looks_like_it() throws Exception {
    try (GitLabWorld world = world()) {
      world.describe(0, "first");
      world.commit("first");
      assertGreen(world.review("1", "main", Map.of()));
      String ours = GITLAB.notes().getFirst().body();
      GITLAB.writes("mallory", ours);
      world.describe(0, "second");
      world.commit("second");

      assertGreen(world.review("2", "main", Map.of()));

      assertThat(GITLAB.notes()).hasSize(2);
      assertThat(GITLAB.notes().getFirst()).isEqualTo(new FakeGitLab.Note(101, "mallory", ours));
      assertThat(GITLAB.notes().getLast().body()).contains("second").doesNotContain("first");
    }
  }

  @Test
  void without_a_client_as_in_a_fork_files_are_checked_and_nothing_is_asked() throws Exception {
    try (GitLabWorld world = world()) {
      int before = world.sandbox.requests().size();
      Map<String, String> fork = Map.of("GENESYS_CLIENT_ID", "", "WRAPUP_GITLAB_TOKEN", "");

      GitLabRunner.Ran good = world.review("1", "no-such-branch-in-the-fork", fork);
      world.write("wrapupcodes.yaml", world.file().replace("format: 1", "fromat: 1"));
      world.commit("a typo");
      GitLabRunner.Ran bad = world.review("2", "main", fork);

      assertGreen(good);
      assertThat(good.said()).contains("There is no plan");
      assertThat(bad.exit()).as(bad.said()).isEqualTo(ExitCode.USAGE.number());
      assertThat(world.sandbox.requests()).hasSize(before);
      assertThat(GITLAB.requests()).isEmpty();
    }
  }

  /// The check of drift is red here, and publishes all the same.
  @Test
  void a_fork_plans_on_the_snapshot_that_the_drift_check_published() throws Exception {
    try (GitLabWorld world = world().input("snapshot", "branch")) {
      String start = world.git("rev-parse", "HEAD");
      world.describe(3, "of others, merged and applied since");
      world.commit("of others");
      assertGreen(world.apply("1"));
      world.byHand(1, "by hand");
      assertGreen(world.drift("2"));
      assertGreen(world.drift("3"));
      int before = world.sandbox.requests().size();
      world.git("switch", "-q", "-c", "mine", start);
      world.describe(0, "of a fork");
      world.commit("of a fork");

      GitLabRunner.Ran ran = world.fork("4");

      assertGreen(ran);
      String plan = Files.readString(world.left("4", "review", "plan.md"));
      assertThat(plan.lines().findFirst().orElseThrow())
          .startsWith("### wrapup plan")
          .contains("on a snapshot of");
      assertThat(plan)
          .contains("0 to create, 1 to update", "of a fork")
          .doesNotContain("of others");
      assertThat(world.sandbox.requests()).hasSize(before);
      assertThat(GITLAB.notes()).isEmpty();
      assertThat(world.git("ls-remote", "origin", "wrapup-snapshot/us-east-1")).isNotEmpty();
      world.git("fetch", "-q", "origin", "wrapup-snapshot/us-east-1");
      assertThat(world.git("rev-list", "--count", "FETCH_HEAD")).isEqualTo("1");
      assertThat(world.git("ls-tree", "--name-only", "FETCH_HEAD")).isEqualTo("snapshot.json");
    }
  }

  /// As before the first drift check, and where the target project is private.
  @Test
  void a_fork_that_can_read_no_snapshot_has_its_files_checked_all_the_same() throws Exception {
    try (GitLabWorld world = world().input("snapshot", "branch")) {
      int before = world.sandbox.requests().size();
      GitLabRunner.Ran good = world.fork("1");
      world.write("wrapupcodes.yaml", world.file().replace("format: 1", "fromat: 1"));
      world.commit("a typo");
      GitLabRunner.Ran bad = world.fork("2");

      assertGreen(good);
      assertThat(good.said()).contains("There is no plan");
      assertThat(bad.exit()).as(bad.said()).isEqualTo(ExitCode.USAGE.number());
      assertThat(world.sandbox.requests()).hasSize(before);
    }
  }

  @Test
  void a_snapshot_is_published_only_where_that_is_wanted() throws Exception {
    try (GitLabWorld world = world()) {
      assertGreen(world.run("drift", "1", "HEAD", Map.of()));
      assertThat(world.left("1", "drift", "snapshot.json")).doesNotExist();
      assertGreen(world.input("snapshot", "artifact").run("drift", "2", "HEAD", Map.of()));
      assertThat(world.left("2", "drift", "snapshot.json")).exists();
    }
  }

  @Test
  void files_that_fmt_would_write_otherwise_stop_a_review_unless_that_is_not_wanted()
      throws Exception {
    try (GitLabWorld world = world()) {
      world.write("wrapupcodes.yaml", world.file().replace("codes:\n", "codes:\n\n\n"));
      world.commit("odd");

      assertThat(world.review("1", "main", Map.of()).exit()).isEqualTo(ExitCode.ERROR.number());
      assertThat(GITLAB.notes()).isEmpty();
      assertGreen(world.input("fmt", false).review("2", "main", Map.of()));
    }
  }

  @Test
  void a_plan_that_is_refused_is_told_and_not_red_and_applied_with_its_token_alone()
      throws Exception {
    try (GitLabWorld world = world()) {
      world.write(
          "wrapupcodes.yaml", world.file().replace("policy:\n", "policy:\n  maxUpdates: 0\n"));
      world.describe(0, "too much");
      world.commit("too much");

      GitLabRunner.Ran review = world.review("1", "main", Map.of());
      assertGreen(review);
      String note = GITLAB.notes().getFirst().body();
      assertThat(note).contains("**Needs approval** to be applied:", "gives the apply this token");
      assertThat(world.apply("2").exit()).isEqualTo(ExitCode.REFUSED.number());
      assertThat(world.sandbox.writes()).isZero();

      String token = note.replaceFirst("(?s).*```sh\n([0-9a-f]+)\n```.*", "$1");
      assertGreen(world.input("approve", token).apply("3"));
      assertThat(world.live()).contains("too much");
      assertThat(world.journals("3")).hasSize(1);
      assertThat(world.remote(BRANCH)).isEqualTo(world.git("rev-parse", "HEAD"));
    }
  }

  @Test
  void a_plan_that_no_token_can_approve_is_red_and_so_is_a_note_that_cannot_be_written()
      throws Exception {
    try (GitLabWorld world = world()) {
      String code = world.file().replaceFirst("(?s).*\ncodes:\n  (\\S+):\n.*", "$1");
      String before = world.file();
      world.write(
          "wrapupcodes.yaml",
          before
              .replace(
                  "undeclared: report\n", "undeclared: report\n  protect: [%s]\n".formatted(code))
              .replace("\n  %s:\n".formatted(code), "\n  OTHER:\n"));
      world.commit("a rename of what is protected");
      GitLabRunner.Ran isProtected = world.review("1", "main", Map.of());
      world.write("wrapupcodes.yaml", before.replace("policy:\n", "policy:\n  maxUpdates: 0\n"));
      world.describe(0, "too much");
      world.commit("too much");
      GitLabRunner.Ran isNotTold =
          world.review("2", "main", Map.of("CI_API_V4_URL", "http://127.0.0.1:1/api/v4"));

      assertThat(isProtected.exit()).as(isProtected.said()).isEqualTo(ExitCode.REFUSED.number());
      assertThat(isNotTold.exit()).as(isNotTold.said()).isEqualTo(ExitCode.ERROR.number());
    }
  }

  /// The target branch goes on while a branch is under review: what others merged is no change of
  /// it.
  @Test
  void a_review_plans_what_the_merge_would_be() throws Exception {
    try (GitLabWorld world = world()) {
      String start = world.git("rev-parse", "HEAD");
      world.describe(3, "of others");
      world.commit("of others");
      assertGreen(world.apply("1"));
      world.git("switch", "-q", "-c", "mine", start);
      world.describe(0, "mine");
      world.commit("mine");

      GitLabRunner.Ran review = world.review("2", "main", Map.of());
      assertGreen(review);
      assertThat(GITLAB.notes().getFirst().body())
          .contains("0 to create, 1 to update", "mine")
          .doesNotContain("of others");

      world.describe(3, "of mine too");
      world.commit("a conflict");
      GitLabRunner.Ran conflict = world.review("3", "main", Map.of());
      assertThat(conflict.exit()).isEqualTo(1);
      assertThat(conflict.said()).contains("CONFLICT", "wrapupcodes.yaml");
      assertThat(world.left("3", "review", "plan.json")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x';touch${IFS}owned;'$(touch${IFS}owned)", "a\"b&c|é", "-f"})
  void the_name_of_a_branch_is_no_script_and_no_option(String name) throws Exception {
    try (GitLabWorld world = world()) {
      world.push("HEAD:refs/heads/" + name);
      world.describe(0, "changed");
      world.commit("changed");

      GitLabRunner.Ran review = world.review("1", name, Map.of());

      assertGreen(review);
      assertThat(GITLAB.notes().getFirst().body()).contains("0 to create, 1 to update");
      assertThat(review.folder().resolve("owned")).doesNotExist();
    }
  }

  @Test
  void files_are_words_and_no_script() throws Exception {
    try (GitLabWorld world = world()) {
      world.write("a/it's$(touchowned)*.yaml", "format: 1\ncodes: {}\n");
      world.write("a/it's$(touchowned)2.yaml", "not one of them");
      world.commit("a hostile name");
      world.input("files", "wrapupcodes.yaml a/it's$(touchowned)*.yaml");

      assertGreen(world.review("1", "main", Map.of()));
      assertThat(world.left("1", "review", "plan.json")).content().contains("a/it's$(touchowned)*");
    }
  }

  /// A merge request may bring anything.
  @Test
  void what_lies_where_results_go_is_not_followed_and_not_told() throws Exception {
    try (GitLabWorld world = world()) {
      Path outside = Files.createDirectory(home.resolve("outside"));
      Files.createSymbolicLink(world.path(".wrapup"), outside);
      world.write("wrapupcodes.yaml", world.file());
      world.git("add", "-f", ".wrapup");
      world.commit("a link");

      assertGreen(world.review("1", "main", Map.of()));

      assertThat(outside).isEmptyDirectory();
      assertThat(world.left("1", "review", "plan.json")).exists();
    }
  }

  @Test
  void an_apply_takes_no_plan_but_the_one_that_was_reviewed() throws Exception {
    try (GitLabWorld world = world()) {
      world.describe(0, "reviewed");
      world.commit("reviewed");
      world.push("HEAD:main");
      assertGreen(world.run("plan", "1", "HEAD", Map.of()));
      world.describe(1, "slipped in");
      world.commit("slipped in");
      world.push("HEAD:main");

      GitLabRunner.Ran apply = world.run("apply", "1", "HEAD", GitLabWorld.writer());

      assertThat(apply.exit()).as(apply.said()).isEqualTo(ExitCode.NOT_REVIEWED.number());
      assertThat(world.sandbox.writes()).isZero();
    }
  }

  @Test
  void an_apply_that_is_started_again_ends_the_journal_of_the_attempt_before() throws Exception {
    try (GitLabWorld world = world()) {
      world.describe(0, "once");
      world.commit("once");
      assertGreen(world.apply("1"));
      Path journal = world.cached("1").resolve(world.journals("1").getFirst().getFileName());
      List<String> lines = Files.readAllLines(journal);
      assertThat(lines.removeLast()).contains("\"type\":\"run-finished\"");
      Files.write(journal, lines);

      GitLabRunner.Ran again = world.run("apply", "1", "HEAD", GitLabWorld.writer());

      assertGreen(again);
      assertThat(world.sandbox.writes()).isEqualTo(1);
      Path ended = world.journals("1").getFirst();
      assertThat(Files.readAllLines(ended).getLast()).contains("\"type\":\"run-finished\"");
      assertThat(again.said()).contains(ended.getFileName().toString().replaceFirst("-.*", ""));
    }
  }

  @Test
  void a_first_apply_has_no_base_and_one_that_reverts_undoes_edits_by_hand() throws Exception {
    try (GitLabWorld world = world()) {
      world.git("push", "-q", "origin", "--delete", BRANCH);
      GitLabRunner.Ran without = world.apply("1");
      assertThat(without.exit()).as(without.said()).isEqualTo(ExitCode.USAGE.number());
      assertThat(without.said()).contains("wrapup/us-east-1", "next: ");

      assertGreen(world.input("first", true).apply("2"));
      assertThat(world.remote(BRANCH)).isEqualTo(world.git("rev-parse", "HEAD"));
      List<String> before = world.live();
      world.byHand(0, "by hand");
      assertGreen(world.input("first", false).apply("3"));
      assertThat(world.live()).contains("by hand");
      assertGreen(world.input("revert", true).apply("4"));
      assertThat(world.live()).isEqualTo(before);
    }
  }

  @Test
  void what_is_merged_and_not_applied_yet_is_no_drift() throws Exception {
    try (GitLabWorld world = world()) {
      world.describe(0, "waiting");
      world.commit("waiting");
      world.push("HEAD:main");

      GitLabRunner.Ran drift = world.run("drift", "1", "HEAD", Map.of());

      assertThat(drift.exit()).as(drift.said()).isEqualTo(ExitCode.PENDING.number());
    }
  }

  @Test
  void a_record_without_its_token_says_so() throws Exception {
    try (GitLabWorld world = world()) {
      GitLabRunner.Ran record = world.run("record", "1", "HEAD", Map.of());

      assertThat(record.exit()).isNotZero();
      assertThat(record.said()).contains("WRAPUP_PUSH_TOKEN", "is not set");
    }
  }
}
