package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Sandboxes;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;

/// A folder, and organizations of Genesys Cloud that its commands reach.
abstract class GenesysCloudCase {
  @TempDir Path folder;
  @AutoClose private final Sandboxes sandboxes = new Sandboxes();

  Sandbox start(Organization organization, Settings settings) {
    return sandboxes.start(organization, settings);
  }

  Sandbox start() {
    return start(CloudExample.organization(), Settings.DEFAULT);
  }

  Program program(Sandbox sandbox) {
    return new Program(folder).at(sandbox);
  }

  static String text(Sandbox sandbox, String code, String field) {
    Field of = Dialect.GENESYS_CLOUD.field(field).orElseThrow();
    return sandbox.organization().byCode(code).map(live -> live.value(of).text()).orElse("(none)");
  }

  static void edit(Sandbox sandbox, String code, String description) {
    ByHand.edit(sandbox.organization(), code, "description", description);
  }

  /// Exports into the file, with these replacements made.
  Program exported(Sandbox sandbox, String... pairs) {
    Program program = program(sandbox);
    assertThat(program.run("export", "--out", "wrapupcodes.yaml").exit()).isEqualTo(ExitCode.OK);
    String yaml = program.read("wrapupcodes.yaml");
    for (int i = 0; i < pairs.length; i += 2) {
      assertThat(yaml).contains(pairs[i]);
      yaml = yaml.replace(pairs[i], pairs[i + 1]);
    }
    return program.wrapupcodes(yaml);
  }

  static Program.Run apply(Program program, String... more) {
    return program.run(List.of("apply", "--yes", "--format", "json"), more);
  }

  static List<String> outcomes(Program.Run run) {
    return run.json().at("/results").findValuesAsString("outcome");
  }
}
