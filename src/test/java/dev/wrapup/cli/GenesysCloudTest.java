package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.CloudExample;
import dev.wrapup.sandbox.Fault;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands against an organization of Genesys Cloud.
class GenesysCloudTest extends GenesysCloudCase {
  @ParameterizedTest
  @CsvSource({"0,5", "1,5", "100,5", "101,6", "1000,14"})
  void a_plan_costs_the_pages_and_four_more_and_writes_nothing(int codes, int requests) {
    Sandbox sandbox = start(CloudExample.generated(codes, 3), Settings.DEFAULT);
    Program program = program(sandbox).wrapupcodes("format: 1\napi: genesys-cloud\ncodes: {}\n");

    Program.Run run = program.run("plan", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.requests()).hasSize(requests);
    assertThat(sandbox.writes()).isZero();
    assertThat(run.json().at("/summary/live").asInt()).isEqualTo(codes);
    assertThat(run.json().at("/target/organization").asString())
        .isEqualTo(CloudExample.organizationId());
  }

  @Test
  void the_plan_of_an_export_is_empty_and_doctor_and_refs_answer() {
    Program program = exported(start());

    assertThat(program.read("wrapupcodes.yaml"))
        .contains("api: genesys-cloud", "organization: " + CloudExample.organizationId());
    assertThat(program.run("validate").exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run("doctor").out()).contains(CloudExample.organizationId());
    assertThat(program.run("doctor", "--format", "json").exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run("refs", "Callback").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void an_update_a_rename_a_move_a_create_and_a_delete_and_nothing_else() {
    Sandbox sandbox = start();
    Program program =
        exported(
            sandbox,
            "policy:\n",
            "retired: [test - do not use]\npolicy:\n  allow: [create, update, delete, delete-referenced]\n",
            "A refund was granted",
            "Money went back",
            "  Praise:\n",
            "  New one: {description: d, division: Sales}\n  Well done:\n    previously: [Praise]\n",
            "description: A new order was taken.\n    division: Sales",
            "description: A new order was taken.\n    division: "
                + CloudExample.divisionId("Service"));
    program.wrapupcodes(
        program.read("wrapupcodes.yaml").replaceAll("(?s)  test - do not use:.*", ""));
    List<LiveCode> before = sandbox.organization().codes();

    Program.Run run = apply(program);

    assertThat(outcomes(run)).containsOnly("applied").hasSize(5);
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(text(sandbox, "Refund", "description")).startsWith("Money went back");
    assertThat(text(sandbox, "Well done", "division")).isEqualTo("*");
    assertThat(text(sandbox, "Order placed", "division"))
        .isEqualTo(CloudExample.divisionId("Service"));
    assertThat(text(sandbox, "New one", "division")).isEqualTo(CloudExample.divisionId("Sales"));
    assertThat(sandbox.organization().byCode("test - do not use")).isEmpty();
    assertThat(sandbox.organization().codes().stream().filter(before::contains))
        .hasSize(before.size() - 4);
    assertThat(run.json().at("/remaining").asInt()).isZero();
    assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void names_are_swapped_through_a_parked_one() {
    Sandbox sandbox = start();
    String refund = sandbox.organization().byCode("Refund").orElseThrow().id();
    Program program =
        exported(
            sandbox,
            "  Refund:\n",
            "  TO BE:\n",
            "  Praise:\n",
            "  Refund:\n",
            "  TO BE:\n",
            "  Praise:\n");

    Program.Run run = apply(program);

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.organization().byCode("Praise").orElseThrow().id()).isEqualTo(refund);
    assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void reads_that_lag_are_waited_for() {
    Sandbox sandbox =
        start(CloudExample.organization(), Settings.DEFAULT.withLag(Duration.ofMillis(200)));
    Program program =
        exported(
            sandbox,
            "A refund was granted",
            "Money went back",
            "  Praise:\n",
            "  New one: {description: d, division: Sales}\n  Praise:\n");

    Program.Run run = apply(program);

    assertThat(outcomes(run)).containsOnly("applied").hasSize(2);
    assertThat(run.json().at("/remaining").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset-before@PUT#1",
        "reset-after@PUT#1",
        "status:503@PUT#1",
        "cut@PUT#1",
        "expire@PUT#1",
        "429:1@PUT#1",
        "reset-after@POST#1",
        "cut@POST#1",
        "reset-after@DELETE#1"
      })
  void a_lost_answer_is_decided_by_reading_and_nothing_is_made_twice(String fault) {
    Sandbox sandbox =
        start(CloudExample.organization(), Settings.DEFAULT.withLag(Duration.ofMillis(60)));
    Program program =
        exported(
            sandbox,
            "policy:\n",
            "retired: [test - do not use]\npolicy:\n  allow: [create, update, delete, delete-referenced]\n",
            "A refund was granted",
            "Money went back",
            "  Praise:\n",
            "  New one: {description: d, division: Sales}\n  Praise:\n");
    program.wrapupcodes(
        program.read("wrapupcodes.yaml").replaceAll("(?s)  test - do not use:.*", ""));
    sandbox.inject(Fault.parse(fault));

    Program.Run run = apply(program, "--max-retries", "1");

    // without an answer a search by name is all there is, for as long as patience lasts
    assertThat(outcomes(run)).as(run.out()).containsOnly("applied").hasSize(3);
    assertThat(text(sandbox, "Refund", "description")).startsWith("Money went back");
    assertThat(sandbox.organization().codes().stream().filter(c -> c.code().equals("New one")))
        .hasSize(1);
    assertThat(run.json().at("/remaining").asInt()).isZero();
  }

  @Test
  void somebody_elses_edit_before_the_write_is_kept() {
    Sandbox sandbox = start();
    Program program = exported(sandbox, "A refund was granted", "Money went back");
    program.run("plan", "--out", "plan.json");
    sandbox.inject(Fault.parse("latency:300@GET"));
    int before = sandbox.count("GET");

    Thread admin =
        Thread.startVirtualThread(
            () -> {
              while (sandbox.count("GET") < before + 4) Thread.onSpinWait();
              edit(sandbox, "Refund", "by hand");
            });
    Program.Run run = apply(program, "--plan", "plan.json");

    assertThat(admin.isAlive()).isFalse();
    assertThat(outcomes(run)).containsExactly("conflict");
    assertThat(text(sandbox, "Refund", "description")).isEqualTo("by hand");
  }

  @Test
  void somebody_elses_edit_after_the_write_is_told() {
    Sandbox sandbox = start();
    Program program = exported(sandbox, "A refund was granted", "Money went back");
    sandbox.inject(Fault.parse("latency:300@GET"));

    Thread admin =
        Thread.startVirtualThread(
            () -> {
              while (sandbox.count("PUT") < 1) Thread.onSpinWait();
              edit(sandbox, "Refund", "by hand");
            });
    Program.Run run = apply(program);

    assertThat(admin.isAlive()).isFalse();
    assertThat(outcomes(run)).containsExactly("applied");
    assertThat(run.json().at("/results/0/clashes/0/live").asString()).isEqualTo("by hand");
    assertThat(run.json().at("/remaining").asInt()).isEqualTo(1);
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

  @Test
  void who_does_not_see_all_may_update_but_not_create() {
    Sandbox sandbox =
        start(
            CloudExample.organization(),
            Settings.DEFAULT.withHidden(CloudExample.divisionId("Sales")));
    Program program = exported(sandbox, "A refund was granted", "Money went back");
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
    assertThat(run.err()).contains("4 codes in 2 queues");
    assertThat(program.run("refs", "Callback").out()).contains("Evening callback", "Service desk");
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

    assertThat(plan.json().at("/summary/live").asInt()).isEqualTo(3);
    assertThat(plan.json().at("/summary/undeclared").asInt()).isEqualTo(2);
    assertThat(plan.json().at("/summary/update").asInt()).isEqualTo(1);
    assertThat(outside.findings()).contains("outside-scope 6:3", "outside-scope 8:21");
    assertThat(unknown.findings()).contains("unknown-division 3:13");
  }

  @Test
  void files_and_target_must_speak_of_the_same_api() {
    Sandbox sandbox = start();

    Program.Run run =
        program(sandbox).wrapupcodes("format: 1\ncodes: {}\n").run("plan", "--format", "json");

    assertThat(run.findings()).containsExactly("wrong-target");
    assertThat(sandbox.requests()).isEmpty();
  }

  @Test
  void the_vendors_own_variables_do_and_a_token_is_enough_to_read() {
    Sandbox sandbox =
        start(CloudExample.organization(), Settings.DEFAULT.withLogin("their-id", Program.SECRET));
    Program program =
        program(sandbox)
            .wrapupcodes("format: 1\napi: genesys-cloud\nenvironment: eu-central-1\ncodes: {}\n")
            .without("GENESYS_CLIENT_ID")
            .without("GENESYS_CLIENT_SECRET")
            .with("GENESYSCLOUD_REGION", "mypurecloud.de")
            .with("GENESYSCLOUD_OAUTHCLIENT_ID", "their-id")
            .with("GENESYSCLOUD_OAUTHCLIENT_SECRET", Program.SECRET);

    assertThat(program.run("plan").exit()).isEqualTo(ExitCode.OK);
    program
        .without("GENESYSCLOUD_OAUTHCLIENT_ID")
        .without("GENESYSCLOUD_OAUTHCLIENT_SECRET")
        .with("GENESYSCLOUD_ACCESS_TOKEN", "sandbox-token-1");
    assertThat(program.run("plan").exit()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.count("TOKEN")).isEqualTo(1);
    Program.Run refused = program.with("GENESYSCLOUD_ACCESS_TOKEN", "old").run("plan");
    assertThat(refused.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(refused.err()).contains("401", "permission");
    assertThat(program.with("GENESYSCLOUD_REGION", "mars").run("plan").exit())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void the_embedded_organization_speaks_it_too_and_remembers() {
    Program program = new Program(folder);
    program.run("export", "--sandbox", "--api", "genesys-cloud", "--out", "wrapupcodes.yaml");
    program.wrapupcodes(
        program.read("wrapupcodes.yaml").replace("A refund was granted", "Money went back"));

    assertThat(program.run("apply", "--sandbox", "--api", "genesys-cloud", "--yes").exit())
        .isEqualTo(ExitCode.OK);

    assertThat(program.run("plan", "--sandbox", "--api", "genesys-cloud", "--exit-code").exit())
        .isEqualTo(ExitCode.OK);
    assertThat(program.run("export", "--sandbox").out()).contains("CALLBACK_REQUESTED");
  }
}
