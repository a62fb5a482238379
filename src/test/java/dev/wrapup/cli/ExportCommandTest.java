package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportCommandTest {
  @TempDir Path folder;

  @Test
  void what_stands_in_a_file_is_not_lost_to_an_export() {
    try (Sandbox sandbox = Sandbox.start(Example.organization(), Settings.DEFAULT)) {
      Program program = new Program(folder).at(sandbox).wrapupcodes("# by hand\n");

      Program.Run run = program.run("export", "--out", "wrapupcodes.yaml");

      assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err())
          .contains("error: wrapupcodes.yaml is there already", "next: choose another --out");
      assertThat(program.read("wrapupcodes.yaml")).isEqualTo("# by hand\n");
      assertThat(sandbox.requests()).isEmpty();
    }
  }

  @Test
  void a_file_holds_what_would_be_printed_and_plans_nothing() {
    try (Sandbox sandbox = Sandbox.start(Example.organization(), Settings.DEFAULT)) {
      Program program = new Program(folder).at(sandbox);

      Program.Run printed = program.run("export");
      Program.Run written = program.run("export", "--out", "wrapupcodes.yaml");

      assertThat(written.exit()).isEqualTo(ExitCode.OK);
      assertThat(written.out()).isEmpty();
      assertThat(written.err()).contains("written to wrapupcodes.yaml; now try: wrapup plan\n");
      assertThat(program.read("wrapupcodes.yaml")).isEqualTo(printed.out());
      assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
    }
  }

  static List<Dialect> dialects() {
    return Dialect.ALL;
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void a_code_that_no_file_can_declare_is_not_counted_as_written(Dialect dialect) {
    LiveCode parked = new LiveCode("1", "1", "~AAAAAAAAAAAAAAAAAAA", Map.of());
    LiveCode plain = new LiveCode("2", "1", "REFUND", Map.of());
    Organization organization =
        new Organization(dialect, List.of(parked, plain), List.of(), Map.of());
    try (Sandbox sandbox = Sandbox.start(organization, Settings.DEFAULT)) {
      Program program = new Program(folder).at(sandbox).with("WRAPUP_API", dialect.api());

      Program.Run run = program.run("export", "--out", "wrapupcodes.yaml");

      assertThat(run.err())
          .contains("1 code written to wrapupcodes.yaml, 1 left out as its last lines say; now");
    }
  }
}
