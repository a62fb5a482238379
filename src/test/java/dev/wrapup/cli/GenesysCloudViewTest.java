package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.sandbox.CloudExample;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What of an organization of Genesys Cloud is meant, seen and used.
class GenesysCloudViewTest extends GenesysCloudCase {
  @Test
  void who_does_not_see_all_may_update_but_not_create() {
    Sandbox sandbox =
        start(
            CloudExample.organization(),
            Settings.DEFAULT.withHidden(CloudExample.divisionId("Sales")));
    Program program = exported(sandbox, "A refund was granted", "Money went back");
    assertThat(program.run("export").err()).contains("not all codes", "the codes of: Sales");
    assertThat(program.run("plan").exit()).isEqualTo(ExitCode.OK);

    program.wrapupcodes(
        program
            .read("wrapupcodes.yaml")
            .replace("codes:\n", "codes:\n  Order placed: {division: Service}\n"));
    Program.Run refused = program.run("plan", "--format", "json");
    program.wrapupcodes(
        program
            .read("wrapupcodes.yaml")
            .replace("codes:\n", "divisions: [Service, Home, \"*\"]\ncodes:\n"));

    assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.json().at("/verdict/refusals/0/code").asString()).isEqualTo("partial-view");
    assertThat(refused.json().at("/verdict/approvalToken").isNull()).isTrue();
    assertThat(program.run("plan").exit()).isEqualTo(ExitCode.OK);
    Program.Run run = apply(program);
    assertThat(run.json().at("/results").toString())
        .contains("duplicate.name", "can't be seen", "(request sandbox-");
  }

  @Test
  void a_delete_asks_who_uses_the_code_and_says_what_that_costs() {
    Sandbox sandbox = start();
    Program program =
        program(sandbox)
            .wrapupcodes(
                """
                format: 1
                api: genesys-cloud
                policy: {allow: [delete]}
                retired: [Callback, No answer, Complaint, test - do not use]
                codes: {}
                """);

    Program.Run run = program.run("plan", "--format", "json");

    List<String> kinds = run.json().at("/changes").findValuesAsString("kind");
    assertThat(kinds)
        .contains("queue", "flow", "outbound-mapping", "outbound-rule-set", "retention-policy");
    assertThat(run.json().at("/verdict/refusals/0/message").asString()).contains("3 codes");
    assertThat(run.err()).contains("who uses 4 codes takes 11 requests or more: 2 queues");
    assertThat(sandbox.requests())
        .filteredOn(
            request ->
                request.path().matches(".*/(queues/.+|architect/.*|outbound/.*|recording/.*)"))
        .hasSize(11);
    assertThat(program.run("refs", "Callback").out()).contains("Evening callback", "Service desk");
  }

  @Test
  void a_move_to_another_division_tells_who_uses_the_code_in_every_format() {
    Program program =
        program(start())
            .wrapupcodes(
                """
                format: 1
                api: genesys-cloud
                codes:
                  Callback: {division: Sales}
                """);

    for (String format : List.of("text", "markdown", "html")) {
      assertThat(program.run("plan", "--format", format).out())
          .containsPattern("queues? refers? to it: .*Service desk")
          .containsPattern("flows? refers? to it: ");
    }
  }

  @Test
  void a_source_that_may_not_be_read_is_unknown_and_not_unused() {
    Sandbox sandbox =
        start(
            CloudExample.organization(),
            Settings.DEFAULT.withScopes("routing:wrapupCode:view", "routing:queue:view"));
    Program program =
        program(sandbox)
            .wrapupcodes(
                """
                format: 1
                api: genesys-cloud
                policy: {allow: [delete]}
                retired: [test - do not use]
                codes: {}
                """);

    Program.Run run = program.run("plan", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().at("/verdict/refusals/0/code").asString())
        .isEqualTo("allow-delete-referenced");
    assertThat(program.run("refs", "Callback").out())
        .contains("Service desk", "architect:dependencyTracking:view");
    assertThat(program.run("doctor").out()).contains("outbound:ruleSet:view");
  }

  @Test
  void what_asking_costs_is_told_though_queues_may_not_be_read() {
    Sandbox sandbox =
        start(
            CloudExample.organization(),
            Settings.DEFAULT.withScopes(
                "routing:wrapupCode:view", "architect:dependencyTracking:view"));

    Program.Run run = program(sandbox).run("refs", "Callback");

    assertThat(run.err()).contains("who uses a code takes 6 requests or more: 0 queues");
    assertThat(run.out()).contains("Evening callback", "routing:queue:view");
  }

  @ParameterizedTest
  @CsvSource({"add, may change codes", "edit, may", "delete, may", "view, can only read"})
  void doctor_tells_whoever_can_write_at_all(String permission, String words) {
    Sandbox sandbox =
        start(
            CloudExample.organization(),
            Settings.DEFAULT.withScopes(
                "routing:wrapupCode:view", "routing:wrapupCode:" + permission));

    Program.Run run = program(sandbox).run("doctor");

    assertThat(run.out()).contains(words);
  }

  @Test
  void doctor_says_of_a_login_no_more_than_it_knows() {
    Sandbox sandbox = start();
    Program program = program(sandbox);

    Program.Run client = program.run("doctor");
    program.without("GENESYS_CLIENT_ID").with("GENESYSCLOUD_ACCESS_TOKEN", "old");
    Program.Run token = program.run("doctor");

    assertThat(client.out()).contains("the OAuth client gets tokens\n");
    assertThat(token.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(token.out())
        .contains("a token is given", "401", "GENESYSCLOUD_ACCESS_TOKEN has expired")
        .doesNotContain("answers", "clock");
  }

  @Test
  void codes_outside_the_divisions_of_a_file_are_not_its_own() {
    Sandbox sandbox = start();
    String file =
        """
        format: 1
        api: genesys-cloud
        divisions: [Sales]
        codes:
          Order placed: {description: Changed}
        """;
    Program program = program(sandbox).wrapupcodes(file);

    Program.Run plan = program.run("plan", "--format", "json");
    program.wrapupcodes(file + "  Refund: {}\n  New: {}\n  Newer: {division: Home}\n");
    Program.Run outside = program.run("plan", "--format", "json");
    program.wrapupcodes(file.replace("[Sales]", "[Sails]"));
    Program.Run unknown = program.run("plan", "--format", "json");
    program.wrapupcodes(file + "  Newest: {division: hmoe}\n  Last: {division: Elsewhere}\n");
    Program.Run mistyped = program.run("plan");

    assertThat(plan.json().at("/summary/live").asInt()).isEqualTo(3);
    assertThat(plan.json().at("/summary/undeclared").asInt()).isEqualTo(2);
    assertThat(plan.json().at("/summary/update").asInt()).isEqualTo(1);
    assertThat(outside.findings()).contains("outside-scope 6:3", "outside-scope 8:21");
    assertThat(unknown.findings()).contains("unknown-division 3:13");
    assertThat(mistyped.err())
        .contains("^^^^ did you mean 'Home'?")
        .contains("^^^^^^^^^ write the name or the id of one that there is");
  }

  @Test
  void a_division_without_a_code_is_told_in_the_plan() {
    Sandbox sandbox = start(Organization.generated(Dialect.GENESYS_CLOUD, 2, 0), Settings.DEFAULT);
    String file =
        "format: 1\napi: genesys-cloud\ndivisions: [Sales, Service]\ncodes:\n  CODE_1: {}\n";
    Program program = program(sandbox).wrapupcodes(file);

    Program.Run empty = program.run("plan", "--format", "json");
    program.wrapupcodes(file + "  NEW: {division: Service}\n");
    Program.Run declared = program.run("plan", "--format", "json");

    assertThat(empty.findings()).containsExactly("matches-nothing 3:20");
    assertThat(declared.findings()).doesNotContain("matches-nothing 3:20");
  }

  @Test
  void another_organization_is_refused_and_an_apply_must_name_its_own() {
    Sandbox sandbox = start();
    String own = CloudExample.organizationId();
    Program program = exported(sandbox, own, "elsewhere", "A refund was granted", "Money back");

    Program.Run other = program.run("plan", "--format", "json");
    program.wrapupcodes(program.read("wrapupcodes.yaml").replace("organization: elsewhere\n", ""));
    Program.Run unnamed = apply(program);

    assertThat(other.findings()).containsExactly("wrong-target 5:15");
    assertThat(unnamed.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(unnamed.findings()).containsExactly("no-organization");
    assertThat(program.run("plan").exit()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.writes()).isZero();
  }
}
