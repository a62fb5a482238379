package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a receiver of events, and an auditor, learn of codes whose name is what agents read.
class GenesysCloudEventsTest extends GenesysCloudCase {
  private static final JsonMapper JSON = new JsonMapper();

  private List<JsonNode> entries() throws IOException {
    return Files.readAllLines(new Program(folder).journals().getFirst()).stream()
        .map(JSON::readTree)
        .filter(record -> record.has("codeId"))
        .toList();
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.path(name).isString()
        ? Optional.of(node.path(name).stringValue())
        : Optional.empty();
  }

  private static String story(JsonNode entry) {
    return "%s: %s → %s, %s"
        .formatted(
            entry.path("action").asString(),
            text(entry, "previousDisplayName").orElse("–"),
            text(entry, "newDisplayName").orElse("–"),
            text(entry, "routingType").orElse("–"));
  }

  @Test
  void the_name_is_told_as_what_agents_read() throws IOException {
    Sandbox sandbox = start();
    try (Receiver receiver = Receiver.start()) {
      Program program =
          exported(
                  sandbox,
                  "undeclared: report",
                  "undeclared: report\n  allow: [create, update, delete, delete-referenced]",
                  "codes:\n",
                  "retired: [test - do not use]\ncodes:\n  New: {division: Sales}\n",
                  "  Praise:\n",
                  "  Well done:\n",
                  // a swap, of which one waits under another name
                  "  Refund:\n",
                  "  Complaint?:\n",
                  "  Complaint:\n",
                  "  Refund:\n",
                  "  Complaint?:\n",
                  "  Complaint:\n")
              .with("WFM_WEBHOOK_URL", receiver.url());
      program.wrapupcodes(
          program.read("wrapupcodes.yaml").replaceAll("(?s)  test - do not use:.*", ""));

      Program.Run run = apply(program, "--parallelism", "1");

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
      assertThat(entries())
          .extracting(GenesysCloudEventsTest::story)
          .containsExactlyInAnyOrder(
              "CREATE_WRAPUP_CODE: – → New, –",
              "UPDATE_WRAPUP_CODE: Praise → Well done, –",
              "UPDATE_WRAPUP_CODE: Refund → Complaint, –",
              "UPDATE_WRAPUP_CODE: Complaint → Refund, –",
              "DELETE_WRAPUP_CODE: test - do not use → –, –");
      assertThat(receiver.accepted())
          .hasSize(5)
          .allSatisfy(
              event -> {
                assertThat(text(event.json(), "displayName")).contains(event.code());
                assertThat(event.json().path("routingType").isNull()).isTrue();
                assertThat(event.json().propertyNames())
                    .containsExactly(
                        "event", "timestamp", "codeId", "code", "displayName", "routingType");
              });
    }
  }

  @Test
  void an_event_is_replayed_while_live_shows_it_and_not_later() {
    Sandbox sandbox = start();
    try (Receiver receiver = Receiver.start().answers(event -> 400)) {
      Program program =
          exported(sandbox, "  Praise:\n", "  Well done:\n")
              .with("WFM_WEBHOOK_URL", receiver.url());
      assertThat(apply(program).exit()).isEqualTo(ExitCode.WEBHOOK);
      receiver.answers(event -> 204);

      Program.Run run = program.run("webhook", "replay", "--format", "json");

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(receiver.accepted()).hasSize(1);
    }
  }
}
