package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Call;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 3, 0), Settings.DEFAULT);
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
