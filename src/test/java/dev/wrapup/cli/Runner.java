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
  /// @param secrets by environment and name; those of the repository by the environment ``
  /// @param variables by environment and name
  record Site(
      Path home,
      Path remote,
      Path launcher,
      String gitHub,
      Map<String, Map<String, String>> secrets,
      Map<String, Map<String, String>> variables) {
    /// What a job in an environment has.
    Map<String, String> secretsOf(String environment) {
      Map<String, String> all = new HashMap<>(secrets.getOrDefault("", Map.of()));
      all.putAll(secrets.getOrDefault(environment, Map.of()));
      return all;
    }

    /// The same for a fork.
    Site outside() {
      return new Site(home, remote, launcher, gitHub, Map.of(), variables);
    }
  }

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
    Runner outside = new Runner(site.outside());
    outside.runs = runs + 100;
    return outside;
  }

  Run run(Flow flow, Trigger trigger, Reviewer reviewer) throws IOException, InterruptedException {
    Path run = Files.createDirectories(site.home().resolve("runs").resolve(String.valueOf(++runs)));
    assertThat(flow.document().path("on").toString())
        .as(flow + " runs on")
        .contains(trigger.event());
    return run(flow, "", trigger, JSON.valueToTree(trigger.inputs()), run, reviewer);
  }

  /// @param prefix of what its jobs are called, where another workflow called it
  /// @param inputs that this one, or who started it, gave it
  private Run run(
      Flow flow, String prefix, Trigger trigger, JsonNode inputs, Path run, Reviewer reviewer)
      throws IOException, InterruptedException {
    Path artifacts = Files.createDirectories(run.resolve("artifacts"));
    ObjectNode needs = JSON.createObjectNode();
    List<Step> steps = new ArrayList<>();
    Map<String, Boolean> jobs = new HashMap<>();
    for (Flow.Job job : flow.jobs()) {
      boolean isReady =
          names(job.body().path("needs")).stream()
              .allMatch(name -> needs.at("/" + name + "/result").asString("").equals("success"));
      ObjectNode contexts = JSON.createObjectNode();
      contexts.set("needs", needs);
      contexts.set("inputs", inputs);
      Expressions expressions = new Expressions(contexts, isReady);
      if (!expressions.holds(job.body().path("if").asString(""))) continue;
      if (isProtected(job)) reviewer.approve(artifacts);
      boolean isGreen = true;
      ObjectNode ended = needs.putObject(job.name());
      for (JsonNode matrix : matrix(job, expressions)) {
        String id = prefix + job.name() + matrix.path("target").asString("");
        if (job.calls().isEmpty()) {
          RunnerJob running =
              new RunnerJob(flow, job, id, site, trigger, run, needs, matrix, inputs);
          running.run();
          steps.addAll(running.steps());
          jobs.put(id, running.isGreen());
          ended.set("outputs", running.outputs());
        } else {
          Flow called = Flow.read(flow.path().resolveSibling(Path.of(job.calls()).getFileName()));
          ObjectNode given = JSON.createObjectNode();
          job.body()
              .path("with")
              .forEachEntry((name, value) -> given.put(name, expressions.fill(value.asString())));
          Run inner = run(called, id + "-", trigger, given, run, reviewer);
          steps.addAll(inner.steps());
          jobs.putAll(inner.jobs());
          jobs.put(id, inner.isGreen());
        }
        isGreen &= jobs.get(id);
      }
      ended.put("result", isGreen ? "success" : "failure");
    }
    return new Run(steps, jobs, artifacts);
  }

  private static boolean isProtected(Flow.Job job) {
    return job.body().has("environment")
        && !job.body().path("environment").asString().startsWith("wrapup-read/");
  }

  /// A job for each row of a matrix; one where there is none.
  private static List<JsonNode> matrix(Flow.Job job, Expressions expressions) {
    String matrix = job.body().at("/strategy/matrix").asString("");
    return matrix.isEmpty()
        ? List.of(JSON.createObjectNode())
        : expressions.whole(matrix).path("include").valueStream().toList();
  }

  private static List<String> names(JsonNode needs) {
    if (needs.isString()) return List.of(needs.asString());
    return needs.valueStream().map(JsonNode::asString).toList();
  }
}
