package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A project on GitLab that somebody began as the pages say, with the component, and a runner.
final class GitLabWorld extends Desk {
  static final String BRANCH = "refs/heads/wrapup/us-east-1";

  private final FakeGitLab gitLab;
  private final GitLabRunner runner;
  private final Map<String, Object> inputs = new HashMap<>();

  GitLabWorld(Path home, Kind kind, FakeGitLab gitLab) throws IOException, InterruptedException {
    super(home, kind, Program.command(), "gitlab");
    this.gitLab = gitLab;
    runner =
        new GitLabRunner(
            home,
            home.resolve("remote.git"),
            Map.of(
                "GENESYS_BASE_URL", sandbox.url().toString(),
                "GENESYS_CLIENT_ID", "reader",
                "GENESYS_CLIENT_SECRET", "readers-secret",
                "CI_API_V4_URL", gitLab.url() + "/api/v4",
                "CI_PROJECT_ID", "5"));
    Repository.git(home.resolve("remote.git"), "config", "receive.advertisePushOptions", "true");
  }

  GitLabWorld input(String name, Object value) {
    inputs.put(name, value);
    return this;
  }

  /// The journals that an apply left.
  List<Path> journals(String pipeline) throws IOException {
    Path folder = runner.artifacts(pipeline, "wrapup-apply-us-east-1").resolve(".wrapup/audit");
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  Path left(String pipeline, String job, String file) {
    return runner.artifacts(pipeline, "wrapup-" + job + "-us-east-1").resolve(".wrapup/" + file);
  }

  Path cached(String pipeline) {
    return runner.home().resolve("cache/wrapup-audit-us-east-1-" + pipeline + "/.wrapup/audit");
  }

  /// Runs a job of a pipeline of a commit.
  GitLabRunner.Ran run(String job, String pipeline, String commit, Map<String, String> more)
      throws IOException, InterruptedException {
    Map<String, Object> given = Component.given(path(".gitlab-ci.yml"), inputs);
    Component.Job found = Component.read().include(given).get("wrapup-" + job + "-us-east-1");
    return runner.run(found, pipeline, git("rev-parse", commit), more);
  }

  /// The check of a merge request of the branch that is checked out.
  GitLabRunner.Ran review(String pipeline, String target, Map<String, String> more)
      throws IOException, InterruptedException {
    push("+HEAD:refs/heads/review");
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "CI_PIPELINE_SOURCE", "merge_request_event",
                "CI_MERGE_REQUEST_PROJECT_ID", "5",
                "CI_MERGE_REQUEST_IID", "9",
                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", target,
                "WRAPUP_GITLAB_TOKEN", FakeGitLab.TOKEN));
    variables.putAll(more);
    return run("review", pipeline, "HEAD", variables);
  }

  /// The check of a merge request of a fork, which is an old copy, has no variables, and gets what
  /// the target project lets everybody read.
  GitLabRunner.Ran fork(String pipeline) throws IOException, InterruptedException {
    push("+HEAD:refs/heads/review");
    Map<String, String> variables =
        Map.of(
            "GENESYS_CLIENT_ID", "",
            "GENESYS_CLIENT_SECRET", "",
            "CI_PIPELINE_SOURCE", "merge_request_event",
            "CI_MERGE_REQUEST_PROJECT_ID", "5",
            "CI_MERGE_REQUEST_PROJECT_URL", path("../remote").normalize().toString(),
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main");
    GitLabRunner.Ran ran = run("fork", pipeline, "HEAD", variables);
    return ran.exit() == 0 ? run("review", pipeline, "HEAD", variables) : ran;
  }

  /// A schedule's jobs.
  GitLabRunner.Ran drift(String pipeline) throws IOException, InterruptedException {
    run("drift", pipeline, "HEAD", Map.of());
    return run("snapshot", pipeline, "HEAD", Map.of("WRAPUP_PUSH_TOKEN", "glpat-push"));
  }

  /// The jobs of the default branch, one after the other, up to one that fails.
  GitLabRunner.Ran apply(String pipeline) throws IOException, InterruptedException {
    push("HEAD:main");
    int writes = sandbox.writes();
    GitLabRunner.Ran ran = run("plan", pipeline, "HEAD", Map.of());
    assertThat(sandbox.writes()).isEqualTo(writes);
    if (ran.exit() == 0) ran = run("apply", pipeline, "HEAD", writer());
    if (ran.exit() == 0) ran = record(pipeline, "HEAD");
    return ran;
  }

  GitLabRunner.Ran record(String pipeline, String commit) throws IOException, InterruptedException {
    return run("record", pipeline, commit, Map.of("WRAPUP_PUSH_TOKEN", "glpat-push"));
  }

  static Map<String, String> writer() {
    return Map.of("GENESYS_CLIENT_ID", "writer", "GENESYS_CLIENT_SECRET", "writers-secret");
  }

  List<FakeGitLab.Note> notes() {
    return gitLab.notes();
  }
}
