package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
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
import org.junit.jupiter.params.provider.ValueSource;

/// What the files were at a commit, however they were called there. An administrator edited
/// `CODE_0` by hand, and the base protects `CODE_1`: a plan that knows its base leaves the one
/// alone, and never renames the other.
@ParameterizedClass
@MethodSource("dev.wrapup.Kind#some")
class BaseFilesTest {
  private static final String FILE = Options.DEFAULT_FILE;

  @TempDir Path folder;
  private final Kind kind;
  @AutoClose private final Sandbox sandbox;
  private Program program;

  BaseFilesTest(Kind kind) {
    this.kind = kind;
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 12, 0), Settings.DEFAULT);
  }

  @BeforeEach
  void an_export_is_committed_and_a_code_edited_by_hand() throws Exception {
    program = new Program(folder).at(sandbox).with("WRAPUP_API", kind.dialect().api());
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

  /// Everything down to `codes:`, then each code.
  private static List<String> parts(String export) {
    return List.of(export.split("\n(?=  CODE_)"));
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

  @ParameterizedTest
  @ValueSource(
      strings = {"codes/all.yaml", "Wrapupcodes.yaml", "a/b c/ü.yml", "codes.txt", ":x[1].yaml"})
  void a_file_that_was_moved_is_followed(String to) throws Exception {
    move(FILE, to);
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD^1", to));
    holdTheEditIsLeftAlone(plan("HEAD", to));
  }

  @Test
  void a_file_that_was_moved_into_a_folder_is_followed_committed_or_not() throws Exception {
    program.file("codes/none.yaml", "format: 1\ncodes: {}\n");
    Repository.commit(folder);
    Files.move(folder.resolve(FILE), folder.resolve("codes/all.yaml"));

    holdTheEditIsLeftAlone(plan("HEAD", "codes"));
    Repository.commit(folder);
    holdTheEditIsLeftAlone(plan("HEAD^1", "codes"));
    holdTheEditIsLeftAlone(plan("HEAD^1", "codes/all.yaml"));
  }

  @ParameterizedTest
  @CsvSource({"old.yaml, new.yaml", "old, new"})
  void a_file_that_was_moved_and_written_anew_is_followed(String from, String to) throws Exception {
    move(FILE, from);
    Repository.commit(folder);
    String export = program.read(from);
    Files.delete(folder.resolve(from));
    program.file(
        to,
        export.replaceAll("(?m)^  ", "    ").replaceAll("(?m)$", "  # of a line").strip() + "\n");
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD^1", to));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void a_file_that_was_split_is_the_base_of_its_parts(int size) throws Exception {
    List<String> parts = parts(program.read(FILE));
    Files.delete(folder.resolve(FILE));
    for (int i = 1; i < parts.size(); i += size) {
      List<String> codes = parts.subList(i, Math.min(parts.size(), i + size));
      String head = i == 1 ? parts.getFirst() : "format: 1\ncodes:";
      program.file("codes/%d.yaml".formatted(i), head + "\n" + String.join("\n", codes) + "\n");
    }
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD^1", "codes"));
  }

  @Test
  void a_part_that_moves_into_a_file_of_its_own_is_no_news() throws Exception {
    List<String> parts = parts(program.read(FILE));
    program.wrapupcodes(String.join("\n", parts.subList(0, 7)) + "\n");
    String rest = String.join("\n", parts.subList(7, parts.size()));
    program.file("more.yaml", "format: 1\ncodes:\n" + rest);
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD^1", FILE, "more.yaml"));
  }

  @Test
  void a_folder_that_was_moved_is_followed_with_what_was_taken_out_of_it() throws Exception {
    List<String> parts = parts(program.read(FILE));
    Files.delete(folder.resolve(FILE));
    program.file("a/1.yaml", String.join("\n", parts.subList(0, 7)) + "\n");
    program.file(
        "a/2.yaml", "format: 1\ncodes:\n" + String.join("\n", parts.subList(7, parts.size())));
    Repository.commit(folder);
    move("a", "b");
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD^1", "b"));

    Files.delete(folder.resolve("b/2.yaml"));
    Repository.commit(folder);
    Program.Run less = plan("HEAD~2", "b");
    assertThat(less.json().at("/changes")).isEmpty();
    assertThat(less.json().at("/released")).isNotEmpty();
  }

  @Test
  void a_file_is_followed_from_a_folder_below_the_top() throws Exception {
    Files.createDirectories(folder.resolve("deep/er"));
    Program below =
        new Program(folder.resolve("deep/er")).at(sandbox).with("WRAPUP_API", kind.dialect().api());

    holdTheEditIsLeftAlone(plan(below, "HEAD", "../../" + FILE));
    move(FILE, "deep/codes.yaml");
    Repository.commit(folder);
    holdTheEditIsLeftAlone(plan(below, "HEAD^1", "../codes.yaml"));
    holdTheEditIsLeftAlone(plan("HEAD^1", folder.resolve("deep/codes.yaml").toString()));
    holdTheEditIsLeftAlone(plan("HEAD", "deep"));
  }

  @Test
  void what_the_base_protects_stays_protected_though_the_file_moved() throws Exception {
    String export = program.read(FILE);
    Files.delete(folder.resolve(FILE));
    program.file(
        "codes/all.yaml",
        export
            .replaceFirst("policy: .*\n", "")
            .replace("  CODE_1:", "  RENAMED:")
            .replaceAll("(?m)^", " ")
            .replaceAll("(?m)^ (?=\\S|$)", "")
            .replaceAll("(?m)$", "  # moved")
            .strip());
    Repository.commit(folder);

    Program.Run run = plan("HEAD^1", "codes");

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().at("/verdict/approvalToken").isNull()).isTrue();
    assertThat(run.json().at("/changes").findValuesAsString("code")).containsExactly("RENAMED");
  }

  @Test
  void a_copy_beside_a_file_that_is_left_out_stops_and_says_what_to_do() throws Exception {
    program.file("codes/all.yaml", program.read(FILE));
    Repository.commit(folder);

    Program.Run run = plan("HEAD^1", "codes");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("HEAD^1", "the same codes in wrapupcodes.yaml", "next: ", "--base FILE");
    assertThat(plan("HEAD^1", "codes/all.yaml").exit()).isEqualTo(ExitCode.USAGE);
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
    Program below =
        new Program(folder.resolve("mine")).at(sandbox).with("WRAPUP_API", kind.dialect().api());

    assertThat(folder.resolve("other")).doesNotExist();
    holdTheEditIsLeftAlone(plan(below, "HEAD", "."));
  }

  @Test
  void a_stale_copy_that_goes_as_a_file_comes_is_no_second_base() throws Exception {
    program.file("old.yaml", "format: 1\ncodes:\n  CODE_2: {description: old}\n");
    move(FILE, "codes/all.yaml");
    Repository.commit(folder);
    git("rm", "-q", "old.yaml");
    program.file("codes/more.yaml", "format: 1\ncodes: {}\n");
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD^1", "codes"));
  }

  /// A file beside or elsewhere that goes in the commit in which the codes' file moves.
  @ParameterizedTest
  @CsvSource({
    "other.yaml, 'policy: {maxUpdates: 1}\ncodes:\n  OTHER: {description: theirs}\n'",
    "other.yaml, 'retired: [GONE]\ncodes:\n  OTHER: {description: theirs}\n'",
    "test/data.yaml, 'policy: {maxUpdates: 1}\ncodes:\n  OTHER: {description: theirs}\n'",
    "test/data.yaml, 'policy: {protect: [OTHER]}\ncodes: {}\n'",
    "theirs/codes.yaml, THEIRS",
    "theirs.yaml, THEIRS"
  })
  void an_unrelated_file_that_was_deleted_joins_no_base(String name, String text) throws Exception {
    String theirs = program.read(FILE).replace("    id: ", "    id: theirs-");
    String head = "format: 1\napi: %s\n".formatted(kind.dialect().api());
    program.file(name, text.equals("THEIRS") ? theirs : head + text.replace("\\n", "\n"));
    Repository.commit(folder);
    git("rm", "-q", name);
    move(FILE, "codes/all.yaml");
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD^1", "codes"));
    holdTheEditIsLeftAlone(plan("HEAD^1", "codes/all.yaml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules.yaml", "head/rules.yaml"})
  void rules_in_a_file_of_their_own_are_followed_though_rewritten(String name) throws Exception {
    String export = program.read(FILE);
    program.file(name, "format: 1\npolicy: {protect: [CODE_1]}\ncodes: {}\n");
    program.wrapupcodes(export.replaceFirst("policy: .*\n", ""));
    Repository.commit(folder);
    git("rm", "-q", name);
    move(FILE, "codes/all.yaml");
    program.file(
        "codes/all.yaml", program.read("codes/all.yaml").replace("  CODE_1:", "  RENAMED:"));
    program.file("codes/rules.yaml", "format: 1\n# anew\npolicy: {maxUpdates: 90}\ncodes: {}\n");
    Repository.commit(folder);

    Program.Run run = plan("HEAD^1", "codes");

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void a_copy_of_pinned_codes_is_noticed_beside_other_files_too() throws Exception {
    List<String> parts = parts(program.read(FILE));
    String head = "format: 1\napi: %s\ncodes:\n".formatted(kind.dialect().api());
    String some = "format: 1\ncodes:\n" + String.join("\n", parts.subList(1, 7)) + "\n";
    program.file("elsewhere/1.yaml", some);
    program.file("codes/2.yaml", head + String.join("\n", parts.subList(7, parts.size())));
    git("rm", "-q", FILE);
    Repository.commit(folder);
    program.file("codes/1.yaml", some);

    Program.Run run = plan("HEAD", "codes");

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("the same codes in elsewhere/1.yaml", "next: name the other");
    Files.delete(folder.resolve("elsewhere/1.yaml"));
    holdTheEditIsLeftAlone(plan("HEAD", "codes"));
  }

  @Test
  void an_old_export_that_stays_is_no_original_of_what_has_its_base() throws Exception {
    program.file("archive/old.yaml", program.read(FILE));
    program.file("codes/all.yaml", program.read(FILE));
    git("rm", "-qf", FILE);
    Repository.commit(folder);
    List<String> parts = parts(program.read("codes/all.yaml"));
    program.file("codes/all.yaml", String.join("\n", parts.subList(0, 7)) + "\n");
    program.file(
        "codes/more.yaml", "format: 1\ncodes:\n" + String.join("\n", parts.subList(7, 13)));

    holdTheEditIsLeftAlone(plan("HEAD", "codes"));
  }

  @Test
  void a_decoy_that_git_takes_for_the_moved_file_hides_no_base() throws Exception {
    String export = program.read(FILE);
    move(FILE, "docs/old.yaml");
    program.file(
        "codes/all.yaml",
        export.replaceFirst("policy: .*\n", "").replace("format", "# new\nformat"));
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD^1", "codes"));
  }

  @Test
  void a_first_pull_request_is_let_through_and_said() throws Exception {
    String export = program.read(FILE);
    git("checkout", "-q", "--orphan", "first");
    git("rm", "-qrf", ".");
    program.file("README.md", "codes\n").file("other.yaml", "format: 1\nnumbers: {}\n");
    Repository.commit(folder);
    program.wrapupcodes(export);
    Repository.commit(folder);

    Program.Run run = plan("HEAD^1", FILE);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).contains("the commit HEAD^1 declares nothing for this target");
    assertThat(run.json().at("/changes").findValuesAsString("code")).containsExactly("CODE_0");
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

  @Test
  void a_new_file_in_a_folder_is_no_news() throws Exception {
    move(FILE, "codes/all.yaml");
    Repository.commit(folder);
    program.file("codes/more.yaml", "format: 1\ncodes: {}\n");
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD^1", "codes"));
  }

  /// The files as `x.yaml` in a repository of their own, and in a submodule that is committed.
  private void submodule() throws IOException, InterruptedException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(folder.resolve(FILE), other.resolve("x.yaml"));
    Repository.commit(other);
    git("submodule", "--quiet", "add", "./other", "sub");
    Repository.commit(folder);
  }

  @Test
  void files_of_a_submodule_or_of_another_repository_are_refused() throws Exception {
    submodule();

    for (String name : List.of("sub/x.yaml", "sub", "other/x.yaml", "other")) {
      Program.Run run = plan("HEAD", name);
      assertThat(run.exit()).as(name).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("is of another repository", "--base");
    }
  }

  @Test
  void what_was_a_submodule_at_the_commit_is_refused() throws Exception {
    submodule();
    git("rm", "-qf", "sub");
    program.file("sub/x.yaml", program.read(FILE));
    Repository.commit(folder);

    Program.Run run = plan("HEAD^1", "sub");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("was in the submodule sub", "--base");
  }

  @Test
  void a_link_at_the_commit_is_followed_by_no_name() throws Exception {
    move(FILE, "real/all.yaml");
    Files.createSymbolicLink(folder.resolve("codes"), Path.of("real"));
    Repository.commit(folder);
    Files.delete(folder.resolve("codes"));
    move("real/all.yaml", "codes/all.yaml");
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD^1", "codes/all.yaml"));
    holdTheEditIsLeftAlone(plan("HEAD^1", "codes"));
  }

  @Test
  void the_top_of_the_repository_is_a_folder_of_yaml_files() throws Exception {
    program.file("README.md", "not YAML: [\n");
    Repository.commit(folder);

    holdTheEditIsLeftAlone(plan("HEAD", "."));
  }
}
