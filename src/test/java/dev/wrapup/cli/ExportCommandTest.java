package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
