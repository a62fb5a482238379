package dev.wrapup.cli;

import static dev.wrapup.cli.FakeGitHub.BOT;
import static dev.wrapup.cli.FakeGitHub.COMMENTS;
import static dev.wrapup.cli.FakeGitHub.ISSUES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.Options;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a story is played with: an organization behind a server, its administrator, a repository on
/// a host that runs workflows, somebody's clone, and the program as it is installed.
final class Rehearsal implements AutoCloseable {
  private static final String ISSUE = ISSUES + "/5";
  private static final Map<String, String> SECRETS =
      Map.of(
          "WRAPUP_READ_CLIENT_ID", "reader",
          "WRAPUP_READ_CLIENT_SECRET", "readers-secret",
          "WRAPUP_WRITE_CLIENT_ID", "writer",
          "WRAPUP_WRITE_CLIENT_SECRET", "writers-secret");

  /// Knows artifacts by where [Runner] keeps them, and notes what else it is told.
  private static final String GH =
      """
      #!/bin/sh
      case "$1 $2" in
        "api repos/octo-org/codes/actions/artifacts?name="*)
          name=${2#*name=} && name=${name%%&*}
          ls -d "$HOME"/runs/*/artifacts/"$name" 2>/dev/null | sed 's,.*/runs/,,; s,/.*,,' | sort -n | tail -n 1 ;;
        "run download")
          mkdir -p "$7" && cp "$HOME/runs/$3/artifacts/$5"/* "$7" ;;
        *) echo "gh $*" >>"$HOME/gh.txt" ;;
      esac
      """;

  final Sandbox sandbox = Sandbox.start(Example.organization(), Settings.DEFAULT);
  final Administrator admin = new Administrator(sandbox.url());
  private final Path home;
  private final Path launcher;
  private final Path workflows;
  private final FakeGitHub gitHub;
  private final Runner runner;
  private final Path clone;

  /// @param home an empty folder, of the person and of the runner
  /// @param launcher of the program
  /// @param workflows the folder that holds them
  Rehearsal(Path home, Path launcher, Path workflows, FakeGitHub gitHub)
      throws IOException, InterruptedException {
    this.home = home;
    this.launcher = launcher;
    this.workflows = workflows;
    this.gitHub = gitHub;
    this.clone = home.resolve("clone");
    Files.writeString(home.resolve(".gitconfig"), "[user]\nname=t\nemail=t@localhost\n");
    Path gh = Files.createDirectories(home.resolve("bin")).resolve("gh");
    Files.writeString(gh, GH);
    Files.setPosixFilePermissions(gh, PosixFilePermissions.fromString("rwxr-xr-x"));
    run(home, "git", "init", "-q", "--bare", "-b", "main", "remote.git");
    run(home, "git", "clone", "-q", "remote.git", "clone");
    this.runner =
        new Runner(
            new Runner.Site(
                home,
                home.resolve("remote.git"),
                launcher,
                sandbox.url().toString(),
                gitHub.url(),
                SECRETS));
  }

  @Override
  public void close() {
    admin.close();
    sandbox.close();
  }

  /// What came of a command at a keyboard.
  record Ran(int exit, String out, String err) {}

  private Ran run(Path where, String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
    builder.environment().put("HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("GENESYS_BASE_URL", sandbox.url().toString());
    builder.environment().put("GENESYS_CLIENT_ID", "reader");
    builder.environment().put("GENESYS_CLIENT_SECRET", "readers-secret");
    Path err = Files.createTempFile(home, "err", "");
    Process process = builder.redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, Files.readString(err));
  }

