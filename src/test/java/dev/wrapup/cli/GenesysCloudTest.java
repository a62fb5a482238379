package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The commands against an organization of Genesys Cloud.
class GenesysCloudTest extends GenesysCloudCase {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing    | codes: {} | 0 | 0",
        "an update  | codes: {Refund: {description: Money back}} | 2 | 1",
        "a rename   | codes: {Money back: {previously: [Refund]}} | 2 | 1",
        "two creates| codes: {A: {division: Sales}, B: {}} | 2 | 1",
        "a delete   | retired: [Christmas hotline] | 2 | 1",
        "a ring     | codes: {Praise: {id: %1$s}, Refund: {id: %2$s}} | 6 | 1",
        "queues     | codes: {Refund: {queues: [Orders]}, Praise: {queues: [Orders, Service desk]}}"
            + " | 4 | 3"
      })
  void a_plan_says_how_many_requests_its_changes_take(
      String what, String yaml, int needed, int reread) {
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

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.OK);
    assertThat(plan.json().at("/requests/needed").asInt()).as(what).isEqualTo(needed);
    assertThat(plan.json().at("/requests/reread").asInt()).as(what).isEqualTo(reread);
    assertThat(sandbox.requests().size() - planned).isEqualTo(planned + needed + reread);
  }

  /// Of 1,000 codes, which are read by 14 requests before and by one for each 100 at the end. To
  /// ask who uses them takes one each and six for all.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CODE_%d: {description: changed}       | 1    | 14        | 2 + 10",
        "CODE_%d: {description: changed}       | 1000 | 14        | 2000 + 10",
        "OTHER_%1$d: {previously: [CODE_%1$d]} | 1000 | 14        | 2000 + 10",
        "NEW_%d: {}                            | 1000 | 14        | 1000 + 20",
        "- CODE_%d                             | 1    | 14 + 7    | 2 + 10",
        "- CODE_%d                             | 1000 | 14 + 1006 | 2000 + 1"
      })
  void so_many_changes_take_so_many_requests(
      String change, int count, String planned, String written) {
    Sandbox sandbox = start(CloudExample.generated(1000, 0), Settings.DEFAULT);
    StringBuilder yaml = new StringBuilder("format: 1\napi: genesys-cloud\n");
    yaml.append("organization: %s\n".formatted(CloudExample.organizationId()));
    yaml.append("policy:\n  allow: [create, update, delete]\n");
    yaml.append("  maxCreates: 1000\n  maxUpdates: 1000\n  maxDeletes: 1000\n");
    yaml.append(change.startsWith("-") ? "codes: {}\nretired:\n" : "codes:\n");
    for (int i = 0; i < count; i++) yaml.append("  " + change.formatted(i) + "\n");
    Program program = program(sandbox).wrapupcodes(yaml.toString());

    Program.Run told = program.run("plan", "--format", "json", "--rate-limit", "600000/min");
    assertThat(told.exit()).as(told.err()).isEqualTo(ExitCode.OK);
    JsonNode more = told.json().at("/requests");
    assertThat(more.at("/needed").asInt() + more.at("/reread").asInt()).isEqualTo(sum(written));
    int plan = sandbox.requests().size();
    Program.Run run = apply(program, "--rate-limit", "600000/min");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/summary/done").asInt()).isEqualTo(count);
    assertThat(run.json().at("/remaining").asInt()).isZero();
    assertThat(plan).isEqualTo(sum(planned));
    assertThat(sandbox.requests()).hasSize(plan + plan + sum(written));
  }

  static int sum(String numbers) {
    return Stream.of(numbers.split(" \\+ ")).mapToInt(Integer::parseInt).sum();
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

  @Test
  void people_are_shown_the_digest_of_a_revision_and_machines_the_whole() {
    Program program = exported(start(), "A refund was granted", "Money went back").columns(80);
    String whole = "\\d\\dZ-[0-9a-f]{8}\\b";
    Program.Run json = program.run("plan", "--format", "json");
    List<Program.Run> told = new ArrayList<>();
    for (String format : List.of("text", "markdown", "html")) {
      told.add(program.run("plan", "--format", format));
    }

    Program.Run run = program.run("apply", "--yes");

    assertThat(json.out()).containsPattern(whole);
    assertThat(run.out().lines().filter(line -> line.contains("revision")).toList())
        .singleElement(STRING)
        .matches("  ✓ Refund  updated  revision [0-9a-f]{8} → [0-9a-f]{8}");
    String journal = program.journals().getFirst().toString();
    List<String> report = List.of("audit", "report", journal, "--format");
    assertThat(program.run(report, "json").out()).containsPattern(whole);
    assertThat(program.read(journal)).containsPattern(whole);
    told.add(program.run(report, "html"));
    assertThat(told)
        .allSatisfy(
            page -> assertThat(page.out()).contains("revision").doesNotContainPattern(whole));
  }
}
