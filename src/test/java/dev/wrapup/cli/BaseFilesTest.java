package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the files were at a commit, however they were called there. An administrator edited
/// `CODE_0` by hand, and the base protects `CODE_1`: a plan that knows its base leaves the one
/// alone, and never renames the other.
@ParameterizedClass
@MethodSource("dev.wrapup.Kind#some")
class BaseFilesTest {
  private static final String FILE = Options.DEFAULT_FILE;

  @TempDir Path folder;
  @AutoClose private final Sandbox sandbox;
  private Program program;

  BaseFilesTest(Kind kind) {
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 12, 0));
  }

  @BeforeEach
  void an_export_is_committed_and_a_code_edited_by_hand() throws Exception {
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", FILE);
    program.wrapupcodes(
        program.read(FILE).replaceFirst("(?m)^policy:\n.*\n", "policy: {protect: [CODE_1]}\n"));
    Repository.commit(folder);
    ByHand.edit(sandbox.organization(), "CODE_0", "description", "by hand");
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    return Repository.git(folder, arguments);
  }

  private void move(String from, String to) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve(to).toAbsolutePath().getParent());
    git("mv", from, to);
  }

  private Program.Run plan(String ref, String... names) {
    return plan(program, ref, names);
  }

  private static Program.Run plan(Program program, String ref, String... names) {
    List<String> args = new ArrayList<>(List.of("plan", "--format", "json", "--base-ref", ref));
    for (String name : names) args.addAll(List.of("-f", name));
    return program.run(args.toArray(String[]::new));
  }

  private static void holdTheEditIsLeftAlone(Program.Run run) {
    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/changes")).isEmpty();
    assertThat(run.json().at("/drift").findValuesAsString("code")).containsExactly("CODE_0");
    assertThat(run.json().at("/released")).isEmpty();
    assertThat(run.err()).doesNotContain("declares nothing");
  }

  @Test
  void a_file_is_followed_from_a_folder_below_the_top() throws Exception {
    Files.createDirectories(folder.resolve("deep/er"));
    Program below = new Program(folder.resolve("deep/er")).at(sandbox);

    holdTheEditIsLeftAlone(plan(below, "HEAD", "../../" + FILE));
    move(FILE, "deep/codes.yaml");
    Repository.commit(folder);
    holdTheEditIsLeftAlone(plan(below, "HEAD^1", "../codes.yaml"));
    holdTheEditIsLeftAlone(plan("HEAD^1", folder.resolve("deep/codes.yaml").toString()));
    holdTheEditIsLeftAlone(plan("HEAD", "deep"));
  }

  @Test
  void what_a_sparse_checkout_leaves_out_is_not_gone() throws Exception {
    String foreign = "format: 1\npolicy: {protect: [X]}\ncodes: {}\n";
    program.file("other/codes.yaml", foreign);
    move(FILE, "mine/codes.yaml");
    Repository.commit(folder);
    git("sparse-checkout", "set", "mine");
    program.file("mine/more.yaml", "format: 1\npolicy: {protect: [CODE_1]}\ncodes: {}\n");
    program.file(
        "mine/codes.yaml", program.read("mine/codes.yaml").replaceFirst("policy: .*\n", ""));
    Program below = new Program(folder.resolve("mine")).at(sandbox);

    assertThat(folder.resolve("other")).doesNotExist();
    holdTheEditIsLeftAlone(plan(below, "HEAD", "."));
  }

  /// Of another environment, or of another organization, as the ids tell.
  @ParameterizedTest
  @CsvSource({"us-east-1, eu-west-1", "'    id: ', '    id: theirs-'"})
  void the_first_file_beside_those_for_others_is_let_through(String ours, String theirs)
      throws Exception {
    String file = git("show", "HEAD:" + FILE);
    Files.delete(folder.resolve(FILE));
    program.file("theirs.yaml", file.replace(ours, theirs));
    Repository.commit(folder);
    program.wrapupcodes(file);
    Repository.commit(folder);

    Program.Run run = plan("HEAD^1", FILE);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).contains("declares nothing for this target");
  }
}
