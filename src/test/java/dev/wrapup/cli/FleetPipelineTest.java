package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.sandbox.http.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pipeline of a fleet on GitLab, run from a merge request to both waves: a job a target, with
/// the variables of that target's environment and of no other.
class FleetPipelineTest {
  private static final String NEW = "codes:\n  NEW: {displayName: Brand new}\n";
  private static final Map<String, String> MERGE_REQUEST =
      Map.of(
          "CI_PIPELINE_SOURCE",
          "merge_request_event",
          "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
          "main");

  @AutoClose private FleetDesk desk;
  private FleetPipeline pipeline;
  private int number;

  @BeforeEach
  void begin(@TempDir Path home) throws IOException, InterruptedException {
    desk = new FleetDesk(home);
    desk.begin(branch(""));
    desk.program("wrapup", "exec %s \"$@\"\n".formatted(Program.command()));
    FleetPipeline.copyTo(desk.tree());
    desk.commit();
    desk.push("HEAD:refs/heads/main");
    Repository.git(desk.remote(), "config", "receive.advertisePushOptions", "true");
    Map<String, Map<String, String>> scopes = new HashMap<>();
    for (String target : FleetDesk.TARGETS) {
      Map<String, String> client =
          Map.of(
              "GENESYS_BASE_URL", desk.sandbox(target).url().toString(),
              "GENESYS_CLIENT_ID", "client-of-" + target,
              "GENESYS_CLIENT_SECRET", FleetDesk.secret(target));
      scopes.put("wrapup-read/" + target, client);
      scopes.put("wrapup/" + target, client);
      scopes.put("wrapup-record/" + target, Map.of("WRAPUP_PUSH_TOKEN", "glpat-push"));
    }
    pipeline = new FleetPipeline(new GitLabRunner(home, desk.remote(), Map.of()), scopes);
  }

  private FleetPipeline.Ran run(Map<String, String> variables, FleetPipeline.Person person)
      throws IOException, InterruptedException {
    return run(pipeline, variables, Map.of(), person);
  }

