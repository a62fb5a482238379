package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong in files is the report of `validate`, whatever its format.
class ValidateCommandTest {
  private static final String BAD = "format: 1\ncodes:\n  A: {displayNam: <b>}\n";

  @TempDir Path folder;

  private Program program() {
    return new Program(folder).wrapupcodes(BAD);
  }

  @ParameterizedTest
  @CsvSource({"markdown, ### wrapup validate: `wrapupcodes.yaml`", "html, <!doctype html>"})
  void findings_are_a_page_where_one_is_asked_for(String format, String begin) {
    Program.Run run = program().run("validate", "--format", format);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).startsWithIgnoringCase(begin);
    assertThat(run.out()).contains("displayNam", "wrapupcodes.yaml:3:7");
    assertThat(run.err()).startsWith("wrapupcodes.yaml:3:7: error: unknown key 'displayNam'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"markdown", "html"})
  void they_are_no_plan(String format) {
    assertThat(program().run("plan", "--sandbox", "--format", format).out()).isEmpty();
  }
}
