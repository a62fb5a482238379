package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.CloudExample;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing    | codes: {} | 0",
        "an update  | codes: {Refund: {description: Money back}} | 3",
        "a rename   | codes: {Money back: {previously: [Refund]}} | 3",
        "two creates| codes: {A: {division: Sales}, B: {}} | 4",
        "a delete   | retired: [Christmas hotline] | 3",
        "a ring     | codes: {Praise: {id: %1$s}, Refund: {id: %2$s}} | 9"
      })
  void a_plan_says_how_many_requests_its_changes_take(String what, String yaml, int needed) {
    Sandbox sandbox = start();
    String refund = sandbox.organization().byCode("Refund").orElseThrow().id();
    String praise = sandbox.organization().byCode("Praise").orElseThrow().id();
    Program program =
        program(sandbox)
            .wrapupcodes(
                """
                format: 1
                api: genesys-cloud
                organization: %s
                policy: {allow: [create, update, delete]}
                %s
                %s
                """
                    .formatted(
                        CloudExample.organizationId(),
                        yaml.formatted(refund, praise),
                        yaml.startsWith("codes") ? "" : "codes: {}"));

    Program.Run plan = program.run("plan", "--format", "json");
    int planned = sandbox.requests().size();
    Program.Run run = apply(program);

    int reread = needed == 0 ? 0 : 1;
    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.OK);
    assertThat(plan.json().at("/requests/needed").asInt()).as(what).isEqualTo(needed);
    assertThat(sandbox.requests().size() - planned).isEqualTo(planned + needed + reread);
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
  void of_two_variables_ours_counts_and_a_client_before_a_token() {
    Sandbox sandbox =
        start(CloudExample.organization(), Settings.DEFAULT.withLogin("ours", Program.SECRET));
    Program program =
        program(sandbox)
            .wrapupcodes("format: 1\napi: genesys-cloud\nenvironment: us-west-2\ncodes: {}\n")
            .with("GENESYS_ENV", "us-west-2")
            .with("GENESYSCLOUD_REGION", "eu-central-1")
            .with("GENESYS_CLIENT_ID", "ours")
            .with("GENESYSCLOUD_OAUTHCLIENT_ID", "theirs")
            .with("GENESYSCLOUD_OAUTHCLIENT_SECRET", "theirs")
            .with("GENESYSCLOUD_ACCESS_TOKEN", "old");

    Program.Run run = program.run("plan");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
  }

  @Test
  void what_a_receiver_missed_is_replayed() {
    Program program = exported(start(), "A refund was granted", "Money went back");
    try (Receiver receiver = Receiver.start()) {
      program.with("WFM_WEBHOOK_URL", receiver.url());
      receiver.answers(event -> 400);
      assertThat(apply(program).exit()).isEqualTo(ExitCode.WEBHOOK);
      receiver.answers(event -> 204);

      Program.Run replay = program.run("webhook", "replay", "--format", "json");

      assertThat(replay.exit()).as(replay.err()).isEqualTo(ExitCode.OK);
      assertThat(receiver.accepted()).hasSize(1);
    }
  }
}
