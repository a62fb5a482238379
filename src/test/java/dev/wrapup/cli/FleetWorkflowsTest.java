package dev.wrapup.cli;

import static dev.wrapup.cli.FakeGitHub.BOT;
import static dev.wrapup.cli.FakeGitHub.ISSUES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The workflows of a fleet, run from a pull request to both waves: a job a target, with the
/// secrets of that target's environment and of no other.
class FleetWorkflowsTest {
  @AutoClose("stop")
  private static final FakeGitHub GITHUB = new FakeGitHub();

  private static final String NEW = "codes:\n  NEW: {displayName: Brand new}\n";
  private static final Runner.Reviewer NOBODY = artifacts -> {};

  @TempDir static Path installation;
  private static Path launcher;

  @AutoClose private FleetDesk desk;
  private Runner runner;

  @BeforeAll
  static void install() throws IOException {
    launcher = Installed.in(installation);
    Files.copy(Path.of("pom.xml"), installation.resolve("pom.xml"));
    GITHUB.start();
  }

  @BeforeEach
  void begin(@TempDir Path home) throws IOException, InterruptedException {
    desk = new FleetDesk(home);
    desk.begin("refs/wrapup/");
    desk.program("gh", "case \"$2\" in */approvals) echo hubot ;; esac\n");
    Map<String, Map<String, String>> secrets = new HashMap<>();
    Map<String, Map<String, String>> variables = new HashMap<>();
    for (String target : FleetDesk.TARGETS) {
      for (Map.Entry<String, String> kind :
          Map.of("wrapup-read/", "READ", "wrapup/", "WRITE").entrySet()) {
        secrets.put(
            kind.getKey() + target,
            Map.of(
                "WRAPUP_%s_CLIENT_ID".formatted(kind.getValue()),
                "client-of-" + target,
                "WRAPUP_%s_CLIENT_SECRET".formatted(kind.getValue()),
                FleetDesk.secret(target)));
        variables.put(
            kind.getKey() + target,
            Map.of("GENESYS_BASE_URL", desk.sandbox(target).url().toString()));
      }
    }
    runner =
        new Runner(
            new Runner.Site(home, desk.remote(), launcher, GITHUB.url(), secrets, variables));
  }

  private Runner.Run run(String name, Runner.Trigger trigger, Runner.Reviewer reviewer)
      throws IOException, InterruptedException {
    return runner.run(Flow.read("examples/github/fleet-%s.yml".formatted(name)), trigger, reviewer);
  }

  @Test
  void a_pull_request_is_planned_a_job_a_target_and_a_fork_without_secrets_is_not()
      throws Exception {
    desk.change("shared/codes.yaml", "codes:\n", NEW, "refs/pull/17/merge");

    Runner.Run run = run("plan", Runner.Trigger.pullRequest(17), NOBODY);
    Runner.Run fork =
        runner
            .outside()
            .run(
                Flow.read("examples/github/fleet-plan.yml"),
                Runner.Trigger.pullRequest(17),
                NOBODY);

    assertThat(run.isGreen()).as(run.toString()).isTrue();
    assertThat(run.jobs()).containsOnlyKeys("targets", "targettest", "targetproduction", "plan");
    for (String target : FleetDesk.TARGETS) {
      Path plan = run.artifacts().resolve("plan-" + target).resolve("plan.md");
      assertThat(Files.readString(plan)).contains("Brand new", target);
    }
    assertThat(fork.isGreen()).as(fork.toString()).isTrue();
    assertThat(fork.artifacts()).isEmptyDirectory();
    assertThat(desk.writes()).isZero();
  }

  @Test
  void one_that_can_not_be_planned_hides_no_other_and_the_check_is_red() throws Exception {
    desk.change("shared/codes.yaml", "codes:\n", NEW, "refs/pull/17/merge");
    desk.sandbox("test").close();

    Runner.Run run = run("plan", Runner.Trigger.pullRequest(17), NOBODY);

    assertThat(run.jobs())
        .containsEntry("targettest", false)
        .containsEntry("targetproduction", true)
        .containsEntry("plan", false);
  }

