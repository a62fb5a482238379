package dev.wrapup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs the pipeline of a fleet as GitLab does (its reference of `rules`, `parallel:matrix` and
/// child pipelines, read 2026-11-29), as far as ours uses that: the jobs of a stage after those of
/// the one before, each of a matrix with the variables of its own environment.
///
/// @param scopes variables by the environment that they belong to
record FleetPipeline(GitLabRunner runner, Map<String, Map<String, String>> scopes) {
  private static final Path PARENT = Path.of("examples/gitlab/fleet/.gitlab-ci.yml");

  /// Who starts the jobs that wait for a person.
  interface Person {
    boolean starts(String job) throws IOException;
  }

  /// What came of a pipeline.
  ///
  /// @param jobs that ran, in their order
  /// @param isGreen whether none failed
  record Ran(Map<String, GitLabRunner.Ran> jobs, boolean isGreen) {
    GitLabRunner.Ran job(String name) {
      return jobs.get(name);
    }

    String said() {
      StringBuilder said = new StringBuilder();
      jobs.forEach(
          (name, ran) -> said.append("== %s: exit %d%n%s".formatted(name, ran.exit(), ran.said())));
      return said.toString();
    }
  }

  /// The parent's only script, and its child pipeline.
  ///
  /// @param id of the pipeline
  /// @param inputs that whoever started it gave
  /// @param more variables of each job, by which rules choose
  Ran run(String id, String commit, Map<String, ?> inputs, Map<String, String> more, Person person)
      throws IOException, InterruptedException {
    Component.Job targets = Component.read(PARENT).include(inputs).get("targets");
    Map<String, GitLabRunner.Ran> ran = new LinkedHashMap<>();
    if (rule(targets, more).isEmpty()) return new Ran(ran, true);
    ran.put("targets", runner.run(targets, id, commit, more));
    if (ran.get("targets").exit() != 0) return new Ran(ran, false);
    Map<String, Object> child =
        Component.documents(runner.artifacts(id, "targets").resolve("fleet-pipeline.yml"))
            .getFirst();
    boolean isGreen =
        stages(
            id + "-child",
            commit,
            with(more, "CI_PIPELINE_SOURCE", "parent_pipeline"),
            child,
            person,
            ran);
    return new Ran(ran, isGreen);
  }

  private boolean stages(
      String id,
      String commit,
      Map<String, String> more,
      Map<String, Object> child,
      Person person,
      Map<String, GitLabRunner.Ran> ran)
      throws IOException, InterruptedException {
    Map<String, String> global = new TreeMap<>(new Component.Job("", child).variables());
    global.putAll(more);
    Map<String, Component.Job> jobs = new Component(Map.of(), child).include(Map.of());
    boolean isGreen = true;
    boolean isBlocked = false;
    for (Object stage : (List<?>) child.get("stages")) {
      boolean wasGreen = isGreen;
      boolean wasBlocked = isBlocked;
      for (Component.Job job : jobs.values()) {
        if (!stage.equals(job.body().get("stage"))) continue;
        List<Map<String, Object>> rule = rule(job, global);
        if (rule.isEmpty()) continue;
        Object when = rule.getFirst().getOrDefault("when", "on_success");
        if (wasBlocked || (!wasGreen && !when.equals("always"))) continue;
        for (String target : matrix(job)) {
          String name = "%s: [%s]".formatted(job.name(), target);
          if (when.equals("manual") && !person.starts(name)) {
            isBlocked = true; // our rules say that it may not be left out
            continue;
          }
          GitLabRunner.Ran one = one(name, job, id, commit, with(global, "TARGET", target));
          ran.put(name, one);
          isGreen &= one.exit() == 0 || isAllowed(job, one.exit());
        }
      }
    }
    return isGreen && !isBlocked;
  }

  private GitLabRunner.Ran one(
      String name, Component.Job job, String id, String commit, Map<String, String> variables)
      throws IOException, InterruptedException {
    Map<String, String> all = new TreeMap<>(variables);
    String environment =
        GitLabRunner.expanded(job.map("environment").getOrDefault("name", ""), variables);
    all.putAll(scopes.getOrDefault(environment, Map.of()));
    return runner.run(new Component.Job(name, job.body()), id, commit, all);
  }

  private static boolean isAllowed(Component.Job job, int exit) {
    return job.map("allow_failure").getOrDefault("exit_codes", List.of()) instanceof List<?> codes
        && codes.contains(exit);
  }

  /// The only variable of a matrix of ours.
  private static List<String> matrix(Component.Job job) {
    Map<?, ?> row = (Map<?, ?>) ((List<?>) job.map("parallel").get("matrix")).getFirst();
    return ((List<?>) row.get("TARGET")).stream().map(Object::toString).toList();
  }

  /// The rule that lets a job run.
  ///
  /// @return empty if none does
  @SuppressWarnings("unchecked") // rules are maps
  private static List<Map<String, Object>> rule(Component.Job job, Map<String, String> variables) {
    return job.list("rules").stream()
        .map(rule -> (Map<String, Object>) rule)
        .filter(rule -> holds((String) rule.get("if"), variables))
        .limit(1)
        .toList();
  }

  /// Whether all comparisons of a condition hold.
  private static boolean holds(String condition, Map<String, String> variables) {
    for (String part : condition.split(" && ", -1)) {
      String[] sides = part.split(" == ", -1);
      if (sides.length != 2) throw new IllegalArgumentException("no comparison: " + part);
      if (!side(sides[0], variables).equals(side(sides[1], variables))) return false;
    }
    return true;
  }

  private static String side(String text, Map<String, String> variables) {
    return text.startsWith("$")
        ? variables.getOrDefault(text.substring(1), "")
        : text.replaceAll("^\"|\"$", "");
  }

  private static Map<String, String> with(
      Map<String, String> variables, String name, String value) {
    Map<String, String> all = new TreeMap<>(variables);
    all.put(name, value);
    return all;
  }

  /// What a job of the child pipeline left.
  Path left(String id, String job, String file) {
    return runner.artifacts(id + "-child", job).resolve(file);
  }

  /// The jobs' own files, as a project has them.
  static void copyTo(Path project) throws IOException {
    for (String name : List.of(".gitlab-ci.yml", "fleet-jobs.yml")) {
      Files.copy(PARENT.resolveSibling(name), project.resolve(name));
    }
  }

  /// All jobs with scripts, for whoever looks at these alone.
  static List<Component.Job> all() throws IOException {
    List<Component.Job> all = new ArrayList<>();
    all.add(Component.read(PARENT).include(Map.of()).get("targets"));
    Map<String, Object> jobs =
        Component.documents(PARENT.resolveSibling("fleet-jobs.yml")).getFirst();
    for (String name : List.of(".targets", ".wave-0", ".wave-1")) jobs.put(name, Map.of());
    all.addAll(new Component(Map.of(), jobs).include(Map.of()).values());
    return all;
  }
}
