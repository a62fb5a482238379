package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What stands on the wire, whoever is spoken to: the API, its login, a webhook's receiver, GitHub.
class WireTest {
  @TempDir Path folder;
  @AutoClose private Sandbox sandbox;
  @AutoClose private TamperingProxy proxy;
  private Program program;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(Example.organization());
    proxy = TamperingProxy.before(sandbox.url());
    program =
        new Program(folder)
            .with("GENESYS_BASE_URL", proxy.url().toString())
            .with("GITHUB_TOKEN", "ghs_123456")
            .with("GITHUB_API_URL", proxy.url().toString())
            .with("GITHUB_REPOSITORY", "octo-org/codes")
            .with("GITHUB_REF", "refs/pull/17/merge")
            .file("plan.md", "### a plan\n");
    program.run("export", "--out", "wrapupcodes.yaml");
    program.run("plan", "--out", "plan.json");
  }

  /// Answers that no sane server gives.
  enum Answer {
    TWO_LENGTHS(reply -> Reply.bytes(200, "Content-Length: 3\r\n" + reply.length(), reply.body())),
    TURNED(reply -> Reply.bytes(200, reply.length() + "\r\nContent-Length: 3", reply.body())),
    NEGATIVE(reply -> Reply.bytes(200, "Content-Length: -5", reply.body())),
    NO_NUMBER(reply -> Reply.bytes(200, "Content-Length: many", "{}")),
    ENORMOUS(reply -> Reply.bytes(200, "Content-Length: 99999999999999999999", reply.body())),
    NO_NAME(reply -> Reply.bytes(200, ": no name\r\n" + reply.length(), reply.body())),
    NO_CHUNKS(reply -> Reply.bytes(200, "Transfer-Encoding: chunked", "zz\r\n{}")),
    NO_GZIP(reply -> Reply.bytes(200, "Content-Encoding: gzip\r\n" + reply.length(), reply.body())),
    EMPTY_GZIP(reply -> Reply.bytes(200, "Content-Encoding: gzip\r\nContent-Length: 0", "")),
    CUT_GZIP(reply -> Reply.bytes(200, "Content-Encoding: gzip", "\u001f")),
    NO_STATUS(
        reply -> "HTTP/1.1 garbage\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    @SuppressWarnings("ImmutableEnumChecker") // it has no state
    private final Function<Reply, byte[]> bytes;

    Answer(Function<Reply, byte[]> bytes) {
      this.bytes = bytes;
    }
  }

  /// Lets all that is asked under a path be answered so.
  private void answers(String path, Answer answer) {
    proxy.answers(
        (call, reply) -> call.path().startsWith(path) ? answer.bytes.apply(reply) : reply.bytes());
  }

  private static void hold(Program.Run run, ExitCode... exits) {
    assertThat(run.exit()).as(run.err()).isIn((Object[]) exits);
    assertThat(run.out() + run.err()).doesNotContain("made a mistake", "Exception", "null\n");
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_that_is_no_http_is_told_by_a_sentence_whoever_gives_it(Answer answer) {
    ExitCode[] exits = {ExitCode.ERROR, ExitCode.NOT_WHOLE, ExitCode.OK, ExitCode.OUT_OF_TIME};
    answers("/api/v2/routing/wrapupcodes", answer);
    hold(program.run("plan", "--verbose", "--timeout", "1s"), exits);

    answers("/oauth/token", answer);
    hold(program.run("drift", "--verbose", "--timeout", "1s"), exits);

    answers("/repos/", answer);
    proxy.answers(
        (call, reply) ->
            call.path().equals("/graphql")
                ? new Reply(200, "{\"data\":{\"viewer\":{\"login\":\"me\"}}}").bytes()
                : answer.bytes.apply(reply.with("[]")));
    hold(
        program.run(
            "github", "comment", "--plan", "plan.json", "--body", "plan.md", "--timeout", "1s"),
        ExitCode.ERROR,
        ExitCode.OUT_OF_TIME,
        ExitCode.OK);
  }

  @ParameterizedTest
  @EnumSource
  void a_webhook_whose_receiver_answers_no_http_is_told_by_a_sentence(Answer answer) {
    answers("/events", answer);
    program
        .with("WFM_WEBHOOK_URL", proxy.url() + "/events")
        .wrapupcodes(
            program.read("wrapupcodes.yaml").replaceFirst("description: .*", "description: x"));

    Program.Run run = program.run("apply", "--yes", "--verbose", "--timeout", "1s");

    hold(run, ExitCode.OK, ExitCode.WEBHOOK, ExitCode.OUT_OF_TIME);
  }

  @Test
  void what_is_no_gzip_is_told_as_that_and_not_asked_for_again() {
    answers("/api/v2/routing/wrapupcodes", Answer.NO_GZIP);

    Program.Run run = program.run("plan");

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(run.err())
        .contains("the answer to GET /api/v2/routing/wrapupcodes is said to be gzip, and is not");
  }

  @Test
  void every_request_says_what_sends_it() {
    Map<String, Set<String>> seen = new ConcurrentHashMap<>();
    proxy.hears(
        (call, headers) ->
            seen.computeIfAbsent(
                    call.path().split("[/?]")[1], path -> ConcurrentHashMap.newKeySet())
                .add(headers.getOrDefault("user-agent", "nothing")));
    program
        .with("WFM_WEBHOOK_URL", proxy.url() + "/events")
        .wrapupcodes(
            program.read("wrapupcodes.yaml").replaceFirst("description: .*", "description: x"));

    program.run("apply", "--yes");
    program.run("github", "comment", "--plan", "plan.json", "--body", "plan.md");

    assertThat(seen).containsOnlyKeys("oauth", "api", "events", "repos");
    assertThat(seen.values()).allMatch(Set.of("wrapup/" + Main.VERSION)::equals);
  }
}
