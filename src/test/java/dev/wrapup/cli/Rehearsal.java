package dev.wrapup.cli;

import static dev.wrapup.cli.FakeGitHub.BOT;
import static dev.wrapup.cli.FakeGitHub.COMMENTS;
import static dev.wrapup.cli.FakeGitHub.ISSUES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.wrapup.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a story is played with: somebody who began as the pages say, on a host that runs the
/// workflows that were written, and the program as it is installed.
final class Rehearsal extends Desk {
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
        "api "*/approvals) echo hubot,monalisa ;;
        "run download")
          mkdir -p "$7" && cp "$HOME/runs/$3/artifacts/$5"/* "$7" ;;
        "pr view") echo 1a2b ;;
        "run list") ls -d "$HOME"/runs/*/artifacts/plan | sed 's,.*/runs/,,; s,/.*,,' | sort -n | tail -n 1 ;;
        *) echo "gh $*" >>"$HOME/gh.txt" ;;
      esac
      """;

  private final Path home;
  private final FakeGitHub gitHub;
  private final Runner runner;

  /// @param home an empty folder, of the person and of the runner
  /// @param launcher of the program
  Rehearsal(Path home, Kind kind, Path launcher, FakeGitHub gitHub)
      throws IOException, InterruptedException {
    super(home, kind, launcher.toString(), "github");
    this.home = home;
    this.gitHub = gitHub;
    Path gh = home.resolve("bin").resolve("gh");
    Files.writeString(gh, GH);
    Files.setPosixFilePermissions(gh, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.runner =
        new Runner(
            new Runner.Site(
                home,
                home.resolve("remote.git"),
                launcher,
                gitHub.url(),
                Map.of("", SECRETS),
                Map.of()));
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
    String comment = gitHub.written().path("body").asString();
    queued();
    return comment;
  }

  /// The merge queue plans once more, and has no pull request to comment on.
  private void queued() throws IOException, InterruptedException {
    int before = gitHub.writes().size();
    Runner.Trigger queue = Runner.Trigger.mergeGroup(17, remote("refs/heads/main"));
    push("HEAD:" + queue.ref());
    Runner.Run run = workflow("plan", queue, artifacts -> {});
    assertThat(run.isGreen()).as(run.toString()).isTrue();
    assertThat(run.steps())
        .filteredOn(step -> step.name().equals("Comment"))
        .singleElement()
        .satisfies(step -> assertThat(step.said()).contains("merge_group has no pull request"));
    assertThat(gitHub.writes()).hasSize(before);
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
    merge();
    return apply(Runner.Trigger.PUSH, reviewer);
  }

  private void merge() throws IOException, InterruptedException {
    git("fetch", "-q", "origin", "refs/pull/17/merge");
    git("push", "-q", "origin", "FETCH_HEAD:refs/heads/main");
    git("switch", "-q", "main");
    git("pull", "-q", "--ff-only", "origin", "main");
  }

  /// Merges a pull request that policy refuses.
  ///
  /// @return what the plan of the apply said, which asks nobody
  Runner.Step mergeRefused() throws IOException, InterruptedException {
    merge();
    Runner.Run run = workflow("apply", Runner.Trigger.PUSH, artifacts -> fail("nobody is asked"));
    assertThat(run.jobs()).containsOnly(Map.entry("plan", false));
    return run.wrapup("plan");
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
    assertThat(remote("refs/wrapup/us-east-1")).isEqualTo(remote("refs/heads/main"));
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

  /// Has a fork's pull request planned, where the drift check publishes a snapshot in that way, if
  /// it does.
  Runner.Run fork(String branch, String snapshot) throws IOException, InterruptedException {
    gitHub.reset();
    gitHub.answers("GET", ISSUES, FakeGitHub.list());
    Runner.Run check =
        runner.run(choosing("drift", snapshot), Runner.Trigger.SCHEDULE, artifacts -> {});
    assertThat(check.isGreen()).as(check.toString()).isTrue();
    git("push", "-q", "origin", "HEAD:refs/heads/" + branch);
    mergeRequested(branch);
    gitHub.reset();
    gitHub.answers("GET", COMMENTS, FakeGitHub.list());
    // the token of a fork's run can read, and that is all
    gitHub.answers(
        "POST", COMMENTS, FakeCodeHost.status(403, "Resource not accessible by integration"));
    return runner
        .outside()
        .run(choosing("plan", snapshot), Runner.Trigger.pullRequest(17), artifacts -> {});
  }

  /// The merge queue then plans with the repository's secrets.
  Runner.Run queued(String snapshot) throws IOException, InterruptedException {
    Runner.Trigger queue = Runner.Trigger.mergeGroup(17, remote("refs/heads/main"));
    push("HEAD:" + queue.ref());
    return runner.run(choosing("plan", snapshot), queue, artifacts -> {});
  }

  private Flow choosing(String name, String snapshot) throws IOException {
    String text = Files.readString(path(".github/workflows/%s.yml".formatted(name)));
    assertThat(text).contains("WRAPUP_SNAPSHOT: none");
    return Flow.read(
        Files.writeString(
            home.resolve(name + ".yml"),
            text.replace("WRAPUP_SNAPSHOT: none", "WRAPUP_SNAPSHOT: " + snapshot)));
  }

  /// Pushes a button.
  Runner.Run button(String name, Map<String, ?> inputs) throws IOException, InterruptedException {
    return workflow(name, Runner.Trigger.button(inputs), artifacts -> {});
  }

  private Runner.Run workflow(String name, Runner.Trigger trigger, Runner.Reviewer reviewer)
      throws IOException, InterruptedException {
    return runner.run(
        Flow.read(path(".github/workflows/%s.yml".formatted(name))), trigger, reviewer);
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
