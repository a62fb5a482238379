package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.sandbox.CloudExample;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Fault;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a change may break is told before it is made, where no plan is shown, and with what was
/// made.
class ApplyWarningsTest {
  private static final String FILE =
      """
      format: 1
      policy: {allow: [create, update, delete, delete-referenced]}
      retired: [NO_ANSWER]
      codes:
        CALLBACK_REQUESTED: {displayName: Customer Requested Callback, routingType: auto}
        REFUND: {displayName: Money back}
      """;

  @TempDir Path folder;

  private Program program(Sandbox sandbox) {
    return new Program(folder).at(sandbox).wrapupcodes(FILE);
  }

  private static List<String> warnings(JsonNode result) {
    List<String> codes = new ArrayList<>();
    result.get("warnings").forEach(warning -> codes.add(warning.get("code").asString()));
    return codes;
  }

  @Test
  void each_is_told_before_and_with_what_was_made() {
    try (Sandbox sandbox = Sandbox.start(Example.organization(), Settings.DEFAULT)) {
      List<String> before = new ArrayList<>();
      Program program = program(sandbox);

      Program.Run run = program.run("apply", "--yes");

      run.err().lines().filter(line -> line.startsWith("warning: ")).forEach(before::add);
      assertThat(before).hasSize(3);
      assertThat(run.err())
          .contains("warning: CALLBACK_REQUESTED: routing rule \"Billing overflow\" names")
          .contains("warning: CALLBACK_REQUESTED: manual → auto may bypass")
          .contains("warning: NO_ANSWER: still referred to by: routing rule \"Outbound retry\"");
      assertThat(run.out())
          .containsPattern("✓ CALLBACK_REQUESTED .*\\n +! routing rule \"Billing overflow\"")
          .containsPattern("✓ NO_ANSWER .*\\n +! still referred to by")
          .contains("3 of 3 changes done. 3 warnings.");
    }
  }

  @Test
  void of_a_change_that_was_not_made_nothing_came_true() {
    try (Sandbox sandbox = Sandbox.start(Example.organization(), Settings.DEFAULT)) {
      sandbox.inject(Fault.parse("status:403@DELETE"));
      Program program = program(sandbox);

      Program.Run run = program.run("apply", "--yes");

      assertThat(run.err()).contains("warning: NO_ANSWER: still referred to by");
      assertThat(run.out()).doesNotContain("still referred to").contains("2 warnings.");
    }
  }

  @Test
  void json_has_them_with_each_result_and_one_that_breaks_nothing_has_none() {
    try (Sandbox sandbox = Sandbox.start(Example.organization(), Settings.DEFAULT)) {
      JsonNode results = program(sandbox).run("apply", "--yes", "--format", "json").json();

      for (JsonNode result : results.get("results")) {
        assertThat(warnings(result))
            .containsExactlyElementsOf(
                switch (result.get("code").asString()) {
                  case "CALLBACK_REQUESTED" -> List.of("rule-name-breaks", "auto-bypass");
                  case "NO_ANSWER" -> List.of("delete-referenced");
                  default -> List.of();
                });
      }
    }
  }

  @Test
  void genesys_cloud_tells_who_is_left_behind_too() {
    try (Sandbox sandbox = Sandbox.start(CloudExample.organization(), Settings.DEFAULT)) {
      Program program =
          new Program(folder)
              .at(sandbox)
              .with("WRAPUP_API", "genesys-cloud")
              .wrapupcodes(
                  """
                  format: 1
                  api: genesys-cloud
                  organization: ORG
                  policy: {allow: [delete, delete-referenced]}
                  retired: [Callback]
                  codes: {}
                  """
                      .replace("ORG", CloudExample.organizationId()));

      Program.Run run = program.run("apply", "--yes");

      assertThat(run.err()).contains("warning: Callback: still referred to by: ");
      assertThat(run.out()).containsPattern("✓ Callback .*\\n +! still referred to by");
    }
  }

  @Test
  void many_are_told_in_short() {
    Organization organization = Organization.generated(50, 50);
    try (Sandbox sandbox = Sandbox.start(organization, Settings.DEFAULT)) {
      Program program = new Program(folder).at(sandbox);
      program.run("export", "--out", "wrapupcodes.yaml");
      program.wrapupcodes(
          program
              .read("wrapupcodes.yaml")
              .replace("undeclared: report", "maxUpdates: 100")
              .replace("routingType: manual", "routingType: auto"));

      Program.Run run = program.run("apply", "--yes");

      long told = run.err().lines().filter(line -> line.startsWith("warning: ")).count();
      assertThat(told).isEqualTo(20);
      assertThat(run.err()).containsPattern("and \\d+ more warnings");
    }
  }
}
