package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whatever is missing of a run, each format of its audit report names it in its first words, and
/// none is green.
@ParameterizedClass
@EnumSource
class AuditGapsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String KEY = "a key of the organization";

  @TempDir Path folder;
  private final Kind kind;
  @AutoClose private final Receiver receiver = Receiver.start();
  @AutoClose private final Sandbox sandbox;
  private Program program;

  AuditGapsTest(Kind kind) {
    this.kind = kind;
    this.sandbox = Sandbox.start(Organization.generated(kind.dialect(), 4, 0));
  }

  @BeforeEach
  void files_with_three_changes() {
    program = new Program(folder).at(sandbox).with("WFM_WEBHOOK_URL", receiver.url());
    program.run("export", "--out", "wrapupcodes.yaml");
    String export = program.read("wrapupcodes.yaml");
    for (int i = 0; i < 3; i++) {
      export = export.replace("  CODE_%d:".formatted(i), "  CHANGED_%d:".formatted(i));
    }
    program.wrapupcodes(export);
  }

  /// The records of a run of which nothing is missing.
  private List<ObjectNode> records(String... more) throws IOException {
    Program.Run run = program.run(List.of("apply", "--yes", "--parallelism", "1"), more);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    Path journal = program.journals().getFirst();
    List<ObjectNode> records = new ArrayList<>();
    Files.readAllLines(journal).forEach(line -> records.add((ObjectNode) JSON.readTree(line)));
    Files.delete(journal); // a changed copy beside it wouldn't count
    return records;
  }

  private static int last(List<ObjectNode> records, String type) {
    return IntStream.range(0, records.size())
        .filter(i -> records.get(i).path("type").asString().equals(type))
        .max()
        .orElseThrow();
  }

  private static ObjectNode record(List<ObjectNode> records, String type) {
    return records.get(last(records, type));
  }

  private static ObjectNode outcome(List<ObjectNode> records, String word) {
    return record(records, "applied").put("type", word).put("reason", "so it came");
  }

  private interface Trouble {
    void befall(List<ObjectNode> records);
  }

  private record Case(String brief, Trouble trouble) {}

  private static List<Case> cases() {
    return List.of(
        new Case("cut short", records -> records.removeLast()),
        new Case("1 unknown", r -> r.subList(last(r, "applied"), r.size()).clear()),
        new Case("1 not begun", r -> r.subList(last(r, "intent") - 1, r.size()).clear()),
        new Case(
            "cut short",
            records ->
                records.add(
                    records.size() - 1,
                    JSON.createObjectNode().put("type", "recovered").put("cut", 7))),
        new Case(
            "unknown how many were planned",
            records -> {
              records.getFirst().remove("planned");
              records.removeLast();
            }),
        new Case("1 failed", r -> outcome(r, "failed")),
        new Case("1 conflict", r -> outcome(r, "conflict")),
        new Case("1 unknown", r -> outcome(r, "unknown")),
        new Case(
            "1 altered",
            r ->
                outcome(r, "applied")
                    .putArray("wanted")
                    .addObject()
                    .put("field", "description")
                    .put("wanted", "a")
                    .put("live", "b")),
        new Case(
            "1 altered",
            r -> {
              ObjectNode checked = JSON.createObjectNode().put("type", "checked");
              checked
                  .putArray("altered")
                  .addObject()
                  .put("id", record(r, "applied").path("codeId").asString())
                  .put("outcome", "applied")
                  .put("reason", "so it was kept");
              r.add(r.size() - 1, checked);
            }),
        new Case(
            "2 not begun", r -> ((ObjectNode) r.getLast().path("outcomes")).put("not-begun", 2)),
        new Case(
            "1 event undelivered",
            r -> record(r, "webhook-accepted").put("type", "webhook-failed").put("reason", "off")),
        new Case(
            "2 events undelivered",
            r -> {
              record(r, "webhook-accepted").removeAll().put("type", "sending");
              record(r, "webhook-accepted").removeAll().put("type", "sending");
            }),
        new Case("not checked afterwards", r -> r.getLast().putNull("remaining")),
        new Case("2 left", r -> r.getLast().put("remaining", 2)),
        new Case(
            "1 changed since",
            r ->
                r.getLast()
                    .putArray("since")
                    .addObject()
                    .put("id", record(r, "applied").path("codeId").asString())
                    .put("word", "edited")));
  }

  private Path write(List<ObjectNode> records) {
    for (int i = 0; i < records.size(); i++) records.get(i).put("seq", i + 1);
    return write(ForgedJournal.chained(records));
  }

  private Path write(String journal) {
    program.file("run.jsonl", journal);
    return folder.resolve("run.jsonl");
  }

  private String report(Path journal, String format) {
    return program.run("audit", "report", "--format", format, journal.toString()).out();
  }

  @TestFactory
  Stream<DynamicTest> no_trouble_is_green_in_any_format() throws IOException {
    List<ObjectNode> records = records();
    return cases().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.brief(),
                    () -> {
                      List<ObjectNode> changed = new ArrayList<>();
                      records.forEach(record -> changed.add(record.deepCopy()));
                      one.trouble().befall(changed);
                      assertTold(write(changed), one.brief());
                    }));
  }

  private void assertTold(Path journal, String brief) {
    JsonNode json = JSON.readTree(report(journal, "json"));
    List<String> missing = json.path("missing").valueStream().map(JsonNode::asString).toList();
    String headline = json.path("headline").asString();

    assertThat(missing).contains(brief);
    assertThat(headline).endsWith(" · " + String.join(" · ", missing));
    assertThat(report(journal, "markdown")).contains("**" + headline + "**", "> [!CAUTION]");
    assertThat(report(journal, "html"))
        .contains("class=\"badge bad\">" + headline + "<")
        .doesNotContain("badge good");
    assertThat(report(journal, "text").replaceAll("\\s+", " "))
        .contains(headline + " · ", "Look at this first:");
    assertThat(
            report(journal, "github")
                .lines()
                .filter(line -> line.startsWith("::error title=wrapup look at this first::")))
        .hasSize(missing.size());
    String colored =
        program
            .run("audit", "report", "--format", "text", "--color", "always", journal.toString())
            .out();
    assertThat(colored).contains("\u001B[1;31m" + headline.substring(0, headline.indexOf(' ')));
  }

  @Test
  void what_nothing_is_missing_of_is_green() throws IOException {
    Path journal = write(records());

    assertThat(report(journal, "html"))
        .contains("class=\"badge good\">3 of 3 changes made<")
        .doesNotContain("Look at this first");
    JsonNode json = JSON.readTree(report(journal, "json"));
    assertThat(json.path("missing")).isEmpty();
    assertThat(json.path("next").isNull()).isTrue();
    assertThat(report(journal, "github")).doesNotContain("::error");
  }

  @Test
  void a_signature_that_nobody_checks_is_missing_and_so_is_one_that_was_taken_off()
      throws IOException {
    program.with("WRAPUP_JOURNAL_KEY", KEY);
    List<ObjectNode> records = records();
    String signed = signed(records);
    Path journal = write(signed);
    assertThat(report(journal, "html")).contains("class=\"badge good\"");

    program.without("WRAPUP_JOURNAL_KEY");
    assertTold(journal, "signature not checked");
    List<ObjectNode> others = new ArrayList<>(records.subList(1, records.size()));
    String first = signed.substring(0, signed.indexOf('\n') + 1);
    assertTold(write(first + continued(first, others)), "signed in part");

    program.with("WRAPUP_JOURNAL_KEY", KEY);
    assertTold(write(first + continued(first, others)), "journal broken");
    Program.Run unsigned = program.run("audit", "report", write(records).toString());
    assertThat(unsigned.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(unsigned.out()).isEmpty();
  }

  /// As they were read, since their order and spelling are those of the journal.
  private static String signed(List<ObjectNode> records) {
    StringBuilder lines = new StringBuilder();
    records.forEach(record -> lines.append(JSON.writeValueAsString(record)).append('\n'));
    return lines.toString();
  }

  private static String continued(String first, List<ObjectNode> others) {
    String head = JSON.readTree(first).path("hash").asString();
    List<ObjectNode> copies = new ArrayList<>();
    others.forEach(record -> copies.add(record.deepCopy()));
    return ForgedJournal.chained(head, copies);
  }

  @Test
  void events_that_nobody_took_end_with_the_command_that_tells_them() throws IOException {
    List<ObjectNode> records = records();
    record(records, "webhook-accepted").put("type", "webhook-failed").put("reason", "off");
    Path journal = write(records);
    String command =
        "wrapup webhook replay --api %s --environment us-east-1 %s"
            .formatted(kind.dialect().api(), journal);

    assertThat(report(journal, "text").lines()).contains("  " + command);
    assertThat(report(journal, "markdown").lines()).contains(command);
    assertThat(report(journal, "html")).contains("<pre><code>" + command + "</code></pre>");
    assertThat(JSON.readTree(report(journal, "json")).path("next").asString()).isEqualTo(command);
    assertThat(report(journal, "github").lines())
        .contains("::notice title=wrapup next::" + command);

    Program.Run replay = program.run(command.substring("wrapup ".length()).split(" "));
    assertThat(replay.exit()).as(replay.err()).isEqualTo(ExitCode.OK);
    assertThat(replay.out()).contains("1 webhook accepted, 0 not");
  }

  @Test
  void who_approved_it_stands_in_it_or_that_nobody_said() throws IOException {
    Path silent = write(records());
    assertThat(report(silent, "markdown"))
        .contains("approver not recorded", "commit not recorded")
        .doesNotContain("approved by");

    program.wrapupcodes(program.read("wrapupcodes.yaml").replace("  CHANGED_0:", "  AGAIN:"));
    Path told = write(records("--approved-by", "Jo, on the phone"));
    assertThat(report(told, "markdown")).contains("approved by `Jo, on the phone`");
    assertThat(JSON.readTree(report(told, "json")).at("/run/approvedBy").asString())
        .isEqualTo("Jo, on the phone");
  }

  @Test
  void a_token_that_overrode_a_refusal_stands_in_it() throws IOException {
    String export = program.read("wrapupcodes.yaml");
    program.wrapupcodes(
        export.replace("undeclared: report", "undeclared: report\n  maxUpdates: 2"));
    String token =
        program.run("plan", "--format", "json").json().at("/verdict/approvalToken").asString();

    Path journal = write(records("--approve", token));

    assertThat(report(journal, "markdown"))
        .contains("approver not recorded, refusals overridden by token `" + token + "`");
  }

  @Test
  void times_are_told_in_utc_and_as_clocks_there_showed_them_and_spans_in_words()
      throws IOException {
    List<ObjectNode> records = records();
    records.getFirst().put("at", "2026-07-01T23:58:48.000Z");
    records.getLast().put("at", "2026-07-02T00:00:00.000Z");
    ((ObjectNode) records.getLast().path("metrics"))
        .put("rateLimitWaitMs", 72_345)
        .put("requests", 1);
    Path journal = write(records);

    program.with("TZ", "Europe/Berlin");
    assertThat(report(journal, "markdown"))
        .contains(
            "`2026-07-01 23:58:48 UTC (2026-07-02 01:58:48 +02:00)`",
            "`2026-07-02 00:00:00 UTC (02:00:00 +02:00)`, 1 min 12 s",
            "| rateLimitWaitMs | 1 min 12 s |",
            "| requests | 1 request |");
    program.with("TZ", ":no/such/place");
    assertThat(report(journal, "text").replaceAll("\\s+", " "))
        .contains("2026-07-01 23:58:48 UTC – 2026-07-02 00:00:00 UTC, 1 min 12 s");
  }

  /// Whatever ends first.
  @Test
  void rows_stand_as_planned_but_trouble_first() throws IOException {
    List<ObjectNode> records = records();
    List<String> planned = codes(records);
    assertThat(planned).hasSize(3);
    List<ObjectNode> swapped = new ArrayList<>(records);
    int first =
        IntStream.range(0, records.size())
            .filter(i -> records.get(i).path("type").asString().equals("intent"))
            .findFirst()
            .orElseThrow();
    // the first of the plan comes last, as if another worker had made it
    int later = last(records, "intent");
    int place = records.get(first).path("position").asInt();
    records.get(first).put("position", records.get(later).path("position").asInt());
    records.get(later).put("position", place);
    Optional<String> last = Optional.of(records.get(later).path("code").asString());

    assertThat(codes(swapped).getFirst()).isEqualTo(last.orElseThrow());

    outcome(swapped, "failed").put("code", "TROUBLE");
    assertThat(codes(swapped).getFirst()).isEqualTo("TROUBLE");
  }

  private List<String> codes(List<ObjectNode> records) {
    return JSON.readTree(report(write(records), "json")).path("changes").findValuesAsString("code");
  }
}
