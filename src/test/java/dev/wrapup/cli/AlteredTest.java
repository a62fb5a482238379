package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Call;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A server that carries a write out, and makes something else of what it was sent. That is told in
/// every document, with what was wanted; the journal and the event hold what is live.
class AlteredTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  @AutoClose private final Receiver receiver = Receiver.start();
  @AutoClose private Sandbox sandbox;
  @AutoClose private TamperingProxy proxy;

  /// What a server does to a text that it keeps.
  enum Quirk {
    TRIMS("Refund new ", "Refund new"),
    HAS_WINDOWS_LINES("one\ntwo", "one\r\ntwo"),
    ESCAPES("Refund & return", "Refund &amp; return"),
    CUTS("Refund of the whole order", "Refund of"),
    LOWERS("REFUND!", "refund!"),
    COMPOSES("Cafe\u0301", "Caf\u00e9"),
    EMPTIES("anything", "");

    private final String wanted;
    private final String kept;

    Quirk(String wanted, String kept) {
      this.wanted = wanted;
      this.kept = kept;
    }
  }

  private Program start(Kind kind) {
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 3, 0));
    proxy = TamperingProxy.before(sandbox.url());
    return new Program(folder)
        .with("WRAPUP_API", kind.dialect().api())
        .with("GENESYS_BASE_URL", proxy.url().toString())
        .with("WFM_WEBHOOK_URL", receiver.url());
  }

  /// Lets the server take another text for a part of what is written.
  private void keeps(String part, String text) {
    proxy.sends(call -> call.isWrite() && !call.body().isEmpty() ? with(call, part, text) : call);
  }

  private static Call with(Call call, String part, String text) {
    ObjectNode body = (ObjectNode) JSON.readTree(call.body());
    if (body.has(part)) body.put(part, text);
    return call.with(JSON.writeValueAsString(body));
  }

  private static String file(Kind kind, String codes) {
    String organization =
        kind == Kind.VERSIONED ? "" : "organization: " + CloudExample.organizationId() + "\n";
    return "format: 1\napi: %s\n%scodes:\n%s".formatted(kind.dialect().api(), organization, codes);
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  private LiveCode first() {
    return sandbox.organization().codes().getFirst();
  }

  private List<JsonNode> journal() throws IOException {
    return Files.readAllLines(Path.of(journalPath())).stream().map(JSON::readTree).toList();
  }

  private String report(Program program, String format) {
    return program.run("audit", "report", "--format", format, journalPath()).out();
  }

  private String journalPath() {
    return new Program(folder).journals().getFirst().toString();
  }

  private static Stream<Arguments> inBoth(Object[] cases) {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(cases).map(one -> Arguments.of(kind, one)));
  }

  static Stream<Arguments> quirks() {
    return inBoth(Quirk.values());
  }

  @ParameterizedTest
  @MethodSource("quirks")
  void an_update_is_told_with_both_values_and_with_exit_7(Kind kind, Quirk quirk)
      throws IOException {
    Program program = start(kind);
    LiveCode code = first();
    program.wrapupcodes(
        file(
            kind,
            "  %s: {description: %s}\n".formatted(quoted(code.code()), quoted(quirk.wanted))));
    keeps("description", quirk.kept);

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    JsonNode result = run.json().at("/results/0");
    assertThat(result.path("outcome").asString()).isEqualTo("altered");
    assertThat(result.at("/clashes/0/field").asString()).isEqualTo("description");
    assertThat(result.at("/clashes/0/wanted").asString()).isEqualTo(quirk.wanted);
    assertThat(result.at("/clashes/0/live").asString()).isEqualTo(quirk.kept);
    assertThat(run.json().at("/summary/done").asInt()).isZero();
    assertThat(run.json().at("/remaining").asInt()).isEqualTo(1);
    JsonNode record = record("applied");
    assertThat(record.at("/wanted/0/wanted").asString()).isEqualTo(quirk.wanted);
    assertThat(record.at("/wanted/0/live").asString()).isEqualTo(quirk.kept);
    assertThat(record.path("codeId").asString()).isEqualTo(code.id());
    assertThat(receiver.accepted()).hasSize(1);
    JsonNode audit = JSON.readTree(report(program, "json"));
    assertThat(audit.at("/changes/0/outcome").asString()).isEqualTo("altered");
    assertThat(audit.at("/metrics/auditTrail/0/wanted/0/wanted").asString())
        .isEqualTo(quirk.wanted);
  }

  private JsonNode record(String type) throws IOException {
    return journal().stream()
        .filter(record -> record.path("type").asString().equals(type))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void entry_and_event_hold_what_the_server_kept() throws IOException {
    Program program = start(Kind.VERSIONED);
    program.wrapupcodes(
        file(Kind.VERSIONED, "  %s: {displayName: 'Refund new '}\n".formatted(first().code())));
    keeps("displayName", "Refund new");

    program.run("apply", "--yes");

    JsonNode record = record("applied");
    assertThat(record.path("newDisplayName").asString()).isEqualTo("Refund new");
    assertThat(receiver.accepted())
        .singleElement()
        .satisfies(
            e -> assertThat(e.json().path("displayName").asString()).isEqualTo("Refund new"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_create_is_told_too(Kind kind) throws IOException {
    Program program = start(kind);
    String needed = kind == Kind.VERSIONED ? "displayName: New, routingType: manual, " : "";
    program.wrapupcodes(file(kind, "  NEW: {%sdescription: 'a  b'}\n".formatted(needed)));
    keeps("description", "a b");

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(run.json().at("/results/0/outcome").asString()).isEqualTo("altered");
    assertThat(run.json().at("/results/0/clashes/0/live").asString()).isEqualTo("a b");
    assertThat(record("applied").at("/wanted/0/wanted").asString()).isEqualTo("a  b");
    assertThat(receiver.accepted()).hasSize(1);
  }

  /// A rename that is not kept as it was sent, and one that comes after it.
  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_code_that_is_called_otherwise_frees_its_old_place(Kind kind) throws IOException {
    Program program = start(kind);
    List<LiveCode> live = sandbox.organization().codes();
    String first = quoted(live.get(0).code());
    program.wrapupcodes(
        file(
            kind,
            "  'New name!': {id: %s}\n  %s: {id: %s}\n"
                .formatted(live.get(0).id(), first, live.get(1).id())));
    String key = kind.dialect().key().name();
    proxy.sends(call -> call.body().contains("New name!") ? with(call, key, "New name?") : call);

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.json().at("/results").findValuesAsString("outcome"))
        .as(run.out())
        .containsExactly("altered", "applied");
    assertThat(record("applied").path("newCode").asString()).isEqualTo("New name?");
    assertThat(sandbox.organization().byCode("New name?")).isPresent();
    assertThat(sandbox.organization().byId(live.get(1).id()).orElseThrow().code())
        .isEqualTo(live.get(0).code());
  }

  @Test
  void a_server_that_ignores_one_field_of_several_is_told_of() {
    Program program = start(Kind.VERSIONED);
    program.wrapupcodes(
        file(
            Kind.VERSIONED,
            "  %s: {displayName: New, description: as declared, outcomes: [{id: o, name: x}]}\n"
                .formatted(first().code())));
    proxy.sends(
        call -> {
          if (!call.method().equals("PATCH")) return call;
          ObjectNode body = (ObjectNode) JSON.readTree(call.body());
          body.remove("outcomes");
          return call.with(JSON.writeValueAsString(body));
        });

    Program.Run run = program.columns(200).run("apply", "--yes");

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(run.out())
        .contains("altered", "outcomes  wanted x (o), live (none)", "1 made, and not as wanted");
    assertThat(run.out()).doesNotContain("description  wanted", "✓");
    assertThat(run.err()).contains("next: compare what was wanted with what is live");
  }

  @Test
  void every_picture_of_the_audit_tells_both_and_none_is_green() {
    Program program = start(Kind.VERSIONED);
    program.wrapupcodes(
        file(Kind.VERSIONED, "  %s: {description: Mind the gap}\n".formatted(first().code())));
    keeps("description", "Mind");

    program.run("apply", "--yes");

    assertThat(report(program, "markdown"))
        .contains("[!CAUTION]", "1 change made, and not as wanted", "**✗ altered**")
        .contains(
            "+ description  Mind the gap", "! description  wanted \"Mind the gap\", live \"Mind\"")
        .contains("0 of 1 change made");
    assertThat(report(program, "html"))
        .contains("class=\"badge bad\"", "1 change made, and not as wanted", "altered")
        .contains("Mind the gap", "<b>0</b> <span>landed<", "<b>1</b> <span>altered<")
        .doesNotContain("by somebody else</th>");
  }

  /// The answer repeats what was sent, so that only the look at the end shows what was kept.
  @ParameterizedTest
  @EnumSource(Kind.class)
  void an_echo_is_in_the_audit_with_what_was_wanted(Kind kind) throws IOException {
    Program program = start(kind);
    String needed = kind == Kind.VERSIONED ? "displayName: New, routingType: manual, " : "";
    program.wrapupcodes(
        file(
            kind,
            "  AS_IT_IS: {%sdescription: kept}\n  %s: {description: Mind the gap}\n  NEW: {%sdescription: Mind the gap}\n"
                .formatted(needed, quoted(first().code()), needed)));
    proxy.sends(call -> call.body().contains("Mind") ? with(call, "description", "Mind") : call);
    proxy.answers(
        (call, reply) ->
            call.isWrite()
                ? reply.with(reply.body().replace("\"Mind\"", "\"Mind the gap\"")).bytes()
                : reply.bytes());

    Program.Run run = program.run("apply", "--yes");

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.NOT_APPLIED);
    JsonNode audit = JSON.readTree(report(program, "json"));
    assertThat(audit.path("changes").findValuesAsString("outcome"))
        .containsExactly("altered", "altered", "applied");
    assertThat(audit.at("/changes/0/clashes/0/wanted").asString()).isEqualTo("Mind the gap");
    assertThat(audit.at("/changes/1/clashes/0/live").asString()).isEqualTo("Mind");
    assertThat(audit.at("/metrics/auditTrail/1/wanted/0/live").asString()).isEqualTo("Mind");
    assertThat(record("run-finished").at("/outcomes/altered").asInt()).isEqualTo(2);
    assertThat(report(program, "markdown"))
        .contains("2 changes made, and not as wanted", "1 of 3 changes made")
        .contains(
            "+ description  Mind the gap", "! description  wanted \"Mind the gap\", live \"Mind\"")
        .doesNotContain("somebody else");
    assertThat(report(program, "html"))
        .contains("2 changes made, and not as wanted", "<b>2</b> <span>altered<")
        .contains("<b>1</b> <span>landed<")
        .doesNotContain("by somebody else</th>");
    for (String format : List.of("text", "github")) {
      assertThat(report(program, format))
          .contains("altered", "description  wanted \"Mind the gap\", live \"Mind\"");
    }
  }

  @Test
  void no_line_of_a_result_ends_in_blanks_where_it_is_broken() {
    Program program = start(Kind.VERSIONED);
    program.wrapupcodes(
        file(Kind.VERSIONED, "  %s: {description: Mind the gap}\n".formatted(first().code())));
    keeps("description", "Mind");

    for (int columns = 86; columns < 92; columns++) {
      Program.Run run = program.columns(columns).run("apply", "--yes");

      assertThat(run.out().lines()).as("%d columns", columns).noneMatch(line -> line.endsWith(" "));
    }
  }

  /// What a server answers that carried the write out as it should.
  enum Answer {
    ANOTHER_ID,
    THE_SAME_REVISION,
    THE_CODE_AS_IT_WAS
  }

  static Stream<Arguments> answers() {
    return inBoth(Answer.values());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void an_answer_about_something_else_is_none_and_live_decides(Kind kind, Answer answer)
      throws IOException {
    Program program = start(kind);
    LiveCode code = first();
    String[] before = {""};
    program.wrapupcodes(
        file(kind, "  %s: {description: as declared}\n".formatted(quoted(code.code()))));
    proxy.answers(
        (call, reply) -> {
          boolean isIt = call.path().contains(code.id());
          if (isIt && !call.isWrite() && before[0].isEmpty()) before[0] = reply.body();
          return isIt && call.isWrite() ? tampered(kind, answer, reply, before[0]) : reply.bytes();
        });

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.json().at("/results").findValuesAsString("outcome"))
        .as(run.out())
        .containsExactly("applied");
    assertThat(run.json().at("/results/0/id").asString()).isEqualTo(code.id());
    assertThat(sandbox.count(kind.update())).isEqualTo(1);
    assertThat(record("applied").path("codeId").asString()).isEqualTo(code.id());
    assertThat(
            sandbox
                .organization()
                .byId(code.id())
                .orElseThrow()
                .value(kind.dialect().field("description").orElseThrow()))
        .isEqualTo(new Value.Text("as declared"));
  }

  private static byte[] tampered(Kind kind, Answer answer, Reply reply, String before) {
    ObjectNode body = (ObjectNode) JSON.readTree(reply.body());
    switch (answer) {
      case ANOTHER_ID -> body.put("id", "somebody-else");
      case THE_SAME_REVISION -> {
        if (kind == Kind.VERSIONED) body.put("version", 1);
        else body = (ObjectNode) JSON.readTree(before);
      }
      case THE_CODE_AS_IT_WAS -> {
        if (kind == Kind.GENESYS_CLOUD) body = (ObjectNode) JSON.readTree(before);
        else body.put("version", 1).put("description", "as it was");
      }
    }
    return reply.with(JSON.writeValueAsString(body)).bytes();
  }

  /// Only where the API tells who edited a code, it can't have been anybody else.
  @ParameterizedTest
  @CsvSource({"VERSIONED, unknown, 0", "GENESYS_CLOUD, altered, 2"})
  void what_is_found_after_a_lost_answer_is_told_with_both_values(
      Kind kind, String outcome, int events) {
    Program program = start(kind);
    String needed = kind == Kind.VERSIONED ? "displayName: New, routingType: manual, " : "";
    program.wrapupcodes(
        file(
            kind,
            "  %s: {description: 'a  b'}\n  NEW: {%sdescription: 'a  b'}\n"
                .formatted(quoted(first().code()), needed)));
    keeps("description", "a b");
    proxy.answers((call, reply) -> call.isWrite() ? new Reply(502, "").bytes() : reply.bytes());

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(run.json().at("/results"))
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.path("outcome").asString()).isEqualTo(outcome);
              assertThat(result.at("/clashes/0/wanted").asString()).isEqualTo("a  b");
              assertThat(result.at("/clashes/0/live").asString()).isEqualTo("a b");
            });
    assertThat(sandbox.writes()).isEqualTo(2);
    assertThat(receiver.accepted()).hasSize(events);
  }

  @ParameterizedTest
  @CsvSource({"TRIMS, SPACE → nothing", "COMPOSES, composed otherwise"})
  void a_difference_that_nobody_sees_is_named(Quirk quirk, String words) {
    Program program = start(Kind.VERSIONED);
    program.wrapupcodes(
        file(
            Kind.VERSIONED,
            "  %s: {description: %s}\n".formatted(first().code(), quoted(quirk.wanted))));
    keeps("description", quirk.kept);

    Program.Run run = program.columns(200).run("apply", "--yes");

    assertThat(run.out()).contains("; they differ in: ").contains(words);
    assertThat(report(program, "markdown")).contains("they differ in: ").contains(words);
    assertThat(report(program, "html")).contains("differs in: ").contains(words);
  }

  @Test
  void a_create_that_is_answered_with_an_old_code_is_looked_for() {
    Program program = start(Kind.VERSIONED);
    program.wrapupcodes(file(Kind.VERSIONED, "  NEW: {displayName: New, routingType: manual}\n"));
    String old = first().id();
    proxy.answers(
        (call, reply) -> {
          if (!call.method().equals("POST") || !call.isWrite()) return reply.bytes();
          ObjectNode body = (ObjectNode) JSON.readTree(reply.body());
          return reply.with(JSON.writeValueAsString(body.put("id", old))).bytes();
        });

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/results/0/id").asString()).isNotEqualTo(old);
  }
}
