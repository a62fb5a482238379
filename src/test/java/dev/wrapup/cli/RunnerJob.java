package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One job of a workflow that [Runner] runs.
final class RunnerJob {
  private static final JsonMapper JSON = new JsonMapper();

  private final Flow.Job job;
  private final String id;
  private final Runner.Site site;
  private final Runner.Trigger trigger;
  private final Path run;
  private final Artifacts artifacts;
  private final Path workspace;
  private final Path temp;
  private final ObjectNode contexts = JSON.createObjectNode();
  private final List<Runner.Step> steps = new ArrayList<>();
  private boolean isGreen = true;

  /// @param id that no other job of the run has
  /// @param matrix which of the jobs of a matrix it is
  /// @param given inputs, of a workflow that another one called
  RunnerJob(
      Flow flow,
      Flow.Job job,
      String id,
      Runner.Site site,
      Runner.Trigger trigger,
      Path run,
      JsonNode needs,
      JsonNode matrix,
      JsonNode given)
      throws IOException {
    this.job = job;
    this.id = id;
    this.site = site;
    this.trigger = trigger;
    this.run = run;
    this.artifacts = new Artifacts(run.resolve("artifacts"));
    this.workspace = Files.createDirectories(run.resolve(id).resolve("workspace"));
    this.temp = Files.createDirectories(run.resolve(id).resolve("temp"));
    contexts.set("github", gitHub());
    contexts.putObject("runner").put("temp", temp.toString());
    contexts.set("needs", needs);
    contexts.set("matrix", matrix);
    String environment = filled(job.body().path("environment"));
    contexts.set("secrets", JSON.valueToTree(site.secretsOf(environment)));
    contexts.set("vars", JSON.valueToTree(site.variables().getOrDefault(environment, Map.of())));
    contexts.putObject("steps");
    contexts.set(
        "inputs",
        flow.isCalled() ? given : inputs(flow.document().at("/on/workflow_dispatch/inputs")));
    contexts.putObject("env");
    contexts.set("env", environment(flow.document().path("env")));
    contexts.set("env", environment(job.body().path("env")));
  }

  private ObjectNode gitHub() {
    ObjectNode gitHub = JSON.createObjectNode();
    gitHub.put("token", FakeGitHub.TOKEN);
    gitHub.put("event_name", trigger.event());
    gitHub.put("ref", trigger.ref());
    gitHub.put("repository", "octo-org/codes");
    gitHub.put("workflow", job.name());
    gitHub.put("run_attempt", "1");
    ObjectNode event = gitHub.putObject("event");
    event.setAll((ObjectNode) JSON.valueToTree(trigger.payload()));
    event.putObject("repository").put("default_branch", "main");
    return gitHub;
  }

  private ObjectNode inputs(JsonNode declared) {
    ObjectNode inputs = JSON.createObjectNode();
    if (!trigger.event().equals("workflow_dispatch")) return inputs;
    declared.forEachEntry((name, input) -> inputs.set(name, input.path("default")));
    trigger
        .inputs()
        .forEach(
            (name, value) -> {
              assertThat(declared.has(name)).as("an input " + name).isTrue();
              inputs.set(name, JSON.valueToTree(value));
            });
    return inputs;
  }

  /// What is there already, and more.
  private ObjectNode environment(JsonNode more) {
    ObjectNode environment = ((ObjectNode) contexts.get("env")).deepCopy();
    more.forEachEntry((name, value) -> environment.put(name, filled(value)));
    return environment;
  }

  private Expressions expressions() {
    return new Expressions(contexts, isGreen);
  }

  private String filled(JsonNode text) {
    return expressions().fill(text.asString(""));
  }

  private String with(Flow.Step step, String input) {
    return filled(step.body().path("with").path(input));
  }

  /// The scripts that ran.
  List<Runner.Step> steps() {
    return steps;
  }

  /// Whether nothing failed so far.
  boolean isGreen() {
    return isGreen;
  }

  JsonNode outputs() {
    ObjectNode outputs = JSON.createObjectNode();
    job.body().path("outputs").forEachEntry((name, value) -> outputs.put(name, filled(value)));
    return outputs;
  }

  void run() throws IOException, InterruptedException {
    for (Flow.Step step : job.steps()) {
      if (!expressions().holds(step.body().path("if").asString(""))) continue;
      boolean wasGreen = isGreen;
      boolean succeeded = run(step);
      isGreen = wasGreen && succeeded;
    }
  }