  private FleetPipeline.Ran run(
      FleetPipeline pipeline,
      Map<String, String> variables,
      Map<String, ?> inputs,
      FleetPipeline.Person person)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(variables);
    all.put("CI_DEFAULT_BRANCH", "main");
    String head = Repository.git(desk.tree(), "rev-parse", "HEAD").strip();
    return pipeline.run(String.valueOf(++number), head, inputs, all, person);
  }

  private static Map<String, String> main(String source) {
    return Map.of("CI_PIPELINE_SOURCE", source, "CI_COMMIT_BRANCH", "main");
  }

  private FleetPipeline.Ran apply() throws IOException, InterruptedException {
    return run(main("push"), job -> true);
  }

  private Path left(String job, String file) {
    return pipeline.left(String.valueOf(number), job, file);
  }

  private static String branch(String target) {
    return "refs/heads/wrapup/" + target;
  }

  @Test
  void a_merge_request_is_planned_a_job_a_target_and_a_fork_without_variables_is_not()
      throws Exception {
    desk.change("shared/codes.yaml", "codes:\n", NEW, "refs/heads/review");

    FleetPipeline.Ran run = run(MERGE_REQUEST, job -> false);

    assertThat(run.isGreen()).as(run.said()).isTrue();
    assertThat(run.jobs()).containsOnlyKeys("targets", "review: [test]", "review: [production]");
    for (String target : FleetDesk.TARGETS) {
      String job = "review: [%s]".formatted(target);
      assertThat(run.job(job).said()).contains("Brand new", target);
      assertThat(left(job, ".wrapup/plans/%s/%s.plan.json".formatted(target, target)))
          .content()
          .contains("Brand new");
    }
    FleetPipeline.Ran fork =
        run(new FleetPipeline(pipeline.runner(), Map.of()), MERGE_REQUEST, Map.of(), job -> false);
    assertThat(fork.isGreen()).as(fork.said()).isTrue();
    assertThat(fork.said()).contains("There is no plan");
    assertThat(desk.writes()).isZero();
  }

  @Test
  void one_that_can_not_be_planned_hides_no_other_and_the_pipeline_is_red() throws Exception {
    desk.change("shared/codes.yaml", "codes:\n", NEW, "refs/heads/review");
    desk.sandbox("test").close();

    FleetPipeline.Ran run = run(MERGE_REQUEST, job -> false);

    assertThat(run.isGreen()).isFalse();
    assertThat(run.job("review: [test]").exit()).isEqualTo(1);
    assertThat(run.job("review: [production]").exit()).isZero();
  }

  @Test
  void a_merge_is_applied_wave_by_wave_after_somebody_saw_the_plans() throws Exception {
    List<String> asked = new ArrayList<>();

    FleetPipeline.Ran run =
        run(
            main("push"),
            job -> {
              asked.add(job + " after " + desk.writes());
              String target = job.replaceFirst(".*\\[(.*)]", "$1");
              assertThat(
                      left(
                          job.replace("apply", "plan"),
                          ".wrapup/plans/%1$s/%1$s.plan.json".formatted(target)))
                  .exists();
              return true;
            });

    assertThat(run.isGreen()).as(run.said()).isTrue();
    assertThat(run.jobs().keySet())
        .containsExactly(
            "targets",
            "plan-0: [test]",
            "apply-0: [test]",
            "record-0: [test]",
            "plan-1: [production]",
            "apply-1: [production]",
            "record-1: [production]");
    assertThat(asked)
        .containsExactly(
            "apply-0: [test] after 0",
            "apply-1: [production] after " + desk.sandbox("test").writes());
    assertThat(desk.codes("test")).contains("COMPLAINT", "TEST_DO_NOT_USE", "ORDER_PLACED");
    assertThat(desk.codes("production"))
        .contains("COMPLAINT")
        .doesNotContain("TEST_DO_NOT_USE", "ORDER_PLACED");
    for (String target : FleetDesk.TARGETS) {
      assertThat(desk.at(branch(target))).isEqualTo(desk.at("refs/heads/main"));
    }
    Path audit = left("apply-1: [production]", ".wrapup/audit/production");
    assertThat(audit.toFile().list()).hasSize(1);
    assertThat(left("apply-1: [production]", ".wrapup/audit/test")).doesNotExist();
    FleetPipeline.Ran drift = run(main("schedule"), job -> false);
    assertThat(drift.isGreen()).as(drift.said()).isTrue();
    assertThat(drift.jobs()).hasSize(3);
  }

  @Test
  void a_wave_that_nobody_starts_keeps_the_next_from_being_planned() throws Exception {
    FleetPipeline.Ran run = run(main("web"), job -> false);

    assertThat(run.isGreen()).isFalse();
    assertThat(run.jobs().keySet()).containsExactly("targets", "plan-0: [test]");
    assertThat(desk.writes()).isZero();
  }

  @Test
  void what_was_changed_by_hand_in_a_wave_stops_the_next_and_is_red_on_schedule() throws Exception {
    apply();
    String before = desk.at(branch("production"));
    int writes = desk.sandbox("production").writes();
    desk.byHand("test", "COMPLAINT");
    desk.change("shared/codes.yaml", "Outbound call", "A call", "refs/heads/main");

    FleetPipeline.Ran run = apply();

    assertThat(run.isGreen()).isFalse();
    assertThat(run.job("apply-0: [test]").exit()).as(run.said()).isEqualTo(4);
    assertThat(run.jobs()).doesNotContainKeys("plan-1: [production]", "apply-1: [production]");
    assertThat(desk.at(branch("test"))).isEqualTo(desk.at("refs/heads/main"));
    assertThat(desk.at(branch("production"))).isEqualTo(before);
    assertThat(desk.sandbox("production").writes()).isEqualTo(writes);
    FleetPipeline.Ran drift = run(main("schedule"), job -> false);
    assertThat(drift.isGreen()).isFalse();
    assertThat(drift.job("drift: [test]").exit()).isEqualTo(4);
    assertThat(drift.job("drift: [production]").exit()).isZero();
    assertThat(run(pipeline, main("web"), Map.of("revert", true), job -> true).isGreen()).isTrue();
    assertThat(desk.sandbox("test").organization().codes().toString()).doesNotContain("By hand");
  }

  /// Else what somebody changed by hand would be overwritten.
  @Test
  void a_target_without_a_base_is_applied_only_where_that_is_its_first_apply() throws Exception {
    desk.push(":" + branch("test"));

    FleetPipeline.Ran without = apply();
    FleetPipeline.Ran other =
        run(pipeline, main("web"), Map.of("first", "production"), job -> true);
    FleetPipeline.Ran drift = run(main("schedule"), job -> false);

    for (FleetPipeline.Ran ran : List.of(without, other)) {
      assertThat(ran.isGreen()).isFalse();
      assertThat(ran.jobs()).doesNotContainKeys("apply-0: [test]", "plan-1: [production]");
      assertThat(ran.job("plan-0: [test]").said())
          .contains("There is no branch wrapup/test", "git push origin main:wrapup/test");
    }
    assertThat(drift.isGreen()).isFalse();
    assertThat(drift.job("drift: [test]").said()).contains("There is no branch wrapup/test");
    assertThat(desk.writes()).isZero();
    FleetPipeline.Ran first =
        run(pipeline, main("web"), Map.of("first", "staging test"), job -> true);
    assertThat(first.isGreen()).as(first.said()).isTrue();
    assertThat(desk.at(branch("test"))).isEqualTo(desk.at("refs/heads/main"));
  }

  @Test
  void an_apply_that_is_started_again_writes_nothing_twice() throws Exception {
    desk.sandbox("production").inject(Fault.parse("status:400@PATCH"));
    FleetPipeline.Ran first = apply();
    int writes = desk.sandbox("test").writes();

    desk.sandbox("production").clearFaults();
    FleetPipeline.Ran again = run(main("web"), job -> true);

    assertThat(first.job("apply-0: [test]").exit()).isZero();
    assertThat(again.isGreen()).as(again.said()).isTrue();
    assertThat(again.job("record-0: [test]").said()).doesNotContain("up-to-date");
    assertThat(desk.sandbox("test").writes()).isEqualTo(writes);
    assertThat(desk.at(branch("production"))).isEqualTo(desk.at("refs/heads/main"));
  }

  @Test
  void a_target_in_a_wave_that_nothing_applies_is_not_forgotten() throws Exception {
    desk.change("fleet.yaml", "wave: 1,", "wave: 2,", "refs/heads/main");

    FleetPipeline.Ran run = apply();

    assertThat(run.jobs()).containsOnlyKeys("targets");
    assertThat(run.said()).contains("nothing in fleet-jobs.yml applies wave 2 of the fleet");
    assertThat(desk.writes()).isZero();
  }

  @Test
  void other_branches_have_no_pipeline() throws Exception {
    FleetPipeline.Ran run =
        run(Map.of("CI_PIPELINE_SOURCE", "push", "CI_COMMIT_BRANCH", "mine"), job -> true);

    assertThat(run.jobs()).isEmpty();
  }

  /// A file may be called either.
  @Test
  void a_change_of_any_file_that_may_hold_codes_is_applied() throws Exception {
    Component.Job targets =
        FleetPipeline.all().stream()
            .filter(job -> job.name().equals("targets"))
            .findFirst()
            .orElseThrow();

    assertThat(targets.list("rules").toString()).contains("changes=[**/*.yaml, **/*.yml]");
  }

  /// A project's variables belong to environments; who is in one is decided by the jobs.
  @Test
  void the_client_that_can_write_and_the_token_that_can_push_never_meet() throws Exception {
    for (Component.Job job : FleetPipeline.all()) {
      String name = job.name().replaceFirst("-\\d$", "");
      String environment = String.valueOf(job.map("environment").get("name"));

      assertThat(environment)
          .isEqualTo(
              switch (name) {
                case "targets" -> "null";
                case "apply" -> "wrapup/$TARGET";
                case "record" -> "wrapup-record/$TARGET";
                default -> "wrapup-read/$TARGET";
              });
      assertThat(job.script().contains("WRAPUP_PUSH_TOKEN")).isEqualTo(name.equals("record"));
      assertThat(job.script().contains("wrapup fleet apply")).isEqualTo(name.equals("apply"));
      assertThat(job.body().containsKey("cache")).isEqualTo(name.equals("apply"));
      assertThat(job.map("inherit")).isEqualTo(Map.of("default", false));
      assertThat(job.body()).containsKey("timeout");
      assertThat((String) job.map("image").get("name"))
          .matches(
              "ghcr.io/example-org/wrapup:%s-shell|.+:v[\\d.]+@sha256:[0-9a-f]{64}"
                  .formatted(Main.VERSION));
    }
  }

  @Test
  void each_wave_has_three_stages_one_after_the_other() throws Exception {
    String jobs = Files.readString(Path.of("examples/gitlab/fleet/fleet-jobs.yml"));

    assertThat(jobs)
        .contains("stages: [test, plan-0, apply-0, record-0, plan-1, apply-1, record-1]");
    for (Component.Job job : FleetPipeline.all()) {
      if (!job.name().matches(".*-\\d")) continue;
      assertThat(job.body()).containsEntry("stage", job.name());
    }
  }
}
