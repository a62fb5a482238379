package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The base that nobody names: the commit that `refs/wrapup/<environment>` does. `CODE_0` was
/// edited by hand since, and `CODE_1` in Git.
@ParameterizedClass
@EnumSource(Kind.class)
class FoundBaseTest extends AppliedRepository {
  private static final List<String> COMMANDS =
      List.of("plan", "apply --yes", "drift", "adopt --all");

  FoundBaseTest(Kind kind) {
    super(kind);
  }

  @BeforeEach
  void another_code_was_edited_outside_git() {
    ByHand.edit(sandbox.organization(), "CODE_0", "description", "by hand");
  }

  private static Program.Run run(Program program, String command, String... more) {
    return program.run(List.of(command.split(" ")), more);
  }

  private static void holdBoth(Program.Run plan) {
    assertThat(plan.exit()).as(plan.err() + plan.out()).isEqualTo(ExitCode.OK);
    assertThat(plan.json().at("/changes").findValuesAsString("code")).containsExactly("CODE_1");
    assertThat(plan.json().at("/drift").findValuesAsString("code")).containsExactly("CODE_0");
  }

  private static void holdNone(Program.Run plan) {
    assertThat(plan.exit()).as(plan.err() + plan.out()).isEqualTo(ExitCode.OK);
    assertThat(plan.json().at("/changes").findValuesAsString("code"))
        .containsExactlyInAnyOrder("CODE_0", "CODE_1");
    assertThat(plan.json().at("/baseCommit").isNull()).isTrue();
  }

  private Program.Run plan(Program program, String... more) {
    return run(program, "plan --format json", more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "markdown", "html", "github"})
  void every_format_names_the_ref_the_commit_and_what_is_kept_back(String format) throws Exception {
    String commit = git("rev-parse", REF);
    for (String command : List.of("plan", "drift", "adopt CODE_0 CODE_1", "apply --yes")) {
      Program.Run run = run(program, command, "--format", format);

      git("checkout", "-q", FILE);
      String told = format.equals("github") ? run.out() : run.out().replaceAll("<[^>]*>", "");
      assertThat(told.replaceAll("[`\\s]+", " "))
          .as(command)
          .contains(REF + " at " + commit.substring(0, 12), "1 code is kept back because of it")
          .contains(keptBack(command));
    }
  }

  private static String keptBack(String command) {
    return command.equals("plan") || command.startsWith("apply") ? "CODE_0" : "CODE_1";
  }

  @Test
  void json_names_them_too() throws Exception {
    String commit = git("rev-parse", REF);
    for (String command : List.of("plan", "drift", "adopt CODE_0 CODE_1", "apply --yes")) {
      var base = run(program, command, "--format", "json").json().at("/baseCommit");

      git("checkout", "-q", FILE);
      assertThat(base.at("/ref").asString()).as(command).isEqualTo(REF);
      assertThat(base.at("/commit").asString()).isEqualTo(commit);
      assertThat(base.at("/keptBack/0").asString()).isEqualTo(keptBack(command));
    }
  }

  @Test
  void adopt_and_apply_leave_to_each_other_what_is_the_others() {
    assertThat(run(program, "apply --yes").exit()).isEqualTo(ExitCode.OK);
    assertThat(run(program, "adopt --all").exit()).isEqualTo(ExitCode.OK);

    assertThat(program.read(FILE)).contains("description: by hand", "description: in Git");
    assertThat(plan(program, "--no-base").json().at("/changes")).isEmpty();
  }

