package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the workforce-management system hears of an apply.
class WebhookTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLsQL";

  @TempDir Path folder;
  private final Organization org = Example.organization();
  @AutoClose private final Sandbox sandbox = Sandbox.start(org);
  @AutoClose private final Receiver receiver = Receiver.start();
  private Program program;
  private String export;

  @BeforeEach
  void begin_with_an_export() {
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "wrapupcodes.yaml");
    export = program.read("wrapupcodes.yaml");
    program.with("WFM_WEBHOOK_URL", receiver.url()).with("WFM_WEBHOOK_SECRET", SECRET);
  }

  private void declare(String from, String to) {
    assertThat(export).contains(from);
    export = export.replace(from, to);
    program.wrapupcodes(export);
  }

  /// A create, an update, a rename and a delete.
  private void declareOneOfEach() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    declare("  PRAISE:\n", "  WELL_DONE:\n    previously: [PRAISE]\n");
    declare(
        "codes:\n", "retired: [MISC2]\ncodes:\n  NEW: {displayName: New, routingType: manual}\n");
    declare("policy:\n", "policy:\n  allow: [create, update, delete]\n");
    program.wrapupcodes(export.replaceAll("(?s)  MISC2:.*?(?=\n  [A-Z])\n", ""));
  }

  private Program.Run apply(String... more) {
    return program.run(List.of("apply", "--yes", "--format", "json"), more);
  }

  @Test
  void each_landed_change_is_told_once_in_the_promised_words() {
    declareOneOfEach();
    String refund = org.byCode("REFUND").orElseThrow().id();

    Program.Run run = apply();

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/webhooks/accepted").asInt()).isEqualTo(4);
    assertThat(receiver.accepted())
        .extracting(event -> event.json().path("event").asString() + " " + event.code())
        .containsExactlyInAnyOrder(
            "wrapup_code_updated REFUND",
            "wrapup_code_updated WELL_DONE",
            "wrapup_code_created NEW",
            "wrapup_code_deleted MISC2");
    assertThat(receiver.accepted())
        .filteredOn(event -> event.code().equals("REFUND"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.body())
                    .matches(
                        "\\{\"event\":\"wrapup_code_updated\",\"timestamp\":\"[0-9-]{10}T[0-9:.]{12}Z\",\"codeId\":\""
                            + refund
                            + "\",\"code\":\"REFUND\",\"displayName\":\"Money back\",\"routingType\":\"manual\"\\}"));
  }

  @Test
  void each_try_is_signed_as_standard_webhooks_receivers_check_it() throws Exception {
    declare("displayName: Refund\n", "displayName: Money back\n");
    receiver.answers(event -> event.nth() < 3 ? 503 : 200);

    assertThat(program.without("SOURCE_DATE_EPOCH").run("apply", "--yes").exit())
        .isEqualTo(ExitCode.OK);

    assertThat(receiver.tries()).hasSize(3);
    assertThat(receiver.tries().stream().map(Receiver.Try::id).distinct()).hasSize(1);
    assertThat(receiver.tries().stream().map(Receiver.Try::body).distinct()).hasSize(1);
    for (Receiver.Try event : receiver.tries()) {
      Map<String, List<String>> headers =
          Map.of(
              "webhook-id", List.of(event.headers().get("webhook-id")),
              "webhook-timestamp", List.of(event.headers().get("webhook-timestamp")),
              "webhook-signature", List.of(event.headers().get("webhook-signature")));
      new Webhook(SECRET).verify(event.body(), headers); // throws if it isn't signed
    }
  }

  @Test
  void without_a_secret_nothing_is_signed() {
    declare("displayName: Refund\n", "displayName: Money back\n");

    program.without("WFM_WEBHOOK_SECRET").run("apply", "--yes");

    assertThat(receiver.accepted()).hasSize(1);
    assertThat(receiver.accepted().getFirst().headers()).doesNotContainKey("webhook-signature");
  }

  @Test
  void what_did_not_land_is_not_told() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    declare("displayName: Praise\n", "displayName: Well done\n");
    sandbox.inject(Fault.parse("status:400@PATCH#1"));

    Program.Run run = apply("--parallelism", "1");

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(receiver.tries()).hasSize(1);
  }

  @Test
  void why_an_event_is_left_for_the_next_run_is_told() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    receiver.answers(event -> 503);

    Program.Run run = apply("--timeout", "2s");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OUT_OF_TIME);
    assertThat(run.out()).containsPattern("\"reason\" : \".*503");
    assertThat(run.err()).containsPattern("next: .*\\(.*503.*\\); apply .*: wrapup apply --yes\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 410, 302})
  void a_receiver_that_refuses_is_not_asked_again_and_the_change_stays(int status)
      throws IOException {
    declare("displayName: Refund\n", "displayName: Money back\n");
    receiver.answers(event -> status);

    Program.Run run = apply();

    assertThat(run.exit()).isEqualTo(ExitCode.WEBHOOK);
    assertThat(run.err()).contains("next: ").contains("webhook replay");
    assertThat(receiver.tries()).hasSize(1);
    assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
    assertThat(program.run("audit", "verify", program.journals().getFirst().toString()).exit())
        .isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @CsvSource({"0,2", "500,3", "429,2", "408,2"})
  void a_receiver_that_fails_for_a_while_hears_it_later(int status, int good) {
    declareOneOfEach();
    receiver.answers(event -> event.nth() < good ? status : 202);

    Program.Run run = apply();

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
    assertThat(receiver.accepted()).hasSize(4);
    assertThat(receiver.accepted().stream().map(Receiver.Try::id).distinct()).hasSize(4);
  }

  @Test
  void events_of_codes_that_wait_for_each_other_stay_in_order() {
    declare("  PRAISE:\n", "  HAPPY:\n");
    declare("  REFUND:\n", "  PRAISE:\n");
    receiver.answers(event -> event.nth() == 1 && event.code().equals("HAPPY") ? 500 : 200);

    apply("--parallelism", "8");

    assertThat(receiver.accepted())
        .extracting(Receiver.Try::code)
        .containsExactly("HAPPY", "PRAISE");
  }

  @Test
  void what_a_receiver_missed_is_replayed_under_the_same_id_and_then_no_more() throws IOException {
    declareOneOfEach();
    receiver.answers(event -> event.code().equals("NEW") ? 400 : 200);
    assertThat(apply().exit()).isEqualTo(ExitCode.WEBHOOK);
    String id =
        receiver.tries().stream()
            .filter(e -> e.code().equals("NEW"))
            .findFirst()
            .orElseThrow()
            .id();
    receiver.answers(event -> 200);

    Program.Run replay = program.run("webhook", "replay", "--format", "json");
    Program.Run again = program.run("webhook", "replay", "--format", "json");

    assertThat(replay.exit()).isEqualTo(ExitCode.OK);
    assertThat(replay.json().at("/accepted").asInt()).isEqualTo(1);
    assertThat(receiver.accepted()).hasSize(4).last().extracting(Receiver.Try::id).isEqualTo(id);
    assertThat(again.json().at("/accepted").asInt()).isZero();
    for (Path journal : program.journals()) {
      assertThat(program.run("audit", "verify", journal.toString()).exit()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void a_replay_leaves_out_what_live_no_longer_equals_unless_told_otherwise() throws IOException {
    declare("displayName: Refund\n", "displayName: Money back\n");
    receiver.answers(event -> 400);
    apply();
    Path journal = program.journals().getFirst();
    declare("displayName: Money back\n", "displayName: Something else\n");
    receiver.answers(event -> 200);
    apply();
    int before = receiver.accepted().size();

    Program.Run skipped = program.run("webhook", "replay", journal.toString(), "--format", "json");
    Program.Run stale =
        program.run("webhook", "replay", journal.toString(), "--stale", "--format", "json");

    assertThat(skipped.json().at("/stale").size()).isEqualTo(1);
    assertThat(skipped.json().at("/accepted").asInt()).isZero();
    assertThat(stale.json().at("/accepted").asInt()).isEqualTo(1);
    assertThat(receiver.accepted()).hasSize(before + 1);
  }

  @Test
  void an_apply_to_the_embedded_organization_tells_nobody_who_is_not_named() throws IOException {
    Program embedded =
        new Program(folder.resolve("embedded"))
            .with("WFM_WEBHOOK_URL", receiver.url())
            .wrapupcodes(Files.readString(Path.of("wrapupcodes.yaml")));

    assertThat(embedded.run("apply", "--sandbox", "--yes").exit()).isEqualTo(ExitCode.OK);

    assertThat(receiver.tries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://wfm.example/events",
        "https://user:pass-s3cr3t@wfm.example/",
        "ftp://wfm.example/",
        "nothing",
        "https://"
      })
  void a_url_that_is_not_safe_is_refused_before_any_request_and_not_shown(String url) {
    int before = sandbox.requests().size();

    Program.Run run =
        program.with("WFM_WEBHOOK_URL", url).run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("WFM_WEBHOOK_URL").doesNotContain("s3cr3t");
    assertThat(sandbox.requests()).hasSize(before);
  }

  @Test
  void a_secret_that_is_no_secret_is_refused_and_the_url_prints_as_its_origin() {
    declare("displayName: Refund\n", "displayName: Money back\n");
    assertThat(program.with("WFM_WEBHOOK_SECRET", "%%%").run("apply", "--yes").exit())
        .isEqualTo(ExitCode.USAGE);
    receiver.answers(event -> 400);

    Program.Run run = program.with("WFM_WEBHOOK_SECRET", SECRET).run("apply", "--yes", "--verbose");

    assertThat(run.exit()).isEqualTo(ExitCode.WEBHOOK);
    assertThat(run.out() + run.err()).contains("webhook msg_").doesNotContain("url-s3cr3t");
    assertThat(program.read(".wrapup/audit/" + folderJournal())).doesNotContain("url-s3cr3t");
  }

  private String folderJournal() {
    return program.journals().getFirst().getFileName().toString();
  }
}
