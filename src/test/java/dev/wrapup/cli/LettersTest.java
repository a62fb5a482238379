package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Letters beyond ASCII in arguments, names of files and folders, variables and Git, for a process
/// whose locale knows none of them: by the launcher's way they arrive whole, and where they can't,
/// that is said.
@ParameterizedClass
@MethodSource("dev.wrapup.Kind#some")
class LettersTest {
  @TempDir Path root;
  @AutoClose private final Sandbox sandbox;
  private Path folder;
  private Program program;

  LettersTest(Kind kind) {
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 2, 0));
  }

  @BeforeEach
  void a_checkout_in_a_folder_with_such_a_name() throws IOException {
    folder = Files.createDirectory(root.resolve("hü"));
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "ü.yaml");
  }

  /// The launcher's beginning, which chooses the locale, then the program.
  private ProcessResult launched(Map<String, String> locale, String... args) throws Exception {
    String launcher = Files.readString(Path.of("release/wrapup.sh"));
    int begin = launcher.indexOf("# Java reads arguments");
    String chosen = launcher.substring(begin, launcher.indexOf("\nscreen=", begin));
    return run(locale, List.of("sh", "-euc", chosen + "exec \"$@\"", "sh"), args);
  }

  private ProcessResult run(Map<String, String> locale, List<String> prefix, String... args)
      throws Exception {
    List.of("LC_ALL", "LANG", "LC_CTYPE").forEach(name -> program.with(name, ""));
    locale.forEach(program::with);
    Process process = program.start(prefix, args);
    process.waitFor();
    return new ProcessResult(
        process.exitValue(), program.read("stdout.txt"), program.read("stderr.txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", "LANG="})
  void all_letters_arrive_through_the_launcher(String locale) throws Exception {
    String[] set = locale.split("=", -1);
    Repository.commit(folder);
    program.file("ö/é.yaml", program.read("ü.yaml").replace("  CODE_1:", "  CAFÉ:"));
    Files.delete(folder.resolve("ü.yaml"));
    Repository.commit(folder);

    ProcessResult ran =
        launched(
            Map.of(set[0], set[1]),
            List.of("apply", "--yes", "-f", "ö", "--base-ref", "HEAD^1", "--initiated-by", "Jörg")
                .toArray(String[]::new));
    ProcessResult refs = launched(Map.of(set[0], set[1]), "refs", "CAFÉ");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("CAFÉ");
    assertThat(refs.exit()).as(refs.err()).isZero();
    assertThat(refs.out()).contains("CAFÉ");
    assertThat(Files.readString(program.journals().getFirst()))
        .contains("\"initiatedBy\":\"Jörg\"")
        .contains("\"commit\":\"" + Repository.git(folder, "rev-parse", "HEAD"))
        .contains("\"dirty\":false");
  }

  @Test
  void what_arrives_without_its_letters_is_refused() throws Exception {
    Map<String, String> posix = Map.of("LC_ALL", "C");
    List<ProcessResult> lost = new ArrayList<>();
    lost.add(run(posix, List.of(), "refs", "CAFÉ", "--format", "json"));
    program = new Program(Files.createDirectory(root.resolve("h"))).at(sandbox);
    Files.copy(folder.resolve("ü.yaml"), program.folder().resolve("ü.yaml"));
    lost.add(run(posix, List.of(), "validate", "-f", "ü.yaml", "--format", "json"));
    lost.add(run(posix, List.of(), "validate", "-f", ".", "--format", "json"));
    program.with("GENESYS_CLIENT_SECRET", "secrét");
    lost.add(run(posix, List.of(), "refs", "CODE_0", "--format", "json"));

    for (ProcessResult ran : lost) {
      assertThat(ran.exit()).as(ran.err()).isEqualTo(2);
      assertThat(ran.err()).contains("letters of").contains("LC_ALL=C.UTF-8");
      assertThat(ran.out()).contains("wrapup.error/1").doesNotContain("secr");
    }
    assertThat(sandbox.writes()).isZero();
  }

  /// What Git tracks beside has such names, which are none of the run's.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void names_in_git_that_the_locale_cant_write_do_no_harm(boolean isThrough) throws Exception {
    Path checkout = Files.createDirectory(root.resolve("plain"));
    program = plain(checkout);
    Files.copy(folder.resolve("ü.yaml"), checkout.resolve("old.yaml"));
    program.file("ü/ñandú.txt", "x").file("Übersicht.md", "x").file("ä.yaml", "no: codes\n");
    Repository.commit(checkout);
    program.file(
        "new.yaml", program.read("old.yaml").replaceFirst("description: .*", "description: new"));
    Files.delete(checkout.resolve("old.yaml"));
    Path link = Files.createSymbolicLink(root.resolve("link"), checkout);
    if (isThrough) program = plain(link);

    ProcessResult ran =
        run(
            Map.of("LC_ALL", "C"),
            List.of(),
            "apply",
            "--yes",
            "-f",
            "new.yaml",
            "--base-ref",
            "HEAD");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(program.journals()).hasSize(1);
  }

  @Test
  void a_former_name_that_the_locale_cant_write_is_still_found() throws Exception {
    Path checkout = Files.createDirectory(root.resolve("plain"));
    program = plain(checkout);
    Files.createDirectory(checkout.resolve("é"));
    Files.copy(folder.resolve("ü.yaml"), checkout.resolve("é/ü.yaml"));
    Repository.commit(checkout);
    program.file("new.yaml", program.read("é/ü.yaml"));

    ProcessResult copied =
        run(Map.of("LC_ALL", "C"), List.of(), "plan", "-f", "new.yaml", "--base-ref", "HEAD");
    Files.delete(checkout.resolve("é/ü.yaml"));
    ProcessResult moved =
        run(Map.of("LC_ALL", "C"), List.of(), "plan", "-f", "new.yaml", "--base-ref", "HEAD");

    assertThat(copied.exit()).as(copied.err()).isEqualTo(2);
    assertThat(copied.err()).contains("declares the same codes in é/ü.yaml");
    assertThat(moved.exit()).as(moved.err()).isZero();
  }

  private Program plain(Path directory) throws IOException {
    return new Program(directory).at(sandbox).with("GENESYS_CLIENT_SECRET", "secret");
  }
}
