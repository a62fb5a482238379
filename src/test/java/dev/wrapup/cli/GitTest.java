package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told where git can't or won't read a base: the cause by its name, and its own remedy.
class GitTest {
  @TempDir Path root;
  private Path folder;
  private Program program;

  @BeforeEach
  void two_commits() throws Exception {
    folder = Files.createDirectory(root.resolve("codes"));
    program = new Program(folder).wrapupcodes("format: 1\ncodes: {}\n");
    Repository.commit(folder);
    program.wrapupcodes("format: 1\n# another\ncodes: {}\n");
    Repository.commit(folder);
  }

  private static Program.Run plan(Program program, String ref) {
    return program.run("plan", "--sandbox", "--base-ref", ref);
  }

  private Program cloned(String... how) throws Exception {
    Repository.git(folder, "config", "uploadpack.allowFilter", "true");
    Path clone = root.resolve("clone");
    List<String> words = new ArrayList<>(List.of("clone", "-q"));
    words.addAll(List.of(how));
    words.addAll(List.of("file://" + folder, clone.toString()));
    Repository.git(root, words.toArray(String[]::new));
    return new Program(clone);
  }

  @Test
  void a_repository_of_another_owner_is_told_with_the_remedy_of_git() {
    Program.Run run = plan(program.with("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"), "HEAD^1");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains(
            "detected dubious ownership in repository at '%s'".formatted(folder),
            "next: if you trust it: git config --global --add safe.directory " + folder)
        .doesNotContain("there is no Git ref", "fetch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--filter=blob:none", "--filter=tree:0"})
  void a_clone_that_left_out_what_is_needed_names_its_filter_and_the_remedy_works(String filter)
      throws Exception {
    Program clone = cloned(filter);

    Program.Run run = plan(clone, "HEAD^1");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("the clone was made with a filter", "next: ", "git fetch --refetch --no-filter")
        .doesNotContain("no Git ref");
    Repository.git(clone.folder(), "fetch", "-q", "--refetch", "--no-filter");
    assertThat(plan(clone, "HEAD^1").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void a_file_outside_of_the_repository_was_at_none_of_its_commits() throws Exception {
    Files.copy(folder.resolve("wrapupcodes.yaml"), root.resolve("x.yaml"));

    Program.Run run = program.run("plan", "--sandbox", "--base-ref", "HEAD", "-f", "../x.yaml");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains(
            "../x.yaml is outside of the repository " + folder,
            "next: run it in the repository that holds the files");
  }

  @Test
  void a_shallow_clone_is_called_one() throws Exception {
    Program.Run run = plan(cloned("--depth", "1"), "HEAD^1");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("shallow clone", "fetch-depth: 0", "git fetch --unshallow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gitdir: /nowhere\n", "nonsense\n", ""})
  void a_broken_repository_is_not_called_none(String gitFile) throws Exception {
    Program inside = new Program(Files.createDirectory(folder.resolve("inside")));
    inside.wrapupcodes("format: 1\ncodes: {}\n").file(".git", gitFile);

    Program.Run run = plan(inside, "HEAD");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("git failed: fatal: ", "next: mend what git names")
        .doesNotContain("run it in the repository", "no Git ref");
  }

  @Test
  void objects_that_are_kept_elsewhere_and_gone_are_named() throws Exception {
    Program clone = cloned();
    clone.file(".git/objects/info/alternates", root.resolve("gone") + "\n");
    String head = Repository.git(clone.folder(), "rev-parse", "HEAD");

    Program.Run read = plan(clone, head);
    Program.Run unread = plan(clone, "0".repeat(40));

    assertThat(read.exit()).isEqualTo(ExitCode.OK);
    assertThat(unread.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(unread.err())
        .contains("git failed: error: ", root.resolve("gone").toString(), "mend what git names");
  }

  /// One that somebody committed, with its configuration, would be asked otherwise.
  @Test
  void a_repository_without_a_working_tree_is_not_read() throws Exception {
    Repository.git(folder, "clone", "-q", "--bare", ".", "bare");
    Program bare = new Program(folder.resolve("bare")).wrapupcodes("format: 1\ncodes: {}\n");

    Program.Run run = plan(bare, "HEAD");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("cannot use bare repository", "next: run it in the working tree");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--output=x",
        "^HEAD",
        "HEAD^1 HEAD",
        "HEAD^1..HEAD",
        "HEAD:wrapupcodes.yaml",
        "é"
      })
  void what_is_no_commit_is_no_base(String ref) {
    Program.Run run = program.run("plan", "--sandbox", "--base-ref=" + ref);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("the Git ref '%s' can't be read here".formatted(ref));
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void a_commit_is_found_in_every_kind_of_checkout() throws Exception {
    Repository.git(folder, "update-ref", "refs/heads/--quiet", "HEAD^1");
    Repository.git(folder, "worktree", "add", "-q", root.resolve("tree").toString());
    Program tree = new Program(root.resolve("tree"));
    Repository.git(root, "clone", "-q", "--shared", folder.toString(), "shared");
    Program shared = new Program(root.resolve("shared"));
    program.file(".git/index.lock", "");

    assertThat(plan(program, "refs/heads/--quiet").exit()).isEqualTo(ExitCode.OK);
    assertThat(plan(tree, "HEAD^1").exit()).isEqualTo(ExitCode.OK);
    assertThat(plan(shared, "HEAD^1").exit()).isEqualTo(ExitCode.OK);
    assertThat(tree.run("apply", "--sandbox", "--yes").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void nothing_that_a_repository_configures_is_run() throws Exception {
    Path script = folder.resolve("script");
    program.file("script", "#!/bin/sh\ntouch %s/was-run\n".formatted(root));
    script.toFile().setExecutable(true);
    program.file(".gitattributes", "* filter=odd diff=odd\n");
    for (String key :
        List.of(
            "core.fsmonitor",
            "core.pager",
            "diff.external",
            "diff.odd.textconv",
            "filter.odd.smudge",
            "filter.odd.clean")) {
      Repository.git(folder, "config", key, script.toString());
    }
    program.wrapupcodes("format: 1\n# a third\ncodes: {}\n");

    Program.Run plan = plan(program, "HEAD^1");
    Program.Run apply = program.run("apply", "--sandbox", "--yes", "--base-ref", "HEAD");

    assertThat(plan.exit()).as(plan.err()).isEqualTo(ExitCode.OK);
    assertThat(apply.exit()).as(apply.err()).isEqualTo(ExitCode.OK);
    assertThat(root.resolve("was-run")).doesNotExist();
  }

  @Test
  void variables_that_name_another_repository_are_not_followed() throws Exception {
    Path other = Files.createDirectory(root.resolve("other"));
    new Program(other).wrapupcodes("format: 1\ncodes: {}\n");
    Repository.commit(other);
    Program misled =
        program
            .with("GIT_DIR", other.resolve(".git").toString())
            .with("GIT_WORK_TREE", other.toString())
            .with("GIT_INDEX_FILE", "nowhere");

    assertThat(plan(misled, "HEAD^1").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void git_that_is_not_there_is_told_where_it_is_needed() throws Exception {
    Program without = program.with("PATH", root.toString());

    Process plan = without.start(List.of(), "plan", "--sandbox", "--base-ref", "HEAD^1");
    String told = without.told(plan);

    assertThat(plan.exitValue()).as(told).isEqualTo(1);
    assertThat(told).contains("error: git can't be run", "next: install git");
  }
}
