package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A project on GitLab that has the component: an organization behind a server, a remote
/// repository, somebody's clone, and a runner. Its codes were exported and applied once.
final class GitLabWorld implements AutoCloseable {
  static final String BRANCH = "refs/heads/wrapup/us-east-1";
  private static final Pattern DESCRIPTION = Pattern.compile("(?m)^    description: .*$");

  final Sandbox sandbox;
  private final FakeGitLab gitLab;
  private final GitLabRunner runner;
  private final Path clone;
  private final Program keyboard;
  private final Map<String, Object> inputs = new HashMap<>();

  GitLabWorld(Path home, Kind kind, FakeGitLab gitLab) throws IOException, InterruptedException {
    this.gitLab = gitLab;
    String api = kind.dialect().api();
    inputs.put("api", api);
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 4, 0), Settings.DEFAULT);
    runner =
        GitLabRunner.in(
            home,
            home.resolve("remote.git"),
            Map.of(
                "GENESYS_BASE_URL", sandbox.url().toString(),
                "GENESYS_CLIENT_ID", "reader",
                "GENESYS_CLIENT_SECRET", "readers-secret",
                "CI_API_V4_URL", gitLab.url() + "/api/v4",
                "CI_PROJECT_ID", "5"));
    clone = home.resolve("clone");
    runner.git(home, "init", "-q", "--bare", "-b", "main", "remote.git");
    runner.git(home.resolve("remote.git"), "config", "receive.advertisePushOptions", "true");
    runner.git(home, "clone", "-q", "remote.git", "clone");
    keyboard = new Program(clone).at(sandbox).with("WRAPUP_API", api);
    assertThat(keyboard.run("export", "--out", "wrapupcodes.yaml").exit()).isEqualTo(ExitCode.OK);
    commit("codes");
    push("HEAD:main");
    push("HEAD:" + BRANCH);
  }

  @Override
  public void close() {
    sandbox.close();
  }

  GitLabWorld input(String name, Object value) {
    inputs.put(name, value);
    return this;
  }

  String git(String... arguments) throws IOException, InterruptedException {
    return runner.git(clone, arguments);
  }

  void push(String ref) throws IOException, InterruptedException {
    git("push", "-q", "origin", ref);
  }

  void commit(String message) throws IOException, InterruptedException {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
  }

  /// Changes a file in the clone, its folders included.
  void write(String name, String text) throws IOException {
    Files.createDirectories(clone.resolve(name).getParent());
    Files.writeString(clone.resolve(name), text);
  }

  String file() throws IOException {
    return Files.readString(clone.resolve("wrapupcodes.yaml"));
  }

  /// Another description for a code, in the file.
  ///
  /// @param number of the code, from 0 on
  void describe(int number, String text) throws IOException {
    Matcher line = DESCRIPTION.matcher(file());
    for (int i = 0; i <= number; i++) assertThat(line.find()).isTrue();
    write(
        "wrapupcodes.yaml",
        file().substring(0, line.start())
            + "    description: "
            + text
            + file().substring(line.end()));
  }

  /// The descriptions that are live.
  List<String> live() {
    return DESCRIPTION
        .matcher(keyboard.run("export").out())
        .results()
        .map(found -> found.group().replaceFirst(".*?: ", ""))
        .toList();
  }

  /// Somebody edits a code by hand.
  void byHand(int number, String text) throws IOException {
    String before = file();
    describe(number, text);
    assertThat(keyboard.run("apply", "--yes").exit()).isEqualTo(ExitCode.OK);
    write("wrapupcodes.yaml", before);
  }

  String remote(String ref) throws IOException, InterruptedException {
    return git("ls-remote", "origin", ref).replaceFirst("\\s.*", "");
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
    Component.Job found = Component.read().include(inputs).get("wrapup-" + job + "-us-east-1");
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