  private boolean run(Flow.Step step) throws IOException, InterruptedException {
    String uses = step.uses().replaceFirst("@.*", "");
    if (uses.isEmpty()) return script(step, (ObjectNode) contexts.get("env"));
    if (step.isOurs()) return action(step);
    switch (uses) {
      case "actions/checkout" -> checkout(step);
      case "actions/upload-artifact" ->
          artifacts.upload(
              with(step, "name"),
              List.of(with(step, "path").strip().split("\\s+")),
              with(step, "if-no-files-found").equals("error"));
      case "actions/download-artifact" -> {
        String name = with(step, "name");
        return artifacts.download(
            name.isEmpty() ? with(step, "pattern") : name,
            !name.isEmpty(),
            Path.of(with(step, "path")));
      }
      default -> throw new IllegalArgumentException(uses);
    }
    return true;
  }

  /// The steps of our own action, which see its inputs in place of the workflow's.
  private boolean action(Flow.Step step) throws IOException, InterruptedException {
    Flow action = Flow.action();
    ObjectNode inputs = JSON.createObjectNode();
    action
        .document()
        .path("inputs")
        .forEachEntry((name, input) -> inputs.put(name, filled(input.path("default"))));
    step.body().path("with").forEachEntry((name, value) -> inputs.put(name, filled(value)));
    ObjectNode environment = environment(step.body().path("env"));
    JsonNode outer = contexts.get("inputs");
    contexts.set("inputs", inputs);
    try {
      isGreen = true;
      for (Flow.Step inner : action.steps()) {
        // what building takes, and it is built
        if (inner.uses().matches("actions/(setup-java|cache)@.*")) continue;
        if (!expressions().holds(inner.body().path("if").asString(""))) continue;
        isGreen &= inner.uses().isEmpty() ? script(inner, environment) : run(inner);
      }
      return isGreen;
    } finally {
      contexts.set("inputs", outer);
    }
  }

  private boolean script(Flow.Step step, ObjectNode outer)
      throws IOException, InterruptedException {
    JsonNode before = contexts.get("env");
    contexts.set("env", outer);
    ObjectNode environment = environment(step.body().path("env"));
    contexts.set("env", before);
    Path output = Files.createTempFile(temp, "output", "");
    environment.put("GITHUB_OUTPUT", output.toString());
    String shell = step.body().path("shell").asString("bash");
    ProcessResult ended = ProcessResult.of(start(List.of(shell, "-ec", step.run()), environment));
    String name = step.body().path("name").asString("");
    steps.add(new Runner.Step(id, name, ended.exit(), ended.said()));
    keepOutputs(step.body().path("id").asString(""), output);
    return ended.exit() == 0;
  }

  private Process start(List<String> command, ObjectNode environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(workspace.toFile());
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.put("PATH", site.home().resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    variables.put("HOME", site.home().toString());
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_ACTION_PATH", site.launcher().getParent().toString());
    variables.put("GITHUB_API_URL", site.gitHub());
    variables.put("GITHUB_REPOSITORY", "octo-org/codes");
    variables.put("GITHUB_REF", trigger.ref());
    variables.put("GITHUB_EVENT_NAME", trigger.event());
    Path event =
        Files.writeString(temp.resolve("event.json"), contexts.at("/github/event").toString());
    variables.put("GITHUB_EVENT_PATH", event.toString());
    variables.put("GITHUB_RUN_ID", run.getFileName().toString());
    variables.put("GITHUB_RUN_ATTEMPT", "1");
    variables.put("GITHUB_WORKSPACE", workspace.toString());
    variables.put("GITHUB_STEP_SUMMARY", temp.resolve("summary.md").toString());
    variables.put("RUNNER_TEMP", temp.toString());
    environment.forEachEntry((name, value) -> variables.put(name, value.asString()));
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }

  private void keepOutputs(String id, Path file) throws IOException {
    if (id.isEmpty()) return;
    ObjectNode outputs = ((ObjectNode) contexts.get("steps")).putObject(id).putObject("outputs");
    for (String line : Files.readAllLines(file)) {
      String[] pair = line.split("=", 2);
      outputs.put(pair[0], pair[1]);
    }
  }

  private void checkout(Flow.Step step) throws IOException, InterruptedException {
    Path tree = workspace.resolve(with(step, "path")).normalize();
    String ref = with(step, "ref");
    git(workspace, "clone", "-q", "--no-checkout", site.remote().toString(), tree.toString());
    if (ref.equals("main")) {
      git(tree, "checkout", "-q", "main");
    } else if (ref.isEmpty()) {
      git(tree, "fetch", "-q", "origin", trigger.ref());
      git(tree, "checkout", "-q", "--detach", "FETCH_HEAD");
    } else {
      git(tree, "checkout", "-q", "--detach", ref);
    }
    String id = step.body().path("id").asString("");
    if (id.isEmpty()) return;
    String commit = git(tree, "rev-parse", "HEAD").strip();
    ((ObjectNode) contexts.get("steps")).putObject(id).putObject("outputs").put("commit", commit);
  }

  private String git(Path where, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().put("HOME", site.home().toString());
    return ProcessResult.good(builder);
  }
}
