package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Path;
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
    return new Program(folder).withoutCredentials();
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
  void a_difference_that_no_line_shows_is_told_in_words() {
    Program program =
        program()
            .wrapupcodes(
                "\ufeff" + CANONICAL.replaceFirst("\n", "\n").replace("# all\n", "# all\r\n"));

    assertThat(program.run("fmt", "--check").err())
        .contains("wrapupcodes.yaml: only line ends or a byte order mark differ");
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
