package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Relay;
import dev.wrapup.TamperingProxy;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// What comes before a write has no end, so that the time of the run is over before anything was
/// sent.
@Timeout(120)
class NotSentTest {
  private static final Relay.Fate TOO_MANY =
      new Relay.Answer("HTTP/1.1 429 Slow\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");

  @TempDir Path folder;
  @AutoClose private Sandbox sandbox;
  @AutoClose private TamperingProxy proxy;
  @AutoClose private Relay relay;

  /// The versioned dialect reads nothing before a write, but asks for a token.
  @ParameterizedTest
  @CsvSource({
    "VERSIONED, POST /oauth/token, 6",
    "GENESYS_CLOUD, POST /oauth/token, 6",
    "GENESYS_CLOUD, GET /api/v2/routing/wrapupcodes/, 5",
  })
  void is_told_as_not_begun_and_leaves_nothing_open(Kind kind, String dripping, int notBegun)
      throws IOException {
    Program program = start(kind);
    relay.let(
        request ->
            !program.journals().isEmpty()
                    && (request.method() + " " + request.path()).startsWith(dripping)
                ? Relay.ENDLESS_BODY
                : new Relay.Pass());

    Program.Run run =
        program.run("apply", "--yes", "--timeout", "5s", "--parallelism", "6", "--format", "json");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OUT_OF_TIME);
    List<String> outcomes = run.json().path("results").findValuesAsString("outcome");
    assertThat(outcomes).as(run.out()).hasSize(6).isSubsetOf("not-begun", "applied");
    assertThat(outcomes).filteredOn("not-begun"::equals).hasSize(notBegun);
    assertThat(run.json().at("/summary/notBegun").asInt()).isEqualTo(notBegun);
    // of a swap, one is told of
    assertThat(run.json().path("results").findValuesAsString("reason"))
        .filteredOn(reason -> reason.contains("the time is over"))
        .hasSize(notBegun - 1);
    assertThat(sandbox.writes()).isEqualTo(6 - notBegun);
    Path journal = program.journals().getFirst();
    assertThat(Files.readString(journal)).contains("\"intent\"").doesNotContain("\"failed\"");
    JsonNode audit = program.run("audit", "report", "--format", "json", journal.toString()).json();
    assertThat(audit.path("undecided").asInt()).isZero();
    assertThat(audit.path("notBegun").asInt()).isEqualTo(notBegun);
    relay.let(request -> new Relay.Pass());
    assertThat(program.run("apply", "--yes").exit()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.writes()).isEqualTo(7); // a swap takes three
  }

  /// A server may have carried out what it refused for the rate limit.
  @ParameterizedTest
  @EnumSource(Kind.class)
  void what_was_refused_for_the_rate_limit_before_is_unknown(Kind kind) throws IOException {
    Program program = start(kind);
    AtomicBoolean isRefused = new AtomicBoolean();
    relay.let(
        request -> {
          if (isRefused.get()) return Relay.ENDLESS_BODY;
          boolean isWrite =
              !request.method().equals("GET") && request.path().startsWith("/api/v2/routing/");
          isRefused.compareAndSet(false, isWrite);
          return isWrite ? TOO_MANY : new Relay.Pass();
        });

    Program.Run run =
        program.run("apply", "--yes", "--timeout", "5s", "--parallelism", "1", "--format", "json");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OUT_OF_TIME);
    assertThat(run.json().path("results").findValuesAsString("outcome"))
        .containsExactlyInAnyOrder(
            "unknown", "not-begun", "not-begun", "not-begun", "not-begun", "not-begun");
    assertThat(Files.readString(program.journals().getFirst())).doesNotContain("\"failed\"");
  }

  /// @return in the folder of a file that asks for each kind of write
  private Program start(Kind kind) {
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 5, 0));
    proxy = TamperingProxy.before(sandbox.url());
    // a token for each call
    proxy.answers((call, reply) -> reply.with(reply.body().replace("3600", "0")).bytes());
    relay = Relay.to(proxy.url());
    boolean isCloud = kind == Kind.GENESYS_CLOUD;
    List<LiveCode> live = sandbox.organization().codes();
    return new Program(folder)
        .with("WRAPUP_API", kind.dialect().api())
        .with("GENESYS_BASE_URL", relay.url().toString())
        .wrapupcodes(
            """
            format: 1
            api: %s
            %spolicy: {allow: [create, update, delete], maxUpdates: 9, maxDeletes: 9}
            codes:
              '%s': {description: new}
              RENAMED: {id: '%s'}
              '%s': {id: '%s'}
              '%s': {id: '%s'}
              NEW: {%sdescription: new}
            retired: ['%s']
            """
                .formatted(
                    kind.dialect().api(),
                    isCloud ? "organization: " + CloudExample.organizationId() + "\n" : "",
                    live.get(0).code(),
                    live.get(1).id(),
                    live.get(2).code(),
                    live.get(3).id(),
                    live.get(3).code(),
                    live.get(2).id(),
                    isCloud ? "" : "displayName: New, routingType: manual, ",
                    live.get(4).code()));
  }
}
