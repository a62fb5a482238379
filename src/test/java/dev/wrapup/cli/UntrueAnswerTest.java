package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Call;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A server whose answer to a write is not what it keeps: what is live decides what is told.
class UntrueAnswerTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  @AutoClose private Sandbox sandbox;
  @AutoClose private TamperingProxy proxy;

  private Program start(Kind kind) {
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 3, 0));
    proxy = TamperingProxy.before(sandbox.url());
    String code = sandbox.organization().codes().getFirst().code();
    boolean isCloud = kind == Kind.GENESYS_CLOUD;
    return new Program(folder)
        .with("WRAPUP_API", kind.dialect().api())
        .with("GENESYS_BASE_URL", proxy.url().toString())
        .wrapupcodes(
            """
            format: 1
            api: %s
            %scodes:
              %s: {description: as declared}
              NEW: {%sdescription: as declared}
            """
                .formatted(
                    kind.dialect().api(),
                    isCloud ? "organization: " + CloudExample.organizationId() + "\n" : "",
                    JSON.writeValueAsString(code),
                    isCloud ? "" : "displayName: New, routingType: manual, "));
  }

  private static byte[] edited(Reply reply, Consumer<ObjectNode> edit) {
    if (reply.status() >= 300) return reply.bytes();
    ObjectNode body = (ObjectNode) JSON.readTree(reply.body());
    edit.accept(body);
    return reply.with(JSON.writeValueAsString(body)).bytes();
  }

  private static List<JsonNode> results(Program.Run run) {
    return run.json().path("results").valueStream().toList();
  }

  static Stream<Arguments> leftOut() {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                Stream.of(
                        List.of("description"),
                        List.of("description", "outcomes", "division"),
                        List.of("description", "dateModified", "modifiedBy"),
                        List.of("description", "dateModified", "dateCreated", "selfUri"))
                    .map(parts -> Arguments.of(kind, parts)));
  }

  @ParameterizedTest
  @MethodSource("leftOut")
  void an_answer_says_nothing_of_what_it_leaves_out(Kind kind, List<String> parts) {
    Program program = start(kind);
    proxy.answers(
        (call, reply) ->
            call.isWrite() ? edited(reply, body -> body.remove(parts)) : reply.bytes());

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
    assertThat(results(run))
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.path("outcome").asString()).isEqualTo("applied");
              assertThat(result.path("clashes")).isEmpty();
            });
    assertThat(run.json().path("remaining").asInt()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_server_that_repeats_what_it_was_sent_and_keeps_something_else_is_found_out(Kind kind) {
    Program program = start(kind);
    proxy.sends(
        call ->
            call.isWrite() ? call.with(call.body().replace("as declared", "as it likes")) : call);
    proxy.answers(
        (call, reply) ->
            call.isWrite()
                ? edited(reply, body -> body.put("description", "as declared"))
                : reply.bytes());

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(results(run))
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.path("outcome").asString()).isEqualTo("altered");
              assertThat(result.at("/clashes/0/wanted").asString()).isEqualTo("as declared");
              assertThat(result.at("/clashes/0/live").asString()).isEqualTo("as it likes");
            });
    assertThat(run.json().at("/summary/done").asInt()).isZero();
    assertThat(run.json().path("remaining").asInt()).isEqualTo(2);
  }

  @Test
  void an_edit_that_is_listed_is_told_though_its_code_cannot_be_read_by_itself() {
    Program program = start(Kind.GENESYS_CLOUD);
    LiveCode code = sandbox.organization().codes().getFirst();
    AtomicBoolean isWritten = new AtomicBoolean();
    proxy.answers(
        (call, reply) -> {
          if (call.method().equals("PUT")) {
            ByHand.edit(sandbox.organization(), code.code(), "description", "by hand");
            isWritten.set(true);
          }
          boolean isRefused = isWritten.get() && call.path().endsWith(code.id());
          return isRefused && !call.isWrite()
              ? new Reply(403, "{\"code\": \"missing.permissions\"}").bytes()
              : reply.bytes();
        });

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.json().path("changedSince").asInt()).as(run.out()).isEqualTo(1);
    assertThat(results(run))
        .filteredOn(result -> result.path("id").asString().equals(code.id()))
        .allSatisfy(result -> assertThat(result.at("/since").asString()).isEqualTo("edited"))
        .hasSize(1);
  }

  static Stream<Reply> unreadable() {
    return Stream.of(
        new Reply(403, "{\"code\": \"missing.permissions\"}"),
        new Reply(200, "{\"entities\": [], \"total\": 7}"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void what_could_not_be_read_again_is_read_by_a_resume(Reply unreadable) {
    Program program = start(Kind.GENESYS_CLOUD);
    LiveCode code = sandbox.organization().codes().getFirst();
    AtomicBoolean isWritten = new AtomicBoolean();
    proxy.answers(
        (call, reply) -> {
          isWritten.compareAndSet(false, call.method().equals("PUT"));
          boolean isListing = call.path().startsWith("/api/v2/routing/wrapupcodes?");
          return isWritten.get() && isListing ? unreadable.bytes() : reply.bytes();
        });
    Program.Run run = program.run("apply", "--yes", "--parallelism", "1");
    ByHand.edit(sandbox.organization(), code.code(), "description", "by hand");
    proxy.answers((call, reply) -> reply.bytes());

    Program.Run resumed = program.run("audit", "resume");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("the next apply does, or audit resume");
    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    String journal = program.journals().getFirst().toString();
    JsonNode report = program.run("audit", "report", journal, "--format", "json").json();
    assertThat(report.at("/changedSince").asInt()).as(report.toString()).isEqualTo(1);
  }

  static Stream<Arguments> wholeSeconds() {
    return Stream.of("PUT", "GET", "GET PUT")
        .flatMap(methods -> Stream.of(true, false).map(edit -> Arguments.of(methods, edit)));
  }

  /// Times of a server may have whole seconds, or have them here and there.
  @ParameterizedTest
  @MethodSource("wholeSeconds")
  void whole_seconds_neither_hide_an_edit_nor_invent_one(String methods, boolean isEdited) {
    Program program = start(Kind.GENESYS_CLOUD);
    LiveCode code = sandbox.organization().codes().getFirst();
    proxy.answers(
        (call, reply) -> {
          if (isEdited && call.method().equals("PUT")) {
            ByHand.edit(sandbox.organization(), code.code(), "description", "by hand");
          }
          boolean isCoarse = List.of(methods.split(" ")).contains(call.method());
          return isCoarse
              ? reply.with(reply.body().replaceAll("(:\\d\\d)\\.\\d+Z", "$1Z")).bytes()
              : reply.bytes();
        });

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.json().path("changedSince").asInt()).as(run.out()).isEqualTo(isEdited ? 1 : 0);
    assertThat(sandbox.requests()).as("reads are waited for").hasSizeLessThan(40);
  }

  @Test
  void a_server_that_says_yes_and_does_nothing_is_found_out() {
    Program program = start(Kind.VERSIONED);
    String before = sandbox.organization().codes().getFirst().id();
    proxy.sends(
        call ->
            call.method().equals("PATCH")
                ? new Call("GET", call.path().replaceFirst("\\?.*", ""), "")
                : call);
    proxy.answers(
        (call, reply) ->
            call.method().equals("PATCH")
                ? edited(reply, body -> body.put("version", 2).put("description", "as declared"))
                : reply.bytes());

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(results(run))
        .filteredOn(result -> result.path("id").asString().equals(before))
        .singleElement()
        .satisfies(result -> assertThat(result.path("outcome").asString()).isEqualTo("altered"));
    assertThat(run.json().path("remaining").asInt()).isEqualTo(1);
  }
}
