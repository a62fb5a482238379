package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.standardwebhooks.Webhook;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a receiver learns of pairs that it missed at first: each once, under the id that it had, in
/// the order in which they were made, and only what live still shows.
class QueueEventsTest extends GenesysCloudCase {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLsQL";

  @AutoClose private final Receiver receiver = Receiver.start();
  private Organization organization;
  private Program program;

  @BeforeEach
  void two_codes_and_three_queues() {
    organization =
        new Organization(
            Dialect.GENESYS_CLOUD,
            List.of(
                new LiveCode("id-refund", "1", "Refund", Map.of()),
                new LiveCode("id-callback", "1", "Callback", Map.of())),
            List.of(),
            Map.of(),
            List.of(
                new Queue("q-1", "Billing", "", List.of("id-callback"), Map.of()),
                new Queue("q-2", "Sales", "", List.of(), Map.of()),
                new Queue("q-3", "Desk", "", List.of("id-refund"), Map.of())));
    Sandbox sandbox = start(organization, Settings.DEFAULT);
    program =
        program(sandbox)
            .with("WFM_WEBHOOK_URL", receiver.url())
            .with("WFM_WEBHOOK_SECRET", SECRET)
            .without("SOURCE_DATE_EPOCH");
    assertThat(program.run("export", "--queues", "--out", "base.yaml").exit())
        .isEqualTo(ExitCode.OK);
    String base =
        program
            .read("base.yaml")
            .replace("policy:\n", "policy:\n  allow: [create, update, remove-from-queue]\n");
    program.file("base.yaml", base);
    program.wrapupcodes(
        base.replace("queues: [Billing]", "queues: []")
            .replace("queues: [Desk]", "queues: [Desk, Sales, Billing]"));
  }

  private Program.Run missed() {
    receiver.answers(event -> 400);
    return program.run("apply", "--yes", "--base", "base.yaml", "--parallelism", "1");
  }

  private static String told(Receiver.Try event) {
    return "%s %s %s %s"
        .formatted(
            event.json().path("event").asString(),
            event.code(),
            event.json().path("queueId").asString(),
            event.json().path("queue").asString());
  }

  @Test
  void what_was_missed_comes_once_in_order_and_signed() throws Exception {
    Program.Run apply = missed();
    List<Receiver.Try> first = receiver.tries();
    receiver.answers(event -> 204);

    Program.Run replay = program.run("webhook", "replay", "--format", "json");
    List<Receiver.Try> accepted = receiver.accepted();
    Program.Run again = program.run("webhook", "replay");

    assertThat(apply.exit()).as(apply.err()).isEqualTo(ExitCode.WEBHOOK);
    assertThat(replay.exit()).as(replay.err()).isEqualTo(ExitCode.OK);
    assertThat(again.exit()).as(again.err()).isEqualTo(ExitCode.OK);
    assertThat(receiver.accepted()).hasSize(3);
    assertThat(accepted)
        .extracting(QueueEventsTest::told)
        .containsExactlyInAnyOrder(
            "wrapup_code_queue_added Refund q-1 Billing",
            "wrapup_code_queue_added Refund q-2 Sales",
            "wrapup_code_queue_removed Callback q-1 Billing");
    assertThat(accepted).extracting(Receiver.Try::id).doesNotHaveDuplicates();
    assertThat(accepted)
        .extracting(Receiver.Try::id, Receiver.Try::body)
        .containsExactlyInAnyOrderElementsOf(
            first.stream().map(one -> tuple(one.id(), one.body())).toList());
    assertThat(accepted.stream().filter(one -> one.code().equals("Refund")).map(Receiver.Try::id))
        .containsExactlyElementsOf(
            first.stream()
                .filter(one -> one.code().equals("Refund"))
                .map(Receiver.Try::id)
                .toList());
    for (Receiver.Try event : accepted) {
      new Webhook(SECRET)
          .verify(
              event.body(),
              Map.of(
                  "webhook-id", List.of(event.headers().get("webhook-id")),
                  "webhook-timestamp", List.of(event.headers().get("webhook-timestamp")),
                  "webhook-signature", List.of(event.headers().get("webhook-signature"))));
    }
  }

  @Test
  void the_journal_says_of_each_pair_what_was_done() throws IOException {
    missed();

    String journal = Files.readString(program.journals().getFirst());
    assertThat(Pattern.compile("\"action\":\"(\\w+)\"").matcher(journal).results())
        .extracting(action -> action.group(1))
        .containsExactlyInAnyOrder(
            "ADD_WRAPUP_CODE_TO_QUEUE",
            "ADD_WRAPUP_CODE_TO_QUEUE",
            "REMOVE_WRAPUP_CODE_FROM_QUEUE");
  }

  /// A receiver that took an event, and whose answer was lost, knows it by its id.
  @Test
  void a_repeated_event_has_the_id_that_it_had() {
    receiver.answers(event -> event.nth() == 1 ? 0 : 400);
    program.run("apply", "--yes", "--base", "base.yaml");
    List<String> ids = receiver.tries().stream().map(Receiver.Try::id).distinct().toList();
    receiver.answers(event -> 204);

    program.run("webhook", "replay");

    assertThat(ids).hasSize(3);
    assertThat(receiver.accepted())
        .extracting(Receiver.Try::id)
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void a_pair_that_somebody_undid_meanwhile_or_whose_queue_is_gone_is_not_told() {
    missed();
    organization.queues().withdraw("q-2", "id-refund");
    organization.queues().remove("q-1");
    receiver.answers(event -> 204);

    Program.Run replay = program.run("webhook", "replay");

    assertThat(replay.exit()).as(replay.err()).isEqualTo(ExitCode.OK);
    assertThat(receiver.accepted())
        .extracting(QueueEventsTest::told)
        .containsExactly("wrapup_code_queue_removed Callback q-1 Billing");
    assertThat(replay.out()).contains("Sales", "Billing");
  }
}
