package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.CloudExample;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// What commands write into files for Genesys Cloud.
class GenesysCloudFilesTest extends GenesysCloudCase {
  @Test
  void an_edit_is_adopted_beside_a_division_that_the_file_names_by_its_id() {
    Sandbox sandbox = start();
    Program program =
        exported(sandbox, "division: Sales", "division: " + CloudExample.divisionId("Sales"));
    String before = program.read("wrapupcodes.yaml");
    edit(sandbox, "Order placed", "by hand");

    Program.Run run = program.run("adopt", "--all");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(program.read("wrapupcodes.yaml"))
        .isEqualTo(before.replace("A new order was taken.", "by hand"));
    assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void a_code_out_of_sight_is_no_reason_to_take_its_entry_out() {
    Program everything = exported(start());
    String before = everything.read("wrapupcodes.yaml");
    Sandbox narrow =
        start(
            CloudExample.organization(),
            Settings.DEFAULT.withHidden(CloudExample.divisionId("Sales")));

    Program.Run run = program(narrow).run("adopt", "Order placed");

    assertThat(run.out()).contains("out of sight");
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(everything.read("wrapupcodes.yaml")).isEqualTo(before);
  }

  @Test
  void an_export_is_in_canonical_form_and_stays_what_it_is_in_two_files() throws Exception {
    Program program = exported(start());
    assertThat(program.run("fmt", "--check").exit()).isEqualTo(ExitCode.OK);
    String codes =
        program.read("wrapupcodes.yaml").replaceAll("(?s)^.*\\ncodes:", "format: 1\ncodes:");
    Files.writeString(folder.resolve("codes.yaml"), codes);
    program.wrapupcodes("divisions: [Sales,Service]\ncodes: {}\nformat: 1\napi: genesys-cloud\n");

    Program.Run run = program.run("fmt", "-f", "codes.yaml", "-f", "wrapupcodes.yaml");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(folder.resolve("codes.yaml"))).isEqualTo(codes);
    assertThat(program.read("wrapupcodes.yaml"))
        .isEqualTo("format: 1\napi: genesys-cloud\ndivisions: [Sales, Service]\ncodes: {}\n");
  }
}
