package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatCommandTest {
  private static final String LOOSE =
      "codes: {A: {description: 'x', displayName: \"a\"}} # all\nformat: '1'\n";
  private static final String CANONICAL =
      "format: 1\ncodes: # all\n  A:\n    displayName: a\n    description: x\n";

  @TempDir Path folder;

  private Program program() {
    return new Program(folder).without("GENESYS_CLIENT_ID").without("GENESYS_CLIENT_SECRET");
  }

  @Test
  void files_are_written_in_canonical_form_and_then_left_alone() throws IOException {
    Program program = program().wrapupcodes(LOOSE);
    Path file = folder.resolve("wrapupcodes.yaml");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

    Program.Run first = program.run("fmt");

    assertThat(first.exit()).isEqualTo(ExitCode.OK);
    assertThat(first.out()).isEqualTo("wrapupcodes.yaml\n1 file written, 0 left as they are.\n");
    assertThat(program.read("wrapupcodes.yaml")).isEqualTo(CANONICAL);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw-r--");
    FileTime long_ago = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(file, long_ago);
    assertThat(program.run("fmt").out()).isEqualTo("1 file is in canonical form.\n");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(long_ago);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void a_check_writes_nothing_shows_what_differs_and_fails() {
    Program program = program().file("a.yaml", LOOSE).file("b.yaml", CANONICAL);

    Program.Run run = program.run("fmt", "--check", "-f", "a.yaml", "-f", "b.yaml");
    Program.Run quiet = program.run("fmt", "--check", "-f", "a.yaml", "--quiet");
    Program.Run fine = program.run("fmt", "--check", "-f", "b.yaml");

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.out()).isEqualTo("a.yaml\n1 file would change, 1 left as it is.\n");
    assertThat(run.err()).contains("-codes: {A:", "+    displayName: a").doesNotContain("b.yaml");
    assertThat(program.read("a.yaml")).isEqualTo(LOOSE);
    assertThat(quiet.err()).isEqualTo("next: wrapup fmt, with the same -f\n");
    assertThat(fine.exit()).isEqualTo(ExitCode.OK);
    assertThat(fine.err()).isEmpty();
  }

  @Test
  void what_is_shown_of_differences_is_bounded() {
    Program program = program();
    String comment = "# " + "x".repeat(1_000_000);
    for (int i = 0; i < 130; i++) program.file("all/%d.yaml".formatted(i), LOOSE);
    program.file("long.yaml", comment + "\n\n\n" + LOOSE + comment);

    Program.Run many = program.run("fmt", "--check", "-f", "all");
    Program.Run long_ = program.run("fmt", "--check", "-f", "long.yaml");

    assertThat(many.out().lines()).hasSize(102).contains("and 30 files more");
    assertThat(many.err()).contains("and 30 files more");
    assertThat(long_.err()).hasSizeLessThan(20_000).contains("xxx…");
  }

  @Test
  void json_is_one_document_on_every_exit() {
    Program program = program().wrapupcodes(LOOSE);

    Program.Run check = program.run("fmt", "--check", "--format", "json");
    Program.Run written = program.run("fmt", "--format", "json");
    Program.Run same = program.run("fmt", "--check", "--format", "json");
    Program.Run broken = program.wrapupcodes("format: 2\n").run("fmt", "--format", "json");
    Program.Run missing = program.run("fmt", "-f", "none.yaml", "--format", "json");
    Program.Run wrong = program.run("fmt", "--cheque", "--format", "json");

    assertThat(check.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(check.json().at("/files/0/changed").asBoolean()).isTrue();
    assertThat(check.json().at("/check").asBoolean()).isTrue();
    assertThat(written.exit()).isEqualTo(ExitCode.OK);
    assertThat(written.json().at("/files/0/sha256")).isEqualTo(check.json().at("/files/0/sha256"));
    assertThat(same.json().at("/files/0/changed").asBoolean()).isFalse();
    assertThat(broken.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(broken.findings()).containsExactly("missing-key 1:1", "unknown-format 1:9");
    assertThat(missing.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void one_broken_file_leaves_all_as_they_are() {
    Program program = program().file("f/a.yaml", LOOSE).file("f/b.yaml", "format: 1\ncode: {}\n");

    Program.Run run = program.run("fmt", "-f", "f");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("f/b.yaml:2:1: error: unknown key 'code'");
    assertThat(program.read("f/a.yaml")).isEqualTo(LOOSE);
  }

  @Test
  void files_that_do_not_belong_together_and_old_exceptions_are_no_obstacle() {
    String old =
        "format: 1\nenvironment: x\ncodes:\n  A:\n    ignore:\n      - {field: description, until: 2020-01-01}\n";
    Program program = program().file("f/a.yaml", old).file("f/b.yaml", old);

    assertThat(program.run("fmt", "--check", "-f", "f").exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run("validate", "-f", "f").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void a_difference_that_no_line_shows_is_told_in_words() {
    Program program =
        program()
            .wrapupcodes(
                "\ufeff" + CANONICAL.replaceFirst("\n", "\n").replace("# all\n", "# all\r\n"));

    assertThat(program.run("fmt", "--check").err())
        .contains("wrapupcodes.yaml: only line ends or a byte order mark differ");
  }

  @Test
  void a_file_that_is_named_twice_is_written_once() {
    Program program = program().wrapupcodes(LOOSE);

    Program.Run run = program.run("fmt", "-f", "wrapupcodes.yaml", "-f", ".");

    assertThat(run.out()).isEqualTo("wrapupcodes.yaml\n1 file written, 0 left as they are.\n");
  }

  @Test
  void a_link_in_the_way_of_the_new_file_is_not_followed() throws IOException {
    Program program = program().wrapupcodes(LOOSE).file("precious", "stays");
    Files.createSymbolicLink(
        folder.resolve("wrapupcodes.yaml.partial"), folder.resolve("precious"));

    program.run("fmt");

    assertThat(program.read("precious")).isEqualTo("stays");
    assertThat(program.read("wrapupcodes.yaml")).isEqualTo(CANONICAL);
  }

  @Test
  void a_file_that_is_called_a_colon_begins_no_command_of_a_runner() {
    String many = "codes: {}\nformat: 1\n" + "# more\n".repeat(20_001);
    for (String text : List.of("\uFEFF" + CANONICAL, many)) {
      Program program = program().with("GITHUB_ACTIONS", "true").file(":", text);

      Program.Run run = program.run("fmt", "--check", "-f", ":");

      assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
      assertThat(run.err()).containsAnyOf(" only line ends", " too long to compare");
      assertThat(run.err().lines().filter(line -> !line.startsWith("::error")))
          .noneMatch(line -> line.contains("::"));
    }
  }
}