  private Ran run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    return run(clone, command.toArray(String[]::new));
  }

  String git(String... arguments) throws IOException, InterruptedException {
    Ran ran = run("git", arguments);
    assertThat(ran.exit()).as("git %s\n%s", List.of(arguments), ran.err()).isZero();
    return ran.out().strip();
  }

  /// Runs the program at the keyboard; it has nothing to complain of.
  String clean(String... arguments) throws IOException, InterruptedException {
    Ran ran = run(launcher.toString(), arguments);
    assertThat(ran.exit()).as("wrapup %s\n%s%s", List.of(arguments), ran.out(), ran.err()).isZero();
    assertThat(ran.err()).doesNotContain("next: ");
    return ran.out();
  }

  /// Changes the file in the clone.
  void edit(String from, String to) throws IOException {
    Path file = clone.resolve(Options.DEFAULT_FILE);
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce(from);
    Files.writeString(file, text.replace(from, to));
  }

  /// The commit of a ref at the remote.
  String remote(String ref) throws IOException, InterruptedException {
    return git("ls-remote", "origin", ref).replaceFirst("\\s.*", "");
  }

  /// Makes a branch of the clone's commit a pull request, and has it planned.
  ///
  /// @return the comment
  String propose(String branch) throws IOException, InterruptedException {
    git("push", "-q", "origin", "HEAD:refs/heads/" + branch);
    mergeRequested(branch);
    gitHub.reset();
    gitHub.answers("GET", COMMENTS, FakeGitHub.list());
    gitHub.answers("POST", COMMENTS, FakeGitHub.created(FakeGitHub.comment(1, BOT, "")));
    Runner.Run run = workflow("plan", Runner.Trigger.pullRequest(17), artifacts -> {});
    assertThat(run.isGreen()).as(run.toString()).isTrue();
    return gitHub.written().path("body").asString();
  }

  /// What GitHub makes of a pull request: the commit that a merge would be.
  private void mergeRequested(String branch) throws IOException, InterruptedException {
    git("fetch", "-q", "origin");
    git("checkout", "-q", "--detach", "origin/main");
    git("merge", "-q", "--no-ff", "-m", "Merge " + branch, "origin/" + branch);
    git("push", "-q", "--force", "origin", "HEAD:refs/pull/17/merge");
  }

  /// Merges the pull request, and applies what is merged then.
  ///
  /// @param reviewer of the protected environment
  /// @return what the apply said
  String merge(Runner.Reviewer reviewer) throws IOException, InterruptedException {
    git("fetch", "-q", "origin", "refs/pull/17/merge");
    git("push", "-q", "origin", "FETCH_HEAD:refs/heads/main");
    git("switch", "-q", "main");
    git("pull", "-q", "--ff-only", "origin", "main");
    String said = apply(Runner.Trigger.PUSH, reviewer);
    assertThat(remote("refs/wrapup/us-east-1")).isEqualTo(remote("refs/heads/main"));
    return said;
  }

  /// Applies the default branch.
  ///
  /// @return what the apply said
  String apply(Runner.Trigger trigger, Runner.Reviewer reviewer)
      throws IOException, InterruptedException {
    int before = sandbox.writes();
    Runner.Run run =
        workflow(
            "apply",
            trigger,
            artifacts -> {
              assertThat(sandbox.writes()).as("written before the approval").isEqualTo(before);
              reviewer.approve(artifacts);
            });
    assertThat(run.isGreen()).as(run.toString()).isTrue();
    return run.wrapup("apply").said();
  }

  /// Checks for drift.
  ///
  /// @param issue the text of the issue that is open; empty for none
  Runner.Step drift(String issue) throws IOException, InterruptedException {
    gitHub.reset();
    String posted = FakeGitHub.issue(5, BOT, "open", issue);
    gitHub.answers("GET", ISSUES, issue.isEmpty() ? FakeGitHub.list() : FakeGitHub.list(posted));
    gitHub.answers("POST", ISSUES, FakeGitHub.created(posted));
    gitHub.answers("PATCH", ISSUE, FakeGitHub.created(posted));
    gitHub.answers("POST", ISSUE + "/comments", FakeGitHub.created(FakeGitHub.comment(2, BOT, "")));
    return workflow("drift", Runner.Trigger.SCHEDULE, artifacts -> {}).wrapup("drift");
  }

  /// Pushes a button.
  Runner.Run button(String name, Map<String, ?> inputs) throws IOException, InterruptedException {
    return workflow(name, Runner.Trigger.button(inputs), artifacts -> {});
  }

  private Runner.Run workflow(String name, Runner.Trigger trigger, Runner.Reviewer reviewer)
      throws IOException, InterruptedException {
    return runner.run(Flow.read(workflows.resolve(name + ".yml")), trigger, reviewer);
  }

  /// The branch of the pull request that a workflow opened last.
  String opened() throws IOException, InterruptedException {
    String branch =
        Files.readString(home.resolve("gh.txt"))
            .replaceFirst("(?s)^.*gh pr create --base main --head (\\S+) .*$", "$1");
    mergeRequested(branch);
    return branch;
  }

  /// The journals that the workflows kept.
  List<String> journals() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("runs"))) {
      return files
          .map(Path::toString)
          .filter(file -> file.matches(".*/artifacts/audit-1/.*[.]jsonl"))
          .sorted()
          .toList();
    }
  }
}