  @Test
  void a_merge_is_applied_wave_by_wave_after_its_reviewers_saw_the_plans() throws Exception {
    List<String> asked = new ArrayList<>();

    Runner.Run run =
        run(
            "apply",
            Runner.Trigger.PUSH,
            artifacts -> {
              asked.add(desk.writes() + " written");
              assertThat(artifacts.resolve("plan-test").resolve("plan.md")).exists();
            });

    assertThat(run.isGreen()).as(run.toString()).isTrue();
    assertThat(asked).containsExactly("0 written", desk.sandbox("test").writes() + " written");
    assertThat(desk.codes("test")).contains("COMPLAINT", "TEST_DO_NOT_USE", "ORDER_PLACED");
    assertThat(desk.codes("production"))
        .contains("COMPLAINT")
        .doesNotContain("TEST_DO_NOT_USE", "ORDER_PLACED");
    for (String target : FleetDesk.TARGETS) {
      assertThat(desk.at("refs/wrapup/" + target)).isEqualTo(desk.at("refs/heads/main"));
      assertThat(run.artifacts().resolve("audit-%s.1".formatted(target)).toFile().list())
          .hasSize(1);
    }
  }

  @Test
  void what_was_changed_by_hand_in_a_wave_stops_the_next_and_becomes_an_issue() throws Exception {
    run("apply", Runner.Trigger.PUSH, NOBODY);
    String before = desk.at("refs/wrapup/production");
    int writes = desk.sandbox("production").writes();
    desk.byHand("test", "COMPLAINT");
    desk.change("shared/codes.yaml", "Outbound call", "A call", "refs/heads/main");

    Runner.Run run = run("apply", Runner.Trigger.PUSH, NOBODY);

    assertThat(run.jobs()).containsEntry("wave-0", false).doesNotContainKey("wave-1");
    assertThat(run.wrapup("wave-0-applytest").exit()).isEqualTo(4);
    assertThat(desk.at("refs/wrapup/test")).isEqualTo(desk.at("refs/heads/main"));
    assertThat(desk.at("refs/wrapup/production")).isEqualTo(before);
    assertThat(desk.sandbox("production").writes()).isEqualTo(writes);
    GITHUB.reset();
    GITHUB.answers("GET", ISSUES, FakeGitHub.list());
    GITHUB.answers("POST", ISSUES, FakeGitHub.created(FakeGitHub.issue(5, BOT, "open", "")));
    Runner.Run drift = run("drift", Runner.Trigger.SCHEDULE, NOBODY);
    assertThat(drift.wrapup("drifttest").exit()).isEqualTo(4);
    assertThat(drift.wrapup("driftproduction").exit()).isZero();
    assertThat(GITHUB.writes()).hasSize(1);
  }

  /// Else what somebody changed by hand would be overwritten.
  @Test
  void a_target_without_a_base_is_applied_only_where_that_is_its_first_apply() throws Exception {
    desk.push(":refs/wrapup/test");

    Runner.Run without = run("apply", Runner.Trigger.PUSH, NOBODY);
    int writes = desk.writes();
    Runner.Run first = run("apply", Runner.Trigger.button(Map.of("first", "staging test")), NOBODY);

    assertThat(without.jobs()).containsEntry("wave-0-plantest", false);
    assertThat(without.steps().toString())
        .contains("There is no refs/wrapup/test", "git push origin main:refs/wrapup/test");
    assertThat(writes).isZero();
    assertThat(first.isGreen()).as(first.toString()).isTrue();
    assertThat(desk.at("refs/wrapup/test")).isEqualTo(desk.at("refs/heads/main"));
  }

  @Test
  void a_target_in_a_wave_that_nothing_applies_is_not_forgotten() throws Exception {
    desk.change("fleet.yaml", "wave: 1,", "wave: 2,", "refs/heads/main");

    Runner.Run run = run("apply", Runner.Trigger.PUSH, NOBODY);

    assertThat(run.jobs()).containsOnly(Map.entry("targets", false));
    assertThat(run.steps().toString()).contains("nothing here applies wave 2");
    assertThat(desk.writes()).isZero();
  }

  /// A file may be called either.
  @Test
  void a_change_of_any_file_that_may_hold_codes_is_applied() {
    assertThat(Flow.read("examples/github/fleet-apply.yml").document().at("/on/push/paths"))
        .map(JsonNode::asString)
        .containsExactly("**.yaml", "**.yml");
  }

  @Test
  void the_waves_that_are_checked_are_those_that_are_applied() {
    Flow flow = Flow.read("examples/github/fleet-apply.yml");
    String waves =
        flow.job("targets").steps().stream()
            .map(step -> step.body().at("/env/WAVES").asString(""))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElseThrow();

    assertThat(
            flow.jobs().stream()
                .filter(job -> !job.calls().isEmpty())
                .map(job -> job.body().at("/with/wave").asString()))
        .containsExactly(waves.split(" "));
  }
}
