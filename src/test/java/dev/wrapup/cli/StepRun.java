package dev.wrapup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// Runs single scripts of workflows as GitHub does, with programs of a test before those of the
/// machine.
///
/// @param home an empty folder, for what a runner has beside the workspace; programs are in `bin`
record StepRun(Path home) {
  /// What came of a script.
  static Flow.Step step(Flow flow, String name) {
    return flow.steps().stream()
        .filter(step -> step.body().path("name").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// Puts a script in the path.
  void program(String name, String text) throws IOException {
    Path path = Files.createDirectories(home.resolve("bin")).resolve(name);
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// What scripts hand on to later steps.
  Path output() {
    return home.resolve("output.txt");
  }

  Path summary() {
    return home.resolve("summary.md");
  }

  Path temp() throws IOException {
    return Files.createDirectories(home.resolve("temp"));
  }

  ProcessResult run(Flow.Step step, Path where, Map<String, String> variables)
      throws IOException, InterruptedException {
    String shell = step.body().path("shell").asString("bash");
    return run(List.of(shell, "-ec", step.run()), where, variables);
  }

  ProcessResult run(List<String> command, Path where, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(GIT|GITHUB|WRAPUP)_.*"));
    builder.environment().put("PATH", "%s/bin:%s".formatted(home, System.getenv("PATH")));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("RUNNER_TEMP", temp().toString());
    builder.environment().put("GITHUB_OUTPUT", output().toString());
    builder.environment().put("GITHUB_STEP_SUMMARY", summary().toString());
    builder.environment().putAll(variables);
    return ProcessResult.of(builder.redirectErrorStream(true));
  }
}
