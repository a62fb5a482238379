package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A write was carried out, and its answer tells nothing that can be read: live is looked at, and
/// the change is neither told as failed nor made twice. Reads are tried again, or stop with a
/// sentence.
class UnreadableAnswerTest {
  private static final int LARGEST = 64 * 1024 * 1024;

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : open.reversed()) one.close();
  }

  /// What comes instead of a sane answer.
  enum Answer {
    REQUEST_TIMEOUT(reply -> error(408)),
    CLIENT_CLOSED(reply -> error(499)),
    BAD_GATEWAY(reply -> error(502)),
    SEE_OTHER(reply -> Reply.bytes(303, "Location: /elsewhere\r\nContent-Length: 0", "")),
    STATUS_999(reply -> error(999)),
    NO_CONTENT(reply -> Reply.bytes(204, "X-Nothing: here", "")),
    EMPTY(reply -> new Reply(200, "").bytes()),
    NO_JSON(reply -> reply.with("<html>").bytes()),
    NOT_THE_CODE(reply -> reply.with("{\"id\":7}").bytes()),
    TOO_LARGE(reply -> reply.with("{\"x\":\"" + "x".repeat(LARGEST) + "\"}").bytes()),
    TOO_DEEP(reply -> reply.with("{\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "}").bytes()),
    CUT(reply -> Reply.bytes(200, "Content-Length: 9999", reply.body())),
    NO_GZIP(reply -> Reply.bytes(200, "Content-Encoding: gzip\r\n" + reply.length(), reply.body())),
    TWO_LENGTHS(reply -> Reply.bytes(200, "Content-Length: 3\r\n" + reply.length(), reply.body())),
    TWO_LENGTHS_TURNED(
        reply -> Reply.bytes(200, reply.length() + "\r\nContent-Length: 3", reply.body())),
    A_NEGATIVE_LENGTH(reply -> Reply.bytes(200, "Content-Length: -5", reply.body())),
    A_BROKEN_HEADER(reply -> Reply.bytes(200, ": no name\r\n" + reply.length(), reply.body())),
    NO_CHUNKS(reply -> Reply.bytes(200, "Transfer-Encoding: chunked", reply.body())),
    NO_STATUS_LINE(reply -> "garbage\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
    NOTHING(reply -> new byte[0]);

    @SuppressWarnings("ImmutableEnumChecker") // it has no state
    private final Function<Reply, byte[]> bytes;

    Answer(Function<Reply, byte[]> bytes) {
      this.bytes = bytes;
    }

    private static byte[] error(int status) {
      return new Reply(status, "{\"message\":\"as the test asks\"}").bytes();
    }
  }

  private Sandbox start(Kind kind) {
    Sandbox sandbox = Sandbox.start(Organization.generated(kind.dialect(), 3, 0));
    open.add(sandbox);
    return sandbox;
  }

  private TamperingProxy before(Sandbox sandbox) {
    TamperingProxy proxy = TamperingProxy.before(sandbox.url());
    open.add(proxy);
    return proxy;
  }

  private Program program(Kind kind, TamperingProxy proxy) {
    return new Program(folder)
        .with("WRAPUP_API", kind.dialect().api())
        .with("GENESYS_BASE_URL", proxy.url().toString());
  }

  static Stream<Arguments> writes() {
    List<Arguments> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Answer answer : Answer.values()) all.add(Arguments.of(kind, answer));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void what_landed_is_told_as_applied_and_is_made_once(Kind kind, Answer answer) {
    Sandbox sandbox = start(kind);
    TamperingProxy proxy = before(sandbox);
    List<LiveCode> before = sandbox.organization().codes();
    Program program = program(kind, proxy).wrapupcodes(declaring(kind, before));
    proxy.answers((call, reply) -> call.isWrite() ? answer.bytes.apply(reply) : reply.bytes());

    Program.Run run = program.run("apply", "--yes", "--format", "json");

    assertThat(run.json().at("/results").findValuesAsString("outcome"))
        .as(run.out() + run.err())
        .containsExactly("applied", "applied", "applied");
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(sandbox.writes()).isEqualTo(3);
    Organization after = sandbox.organization();
    assertThat(after.byCode("NEW")).isPresent();
    assertThat(after.byId(before.get(1).id())).isEmpty();
    assertThat(
            after
                .byId(before.get(0).id())
                .orElseThrow()
                .value(kind.dialect().field("description").orElseThrow()))
        .isEqualTo(new Value.Text("as declared"));
  }

  /// A create, an update of the first code, and a delete of the second.
  private static String declaring(Kind kind, List<LiveCode> live) {
    boolean isVersioned = kind == Kind.VERSIONED;
    return """
    format: 1
    api: %s
    %s
    policy: {allow: [create, update, delete], maxDeletes: 9}
    retired: ['%s']
    codes:
      NEW: {%sdescription: as declared}
      '%s': {description: as declared}
    """
        .formatted(
            kind.dialect().api(),
            isVersioned ? "" : "organization: " + CloudExample.organizationId(),
            live.get(1).code(),
            isVersioned ? "displayName: New, routingType: manual, " : "",
            live.get(0).code());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_read_that_timed_out_is_made_again(Kind kind) {
    Sandbox sandbox = start(kind);
    TamperingProxy proxy = before(sandbox);
    Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    proxy.answers(
        (call, reply) ->
            switch (seen.computeIfAbsent(call.path(), path -> new AtomicInteger())
                .incrementAndGet()) {
              case 1 -> Answer.REQUEST_TIMEOUT.bytes.apply(reply);
              case 2 -> Answer.CLIENT_CLOSED.bytes.apply(reply);
              default -> reply.bytes();
            });

    Program.Run run = program(kind, proxy).run("export");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    seen.keySet()
        .removeIf(path -> path.startsWith("/api/v2/authorization/subjects/me")); // is optional
    assertThat(seen.values()).hasSizeGreaterThan(1).allMatch(times -> times.get() == 3);
  }

  @ParameterizedTest
  @EnumSource(names = {"TOO_LARGE", "A_NEGATIVE_LENGTH", "TOO_DEEP"})
  void a_read_that_stays_unreadable_is_an_error_with_a_sentence(Answer answer) {
    TamperingProxy proxy = before(start(Kind.VERSIONED));
    proxy.answers(
        (call, reply) ->
            call.path().startsWith("/api/v2/routing/wrapupcodes")
                ? answer.bytes.apply(reply)
                : reply.bytes());

    Program.Run run = program(Kind.VERSIONED, proxy).run("export");

    assertThat(run.exit()).as(run.err()).isIn(ExitCode.ERROR, ExitCode.NOT_WHOLE);
    assertThat(run.err()).doesNotContain("made a mistake", "Exception", "null");
  }
}