  @Test
  void another_base_wins_and_none_does_too() throws Exception {
    program.file("before.yaml", git("show", REF + ":" + FILE) + "\n");

    Program.Run file = plan(program, "--base", "before.yaml");
    Program.Run head = plan(program, "--base-ref", "HEAD");

    holdBoth(file);
    assertThat(file.json().at("/baseCommit").isNull()).isTrue();
    assertThat(head.json().at("/baseCommit/ref").asString()).isEqualTo("HEAD");
    assertThat(head.json().at("/changes")).isEmpty();
    holdNone(plan(program, "--no-base"));
    assertThat(plan(program, "--no-base", "--base-ref", "HEAD").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(plan(program, "--no-base", "--base", "before.yaml").exit())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void the_ref_of_another_environment_is_none_of_this_one() throws Exception {
    git("update-ref", "refs/wrapup/eu-west-1", "HEAD");
    git("update-ref", "-d", REF);

    holdNone(plan(program));
  }

  @Test
  void what_is_not_in_the_checkout_is_no_base_until_it_is_merged() throws Exception {
    git("switch", "-q", "-c", "other", "HEAD^1");
    program.file("other", "");
    Repository.commit(folder);
    git("update-ref", REF, "main");
    int before = sandbox.requests().size();

    for (String command : COMMANDS) {
      Program.Run run = run(program, command);

      assertThat(run.exit()).as(command).isEqualTo(ExitCode.USAGE);
      assertThat(run.err())
          .contains(REF, git("rev-parse", "main"), git("rev-parse", "HEAD"), "--no-base")
          .endsWith("git merge %s\n".formatted(REF));
    }

    assertThat(sandbox.requests()).hasSize(before);
    git("-c", "user.name=t", "-c", "user.email=t@localhost", "merge", "-q", REF);
    assertThat(plan(program).json().at("/drift").findValuesAsString("code"))
        .containsExactlyInAnyOrder("CODE_0", "CODE_1");
  }

  @Test
  void a_shallow_clone_is_told_to_bring_its_history() throws Exception {
    Path clone = root.resolve("clone");
    Repository.git(root, "clone", "-q", "--depth", "1", "file://" + folder, clone.toString());
    Repository.git(clone, "fetch", "-q", "--depth", "1", "origin", "+%s:%s".formatted(REF, REF));

    Program.Run run = plan(in(clone));

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("shallow").endsWith("git fetch --unshallow\n");
    Repository.git(clone, "fetch", "-q", "--unshallow");
    holdBoth(plan(in(clone)));
  }

  @Test
  void it_is_found_in_every_kind_of_checkout() throws Exception {
    git("pack-refs", "--all");
    holdBoth(plan(program));

    git("switch", "-q", "--detach", "main");
    holdBoth(plan(program));

    Repository.git(folder, "worktree", "add", "-q", root.resolve("tree").toString(), "main");
    holdBoth(plan(in(root.resolve("tree"))));

    Path top = Files.createDirectory(root.resolve("top"));
    new Program(top).file("x", "");
    Repository.commit(top);
    Repository.git(top, "submodule", "--quiet", "add", folder.toString(), "sub");
    Repository.git(top.resolve("sub"), "update-ref", REF, "HEAD^1");
    holdBoth(plan(in(top.resolve("sub"))));
    holdBoth(plan(in(top), "-f", "sub/" + FILE));

    Repository.git(root, "clone", "-q", folder.toString(), "sparse");
    Path sparse = root.resolve("sparse");
    Repository.git(sparse, "update-ref", REF, "origin/main^1");
    Repository.git(sparse, "sparse-checkout", "set", "--no-cone", "/" + FILE);
    holdBoth(plan(in(sparse)));
  }

  @Test
  void it_is_that_of_the_files_wherever_the_run_is_started() throws Exception {
    Path inside = Files.createDirectories(folder.resolve("a/b"));
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));

    holdBoth(plan(in(inside), "-f", "../../" + FILE));
    holdBoth(plan(in(elsewhere), "-f", "../codes/" + FILE));
    holdBoth(plan(in(elsewhere), "-f", folder.resolve(FILE).toString()));
    holdBoth(plan(in(root), "-f", "codes"));
  }

