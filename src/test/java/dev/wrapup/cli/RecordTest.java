package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of `refs/wrapup/<environment>` when an apply is over. An export was applied, and a
/// description changed and committed since.
@ParameterizedClass
@EnumSource(Kind.class)
class RecordTest extends AppliedRepository {
  RecordTest(Kind kind) {
    super(kind);
  }

  private String at(String ref) throws Exception {
    return git("rev-parse", ref);
  }

  private Program.Run apply(String... more) {
    return program.run(List.of("apply", "--yes"), more);
  }

  private void holdNothingWasSent(Program.Run run) {
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(sandbox.writes()).isZero();
  }

  @Test
  void moved_it_makes_the_next_edit_of_the_field_no_collision() throws Exception {
    Program.Run applied = apply("--record");

    assertThat(applied.exit()).as(applied.err()).isEqualTo(ExitCode.OK);
    assertThat(at(REF)).isEqualTo(at("HEAD"));
    assertThat(applied.err()).contains(REF, at("HEAD"));
    edit("CODE_1", "once more");
    assertThat(program.run("plan", "--format", "json").json().at("/changes/0/origin").asString())
        .isEqualTo("git");
  }

  @Test
  void a_run_that_finds_all_as_declared_moves_it_too() throws Exception {
    apply();
    assertThat(at(REF)).isNotEqualTo(at("HEAD"));

    assertThat(apply("--record").exit()).isEqualTo(ExitCode.OK);
    assertThat(at(REF)).isEqualTo(at("HEAD"));
    assertThat(apply("--record").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void it_is_made_where_there_is_none_and_pushed_by_the_command_that_is_printed() throws Exception {
    git("update-ref", "-d", REF);
    git("clone", "-q", "--bare", ".", root.resolve("bare").toString());
    git("remote", "add", "origin", root.resolve("bare").toString());

    Program.Run applied = apply("--record");

    assertThat(at(REF)).isEqualTo(at("HEAD"));
    String push = "git push origin %s:%s".formatted(REF, REF);
    assertThat(applied.err()).endsWith(push + "\n");
    git(push.substring("git ".length()).split(" "));
    assertThat(Repository.git(root.resolve("bare"), "rev-parse", REF)).isEqualTo(at("HEAD"));
  }

  @Test
  void at_a_terminal_it_is_said_that_it_was_not_moved_and_how_it_is() throws Exception {
    Program.Run applied = program.typing("yes\n").run("apply");

    String command = "git update-ref %s %s %s".formatted(REF, at("HEAD"), at(REF));
    assertThat(applied.exit()).as(applied.err()).isEqualTo(ExitCode.OK);
    assertThat(applied.err()).contains("was not moved", "--record").endsWith(command + "\n");
    assertThat(at(REF)).isEqualTo(at("HEAD^1"));
    git(command.substring("git ".length()).split(" "));
    assertThat(program.run("apply", "--yes").err()).contains(REF, "names " + at("HEAD"));
    assertThat(program.run("apply", "--yes", "--quiet").err()).isEmpty();
  }

  @Test
  void where_nobody_reads_it_nothing_is_said() {
    assertThat(apply().err()).doesNotContain(REF);
  }

  @Test
  void outside_of_a_repository_nothing_is_said_and_nothing_can_be_recorded() throws Exception {
    Path outside = Files.createDirectory(root.resolve("outside"));
    String text = program.read(FILE);
    program = in(outside).wrapupcodes(text).typing("");

    holdNothingWasSent(apply("--record"));
    assertThat(apply().err()).doesNotContain(REF);
  }

  @Test
  void files_that_are_not_committed_are_not_recorded() throws Exception {
    edit("CODE_2", "not committed");

    Program.Run refused = apply("--record");

    holdNothingWasSent(refused);
    assertThat(refused.err()).contains("the files differ from the commit " + at("HEAD"));
    Program.Run applied = program.typing("").run("apply", "--yes");
    assertThat(applied.err()).contains(REF + " isn't moved: the files differ");
    assertThat(at(REF)).isEqualTo(at("HEAD^1"));
  }

  @Test
  void a_folder_from_which_a_file_is_missing_is_not_recorded() throws Exception {
    program.file("codes/b.yaml", "format: 1\ncodes: {}\n");
    Files.move(folder.resolve(FILE), folder.resolve("codes/a.yaml"));
    Repository.commit(folder);
    Files.delete(folder.resolve("codes/b.yaml"));

    holdNothingWasSent(apply("--record", "-f", "codes"));
    git("checkout", "-q", ".");
    assertThat(apply("--record", "-f", "codes").exit()).isEqualTo(ExitCode.OK);
    assertThat(at(REF)).isEqualTo(at("HEAD"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD^1", "HEAD"})
  void it_never_goes_back_or_aside(String base) throws Exception {
    git("switch", "-q", "-c", "other", "HEAD^1");
    edit("CODE_2", "in a branch");
    Repository.commit(folder);
    git("update-ref", REF, "main");

    Program.Run refused = apply("--record", "--base-ref", base);

    holdNothingWasSent(refused);
    assertThat(refused.err()).contains(REF, at("main")).endsWith("git merge " + REF + "\n");
    assertThat(at(REF)).isEqualTo(at("main"));
  }

  @Test
  void a_run_that_did_not_do_all_does_not_move_it() throws Exception {
    String url = "http://127.0.0.1:1/";

    Program.Run untold = apply("--record", "--webhook-url", url, "--timeout", "20s");

    assertThat(untold.exit()).isEqualTo(ExitCode.WEBHOOK);
    assertThat(at(REF)).isEqualTo(at("HEAD^1"));
    assertThat(untold.err()).doesNotContain(REF + " names");
  }

  @Test
  void edits_outside_git_that_are_kept_stay_so_after_it() throws Exception {
    ByHand.edit(sandbox.organization(), "CODE_0", "description", "by hand");

    assertThat(apply("--record").exit()).isEqualTo(ExitCode.OK);

    assertThat(program.run("drift").exit()).isEqualTo(ExitCode.DRIFT);
  }

  @Test
  void what_somebody_else_moved_meanwhile_is_not_moved_again() throws Exception {
    sandbox.watch(
        (moment, request) -> {
          if (!request.method().equals(kind.update())) return;
          try {
            git("update-ref", REF, orphan());
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });

    Program.Run applied = apply("--record");

    assertThat(applied.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(applied.err()).contains("all is applied", "could not be moved");
    assertThat(at(REF)).isNotEqualTo(at("HEAD"));
  }

  private String orphan() throws Exception {
    return git(
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@localhost",
        "commit-tree",
        "-m",
        "x",
        "HEAD^{tree}");
  }

  @Test
  void a_detached_head_and_a_worktree_are_recorded_like_any() throws Exception {
    Path tree = root.resolve("tree");
    git("worktree", "add", "-q", "--detach", tree.toString(), "main");
    program = in(tree);

    assertThat(apply("--record").exit()).isEqualTo(ExitCode.OK);

    assertThat(at(REF)).isEqualTo(at("main"));
  }

  @Test
  void no_hook_of_the_repository_is_run() throws Exception {
    Path hook = folder.resolve(".git/hooks/reference-transaction");
    program.file(
        ".git/hooks/reference-transaction", "#!/bin/sh\ntouch %s/was-run\n".formatted(root));
    assertThat(hook.toFile().setExecutable(true)).isTrue();

    assertThat(apply("--record").exit()).isEqualTo(ExitCode.OK);

    assertThat(root.resolve("was-run")).doesNotExist();
    assertThat(at(REF)).isEqualTo(at("HEAD"));
  }
}
