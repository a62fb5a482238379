package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The scripts in the workflows and in the action do what they are there for, with programs around
/// them that only tell what they were given.
class WorkflowScriptsTest {
  /// Tells its arguments and the variables that matter.
  private static final String TELLING =
      """
      #!/bin/sh
      for word in "$@"; do echo "<$word>"; done
      env | grep -E '^(GENESYS|WFM|WRAPUP_JOURNAL|GITHUB_TOKEN)' | sort
      """;

  @TempDir Path folder;

  /// A script as it stands in a file.
  record Script(String where, String shell, String text) {
    @Override
    public String toString() {
      return where;
    }
  }

  static Stream<Script> scripts() {
    return Flow.all().stream()
        .flatMap(
            flow ->
                flow.steps().stream()
                    .filter(step -> !step.run().isEmpty())
                    .map(
                        step ->
                            new Script(
                                flow + " " + step.body().path("name").asString(""),
                                step.body().path("shell").asString("bash"),
                                step.run())));
  }

  @BeforeEach
  void programs_that_tell() throws IOException {
    executable("bin/wrapup", TELLING);
    executable("bin/gh", "#!/bin/sh\necho \"gh $*\" >>\"$GH_SAID\"\n");
  }

  private void executable(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ProcessResult run(List<String> command, Path where, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(GIT|GENESYS|WFM|WRAPUP)_.*"));
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("GH_SAID", folder.resolve("gh.txt").toString());
    builder.environment().put("GITHUB_ACTION_PATH", folder.resolve("bin").toString());
    builder.environment().put("WRAPUP_PROGRAM", folder.resolve("bin/wrapup").toString());
    builder.environment().put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    builder.environment().put("GITHUB_OUTPUT", folder.resolve("output.txt").toString());
    builder.environment().put("RUNNER_TEMP", folder.toString());
    builder.environment().putAll(variables);
    return ProcessResult.of(builder.redirectErrorStream(true));
  }

  /// Runs a step as GitHub does, in a shell that ends at the first failure.
  private ProcessResult step(Flow.Step step, Path where, Map<String, String> variables)
      throws IOException, InterruptedException {
    return run(
        List.of(step.body().path("shell").asString("bash"), "-ec", step.run()), where, variables);
  }

  private static Flow.Step step(Flow flow, String name) {
    return flow.steps().stream()
        .filter(step -> step.body().path("name").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ProcessResult git(Path where, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@localhost"));
    command.addAll(List.of(arguments));
    ProcessResult ran = run(command, where, Map.of());
    assertThat(ran.exit()).as(ran.said()).isZero();
    return ran;
  }

  /// A clone of a repository with two commits, `HEAD~1` and `HEAD`.
  private Path clone(String name) throws IOException, InterruptedException {
    Path remote = folder.resolve("remote");
    if (!Files.exists(remote)) {
      git(folder, "init", "-q", "-b", "main", "remote");
      git(remote, "config", "receive.denyCurrentBranch", "ignore");
      Files.writeString(remote.resolve("wrapupcodes.yaml"), "format: 1\ncodes: {}\n");
      git(remote, "add", "-A");
      git(remote, "commit", "-qm", "one");
      git(remote, "commit", "-q", "--allow-empty", "-m", "two");
    }
    git(folder, "clone", "-q", remote.toString(), name);
    return folder.resolve(name);
  }

  private String ghSaid() throws IOException {
    Path file = folder.resolve("gh.txt");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void every_script_is_a_script(Script script) throws IOException, InterruptedException {
    ProcessResult ran = run(List.of(script.shell(), "-nc", script.text()), folder, Map.of());

    assertThat(ran).isEqualTo(new ProcessResult(0, ""));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shellcheck_has_nothing_to_say_where_it_is_installed(Script script)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/shellcheck")), "there is no shellcheck");
    Path file = Files.writeString(folder.resolve("script"), script.text());

    ProcessResult ran =
        run(List.of("shellcheck", "--shell", script.shell(), file.toString()), folder, Map.of());

    assertThat(ran).isEqualTo(new ProcessResult(0, ""));
  }

  @Test
  void the_action_hands_over_words_and_a_token_and_operands_that_are_no_options() throws Exception {
    Flow.Step wrapup = step(Flow.action(), "wrapup");

    ProcessResult ran =
        step(
            wrapup,
            folder,
            Map.of(
                "WRAPUP_COMMAND", "plan",
                "WRAPUP_ARGS", "--base-ref HEAD^1\n  --out *\n",
                "WRAPUP_APPROVE", "x --base-url https://elsewhere",
                "WRAPUP_OPERANDS", "REFUND --yes $(id)",
                "GENESYS_ENV", "us-east-1",
                "GENESYS_BASE_URL", "",
                "WFM_WEBHOOK_URL", ""));

    assertThat(ran.said())
        .isEqualTo(
            """
            <plan>
            <--base-ref>
            <HEAD^1>
            <--out>
            <*>
            <--approve>
            <x --base-url https://elsewhere>
            <-->
            <REFUND>
            <--yes>
            <$(id)>
            GENESYS_ENV=us-east-1
            """);
  }

  @Test
  void the_action_keeps_the_exit_code_and_writes_the_result_where_it_is_told() throws Exception {
    executable("bin/wrapup", "#!/bin/sh\necho '# plan'\nexit 5\n");
    Path report = folder.resolve("plan.md");
    Map<String, String> variables =
        Map.of("WRAPUP_COMMAND", "plan", "WRAPUP_REPORT", report.toString());

    ProcessResult ran = step(step(Flow.action(), "wrapup"), folder, variables);
    step(step(Flow.action(), "Summary"), folder, variables);

    assertThat(ran).isEqualTo(new ProcessResult(5, ""));
    assertThat(report).hasContent("# plan");
    assertThat(folder.resolve("summary.md")).hasContent("# plan");
  }

  @Test
  void a_plan_that_could_not_be_made_is_no_comment_and_a_check_that_could_not_is_no_issue()
      throws Exception {
    Map<String, String> variables =
        Map.of(
            "WRAPUP_REPORT", folder.resolve("none.md").toString(),
            "WRAPUP_PLAN", folder.resolve("none.json").toString(),
            "WRAPUP_DRIFT", folder.resolve("none.json").toString());

    for (String name : List.of("Summary", "Comment", "Issue")) {
      assertThat(step(step(Flow.action(), name), folder, variables))
          .isEqualTo(new ProcessResult(0, ""));
    }
  }

  @Test
  void the_ref_of_what_is_applied_moves_forward_and_never_back() throws Exception {
    Flow.Step record = step(Flow.read(".github/workflows/apply.yml"), "This commit is applied");
    Path old = clone("old");
    git(old, "checkout", "-q", "HEAD~1");
    Path now = clone("now");

    Map<String, String> variables = Map.of("GENESYS_ENV", "us-east-1");
    ProcessResult first = step(record, old, variables);
    ProcessResult second = step(record, now, variables);
    ProcessResult again = step(record, old, variables);

    assertThat(List.of(first.exit(), second.exit())).containsOnly(0);
    assertThat(again.exit()).as(again.said()).isNotZero();
    assertThat(git(folder.resolve("remote"), "log", "-1", "--format=%s", "refs/wrapup/us-east-1"))
        .isEqualTo(new ProcessResult(0, "two\n"));
  }

  @Test
  void what_was_applied_last_is_fetched_also_where_nothing_was_yet() throws Exception {
    Flow.Step fetch = step(Flow.read(".github/workflows/drift.yml"), "What was applied last");
    Path clone = clone("clone");

    ProcessResult before = step(fetch, clone, Map.of());
    git(clone, "push", "-q", "origin", "HEAD:refs/wrapup/us-east-1");
    Path other = clone("other");
    ProcessResult after = step(fetch, other, Map.of());

    assertThat(List.of(before.exit(), after.exit())).containsOnly(0);
    assertThat(git(other, "log", "-1", "--format=%s", "refs/wrapup/us-east-1").said())
        .isEqualTo("two\n");
  }

  @Test
  void the_merge_queue_takes_the_plan_that_was_reviewed() throws Exception {
    executable(
        "bin/gh",
        """
        #!/bin/sh
        echo "gh $*" >>"$GH_SAID"
        case $1-$2 in pr-view) echo 1a2b ;; run-list) echo 77 ;; esac
        """);
    Flow.Step reviewed = step(Flow.read(".github/workflows/plan.yml"), "What was reviewed");

    ProcessResult ran =
        step(
            reviewed,
            folder,
            Map.of("QUEUE_REF", "refs/heads/gh-readonly-queue/main/pr-12-0123456789abcdef"));

    assertThat(ran).isEqualTo(new ProcessResult(0, ""));
    assertThat(ghSaid())
        .contains("gh pr view 12 --json headRefOid")
        .contains("--commit 1a2b --limit 1")
        .contains("gh run download 77 --name plan --dir " + folder + "/reviewed");
  }

  @Test
  void the_action_opens_a_pull_request_only_if_the_file_is_another() throws Exception {
    Flow.Step open = step(Flow.action(), "Pull request");
    Path report = Files.writeString(folder.resolve("plan.md"), "# plan\n");
    Map<String, String> variables =
        Map.of(
            "BASE", "main",
            "GITHUB_RUN_ID", "7",
            "GITHUB_RUN_ATTEMPT", "1",
            "WRAPUP_REPORT", report.toString(),
            "WRAPUP_TITLE", "Codes; $(id)",
            "WRAPUP_FILES", "wrapupcodes.yaml");
    Path clone = clone("clone");

    ProcessResult same = step(open, clone, variables);
    String saidOfSame = ghSaid();
    Files.writeString(clone.resolve("wrapupcodes.yaml"), "format: 1\ncodes: {}\n# new\n");
    Files.writeString(clone.resolve("other.txt"), "not for Git");
    ProcessResult other = step(open, clone, variables);

    assertThat(List.of(same.exit(), other.exit())).as(same.said() + other.said()).containsOnly(0);
    assertThat(saidOfSame).isEmpty();
    assertThat(ghSaid())
        .endsWith(
            "gh pr create --base main --head wrapup/7-1 --title Codes; $(id) --body-file %s\n"
                .formatted(report));
    ProcessResult pushed =
        git(folder.resolve("remote"), "show", "--format=%s", "--name-only", "wrapup/7-1");
    assertThat(pushed.said()).isEqualTo("Codes; $(id)\n\nwrapupcodes.yaml\n");
  }

  @Test
  void a_report_that_is_too_long_for_a_pull_request_is_named_instead() throws Exception {
    Flow.Step open = step(Flow.action(), "Pull request");
    Path report = Files.writeString(folder.resolve("plan.md"), "x".repeat(60_001));
    Path clone = clone("clone");
    Files.writeString(clone.resolve("wrapupcodes.yaml"), "format: 1\ncodes: {}\n# new\n");

    ProcessResult ran =
        step(
            open,
            clone,
            Map.of(
                "BASE", "main",
                "GITHUB_RUN_ID", "7",
                "GITHUB_RUN_ATTEMPT", "1",
                "WRAPUP_REPORT", report.toString(),
                "WRAPUP_TITLE", "Codes",
                "WRAPUP_FILES", "wrapupcodes.yaml"));

    assertThat(ran.exit()).as(ran.said()).isZero();
    assertThat(ghSaid()).contains("--body-file " + folder.resolve("wrapup-too-long.md"));
    assertThat(folder.resolve("wrapup-too-long.md")).content().contains("summary of the run");
  }

  @Test
  void the_last_drift_check_is_the_newest_that_no_fork_left() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/jq")), "there is no jq");
    // GitHub's "List artifacts for a repository", as far as it is used (read 2026-11-24)
    Files.writeString(
        folder.resolve("artifacts.json"),
        """
        {"total_count": 4, "artifacts": [
          {"created_at": "2026-01-02T00:00:00Z", "expired": false,
           "workflow_run": {"id": 12, "repository_id": 1, "head_repository_id": 1}},
          {"created_at": "2026-01-03T00:00:00Z", "expired": false,
           "workflow_run": {"id": 13, "repository_id": 1, "head_repository_id": 1}},
          {"created_at": "2026-01-04T00:00:00Z", "expired": true,
           "workflow_run": {"id": 14, "repository_id": 1, "head_repository_id": 1}},
          {"created_at": "2026-01-05T00:00:00Z", "expired": false,
           "workflow_run": {"id": 15, "repository_id": 1, "head_repository_id": 2}}]}
        """);
    executable(
        "bin/gh",
        """
        #!/bin/sh
        echo "gh $1 $2 $3" >>"$GH_SAID"
        case $1-$2 in
          api-*) exec jq -r "$4" "$RUNNER_TEMP/artifacts.json" ;;
          run-download) mkdir "$7" && echo '{}' >"$7/drift.json" ;;
        esac
        """);

    ProcessResult ran = lastDrift();

    assertThat(ran).isEqualTo(new ProcessResult(0, ""));
    assertThat(ghSaid())
        .contains("repos/octo-org/codes/actions/artifacts?name=wrapup-drift-us-east-1&")
        .contains("gh run download 13\n");
    assertThat(folder.resolve("wrapup-last-drift.json")).hasContent("{}");
    assertThat(planned()).contains("<--last-drift>\n<" + folder + "/wrapup-last-drift.json>");
  }

  @Test
  void a_plan_is_made_also_where_no_drift_check_is_found_or_may_be_looked_for() throws Exception {
    executable("bin/gh", "#!/bin/sh\nexit 1\n");
    ProcessResult forbidden = lastDrift();
    executable("bin/gh", "#!/bin/sh\n");
    ProcessResult none = lastDrift();

    assertThat(forbidden.exit()).isZero();
    assertThat(forbidden.said()).contains("actions: read");
    assertThat(none.exit()).isZero();
    assertThat(none.said()).contains("no check left its result");
    assertThat(planned()).doesNotContain("last-drift");
  }

  private ProcessResult lastDrift() throws IOException, InterruptedException {
    return step(
        step(Flow.action(), "Last drift check"),
        folder,
        Map.of("ARTIFACT", "wrapup-drift-us-east-1", "GH_REPO", "octo-org/codes"));
  }

  private String planned() throws IOException, InterruptedException {
    return step(step(Flow.action(), "wrapup"), folder, Map.of("WRAPUP_COMMAND", "plan")).said();
  }
}