  @Test
  void where_there_is_no_repository_nothing_is_looked_for() throws Exception {
    Path outside = Files.createDirectory(root.resolve("outside"));
    in(outside).wrapupcodes(program.read(FILE));
    git("clone", "-q", "--bare", ".", root.resolve("bare").toString());
    in(root.resolve("bare")).wrapupcodes(program.read(FILE));

    for (String name : List.of("outside", "bare")) {
      Program.Run run = plan(in(root.resolve(name)));
      holdNone(run);
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void one_that_only_a_remote_has_comes_by_the_command_that_is_printed() throws Exception {
    Path bare = root.resolve("bare");
    git("clone", "-q", "--bare", ".", bare.toString());
    git("push", "-q", bare.toString(), REF);
    Path clone = root.resolve("clone");
    Repository.git(root, "clone", "-q", bare.toString(), clone.toString());

    Program.Run without = plan(in(clone));

    holdNone(without);
    String command = "git fetch origin +%s:%s".formatted(REF, REF);
    assertThat(without.err()).endsWith(command + "\n").contains("if origin has it");
    assertThat(plan(in(clone), "--no-base").err()).isEmpty();
    assertThat(plan(in(clone), "--quiet").err()).isEmpty();
    Repository.git(clone, command.substring("git ".length()).split(" "));
    holdBoth(plan(in(clone)));
  }

  @Test
  void the_branch_that_gitlab_keeps_comes_by_the_command_that_is_printed() throws Exception {
    git("branch", "wrapup/us-east-1", REF);
    Path clone = root.resolve("clone");
    Repository.git(root, "clone", "-q", "-o", "lab", folder.toString(), clone.toString());

    Program.Run without = plan(in(clone));

    String command = "git fetch lab +refs/heads/wrapup/us-east-1:" + REF;
    assertThat(without.err()).endsWith(command + "\n").doesNotContain("if lab has it");
    Repository.git(clone, command.substring("git ".length()).split(" "));
    holdBoth(plan(in(clone)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        REF + "/more",
        "refs/remotes/origin/wrapup/us-east-1/more",
        REF + "/remotes/x/wrapup/us-east-1"
      })
  void a_ref_below_a_name_is_neither_a_base_nor_a_remote_that_has_one(String below)
      throws Exception {
    git("update-ref", "-d", REF);
    git("update-ref", below, "HEAD");

    Program.Run run = plan(program);

    holdNone(run);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "a..b", "a@{1}", "-x", "a/b", "a~1", "x.lock", "é", "", "@"})
  void a_name_that_no_ref_can_have_is_none_of_an_environment(String name) {
    Program.Run run = plan(program, "--environment=" + name);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("environment").doesNotContain("git failed");
  }

  @Test
  void one_that_cannot_be_read_is_an_error_and_not_none() throws Exception {
    String blob = git("hash-object", "-w", FILE);
    List<String> broken = List.of(blob, "1".repeat(40), "nonsense");
    for (String content : broken) {
      program.file(".git/" + REF, content + "\n");

      for (String command : COMMANDS) {
        Program.Run run = run(program, command);

        assertThat(run.exit()).as(content + " " + run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(REF, "--no-base");
      }
    }
    holdNone(plan(program, "--no-base"));
  }

  @Test
  void before_the_first_commit_it_is_no_base() throws Exception {
    git("switch", "-q", "--orphan", "unborn");
    program.wrapupcodes(git("show", "main:" + FILE) + "\n");

    Program.Run run = plan(program);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(REF, "nothing is committed", "--no-base");
  }

  @Test
  void a_repository_that_git_refuses_stops_the_plan() {
    program.with("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");

    Program.Run run = plan(program);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("dubious ownership", "--no-base")
        .endsWith("git config --global --add safe.directory %s\n".formatted(folder));
    holdNone(plan(program, "--no-base"));
  }

  @Test
  void where_git_is_not_installed_it_is_said_and_planned_as_before() throws Exception {
    program.with("PATH", root.toString());

    Process plan = program.start(List.of(), "plan");

    assertThat(program.told(plan))
        .contains("whether %s names a base can't be told: git can't be run".formatted(REF))
        .contains("No base was given");
    assertThat(plan.exitValue()).isEqualTo(0);
  }

  @Test
  void codes_that_are_declared_elsewhere_at_the_base_are_not_taken_for_new() throws Exception {
    program.file("mine.yaml", program.read(FILE));

    Program.Run run = plan(program, "-f", "mine.yaml");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(REF, "declares the same codes in " + FILE, "--no-base");
    holdNone(plan(program, "-f", "mine.yaml", "--no-base"));
  }

  /// A plan asks git so often at most: for the ref, its commit, whether HEAD has that, the top, and
  /// the files; without a ref once, and where there are remotes for their names.
  @Test
  void git_is_asked_few_times() throws Exception {
    Path trace = root.resolve("trace");
    program
        .file(".git/global", "[trace2]\n\tnormalTarget = %s\n".formatted(trace))
        .with("GIT_CONFIG_GLOBAL", folder.resolve(".git/global").toString());

    holdBoth(plan(program));
    assertThat(calls(trace)).hasSize(6);
    git("update-ref", "-d", REF);
    holdNone(plan(program));
    assertThat(calls(trace)).hasSize(2);
    holdNone(plan(program, "--no-base"));
    assertThat(trace).doesNotExist();
  }

  private static List<String> calls(Path trace) throws Exception {
    List<String> calls =
        Files.readAllLines(trace).stream().filter(line -> line.contains(" start git ")).toList();
    Files.delete(trace);
    return calls;
  }
}
