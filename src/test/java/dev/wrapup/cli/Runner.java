package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// GitHub's part in a workflow: jobs one after the other, each in a folder of its own with a fresh
/// checkout; steps by the conditions and with the variables that they name; artifacts. Scripts are
/// run as they stand. Only `gh` is another program, which notes what it was told.
final class Runner {
  private static final JsonMapper JSON = new JsonMapper();

  private final Site site;
  private int runs;

  /// What a runner finds.
  ///
  /// @param home of whoever runs, with programs in `bin`
  /// @param remote the repository, bare
  /// @param launcher of the program
  /// @param secrets by name
  record Site(Path home, Path remote, Path launcher, String gitHub, Map<String, String> secrets) {}

  /// Why a workflow runs.
  ///
  /// @param ref that is checked out where a workflow names none
  /// @param payload of the event, as far as anybody looks at it
  record Trigger(String event, String ref, Map<String, ?> inputs, Map<String, ?> payload) {
    static final Trigger PUSH = main("push", Map.of());
    static final Trigger SCHEDULE = main("schedule", Map.of());

    private static Trigger main(String event, Map<String, ?> inputs) {
      return new Trigger(event, "refs/heads/main", inputs, Map.of());
    }

    static Trigger pullRequest(int number) {
      String ref = "refs/pull/%d/merge".formatted(number);
      return new Trigger("pull_request", ref, Map.of(), Map.of());
    }

    /// As GitHub describes the payload of `merge_group` (read 2026-11-28).
    static Trigger mergeGroup(int number, String base) {
      String head = "refs/heads/gh-readonly-queue/main/pr-%d-%s".formatted(number, base);
      Map<String, ?> group =
          Map.of("base_sha", base, "base_ref", "refs/heads/main", "head_ref", head);
      return new Trigger(
          "merge_group",
          head,
          Map.of(),
          Map.of("action", "checks_requested", "merge_group", group));
    }

    static Trigger button(Map<String, ?> inputs) {
      return main("workflow_dispatch", inputs);
    }
  }

  /// A script that ran.
  ///
  /// @param said its standard output and error
  record Step(String job, String name, int exit, String said) {}

  /// What came of a workflow.
  ///
  /// @param jobs whether each succeeded; one that didn't run is missing
  /// @param artifacts a folder for each
  record Run(List<Step> steps, Map<String, Boolean> jobs, Path artifacts) {
    boolean isGreen() {
      return !jobs.containsValue(false);
    }

    /// The last run of the program in a job.
    Step wrapup(String job) {
      return steps.stream()
          .filter(step -> step.job().equals(job) && step.name().equals("wrapup"))
          .reduce((one, next) -> next)
          .orElseThrow(() -> new AssertionError("no wrapup ran in " + job + " of " + this));
    }
  }

  /// Who looks at what is there before a job that is protected runs.
  interface Reviewer {
    void approve(Path artifacts) throws IOException, InterruptedException;
  }

  Runner(Site site) {
    this.site = site;
  }

  /// One that gets no secrets, as for a fork.
  Runner outside() {
    Runner outside =
        new Runner(new Site(site.home(), site.remote(), site.launcher(), site.gitHub(), Map.of()));
    outside.runs = runs + 100;
    return outside;
  }

  Run run(Flow flow, Trigger trigger, Reviewer reviewer) throws IOException, InterruptedException {
    Path run = Files.createDirectories(site.home().resolve("runs").resolve(String.valueOf(++runs)));
    Path artifacts = Files.createDirectories(run.resolve("artifacts"));
    ObjectNode needs = JSON.createObjectNode();
    List<Step> steps = new ArrayList<>();
    Map<String, Boolean> jobs = new HashMap<>();
    assertThat(flow.document().path("on").toString())
        .as(flow + " runs on")
        .contains(trigger.event());
    for (Flow.Job job : flow.jobs()) {
      boolean isReady =
          names(job.body().path("needs")).stream().allMatch(name -> jobs.getOrDefault(name, false));
      ObjectNode contexts = JSON.createObjectNode();
      contexts.set("needs", needs);
      if (!new Expressions(contexts, isReady).holds(job.body().path("if").asString(""))) continue;
      if (job.body().has("environment")) reviewer.approve(artifacts);
      RunnerJob running = new RunnerJob(flow, job, site, trigger, run, needs);
      running.run();
      steps.addAll(running.steps());
      jobs.put(job.name(), running.isGreen());
      needs.putObject(job.name()).set("outputs", running.outputs());
    }
    return new Run(steps, jobs, artifacts);
  }

  private static List<String> names(JsonNode needs) {
    if (needs.isString()) return List.of(needs.asString());
    return needs.valueStream().map(JsonNode::asString).toList();
  }
}
