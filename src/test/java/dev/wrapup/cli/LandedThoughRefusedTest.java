package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A write that is refused for the rate limit, and was carried out all the same.
class LandedThoughRefusedTest {
  @TempDir Path folder;

  /// What is written where the codes `CODE_0` and `CODE_1` are live.
  enum Wanted {
    UPDATE(1, "codes: {CODE_0: {description: mine}}"),
    RENAME(1, "codes: {RENAMED: {previously: [CODE_0]}}"),
    DELETE(1, "retired: [CODE_0]\ncodes: {}"),
    CREATE(1, "codes: {NEW: {%s}}"),
    SWAP(2, "codes: {CODE_0: {id: id-1}, CODE_1: {id: id-0}}");

    private final int changes;
    private final String text;

    Wanted(int changes, String text) {
      this.changes = changes;
      this.text = text;
    }

    String of(Kind kind) {
      String head =
          kind == Kind.VERSIONED
              ? ""
              : "api: genesys-cloud\norganization: %s\n".formatted(CloudExample.organizationId());
      String values =
          kind == Kind.VERSIONED ? "displayName: New, routingType: manual" : "description: made";
      return "format: 1\n%spolicy: {allow: [create, update, delete]}\n%s\n"
          .formatted(head, text.formatted(values));
    }
  }

  /// With the number of the write that is refused: a swap takes three.
  static Stream<Arguments> writes() {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                Stream.of(Wanted.values())
                    .flatMap(
                        wanted ->
                            Stream.iterate(1, nth -> nth <= wanted.changes * 2 - 1, nth -> nth + 1)
                                .map(nth -> Arguments.of(kind, wanted, nth))));
  }

  /// Applies it behind a server that carries out one write and refuses it nevertheless.
  ///
  /// @param then what others do right after it
  private Program.Run apply(
      Kind kind, Wanted wanted, int nth, Receiver receiver, Organization live, Runnable then)
      throws Exception {
    AtomicInteger writes = new AtomicInteger();
    try (Sandbox sandbox = Sandbox.start(live);
        TamperingProxy proxy = TamperingProxy.before(sandbox.url())) {
      proxy.answers(
          (call, reply) -> {
            if (!call.isWrite() || writes.incrementAndGet() != nth) return reply.bytes();
            then.run();
            return Reply.bytes(429, "Retry-After: 0\r\nContent-Length: 0", "");
          });
      return program(kind)
          .with("GENESYS_BASE_URL", proxy.url().toString())
          .with("WFM_WEBHOOK_URL", receiver.url())
          .wrapupcodes(wanted.of(kind))
          .run("apply", "--yes", "--format", "json");
    }
  }

  private Program program(Kind kind) {
    return new Program(folder).with("WRAPUP_API", kind.dialect().api());
  }

  private long entries() throws Exception {
    return Files.readAllLines(new Program(folder).journals().getFirst()).stream()
        .filter(line -> line.contains("\"codeId\""))
        .count();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void is_ours_and_told_once(Kind kind, Wanted wanted, int nth) throws Exception {
    Organization live = Organization.generated(kind.dialect(), 2, 0);
    try (Receiver receiver = Receiver.start()) {
      Program.Run run = apply(kind, wanted, nth, receiver, live, () -> {});

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.json().path("results"))
          .hasSize(wanted.changes)
          .allMatch(result -> result.path("outcome").asString().equals("applied"));
      assertThat(receiver.accepted()).hasSize(wanted.changes);
      assertThat(entries()).isEqualTo(wanted.changes);
    }
  }

  /// Somebody else's edit of another field follows at once, or their edit to the same: nobody can
  /// say any more whose it is, and it isn't told as made by others, nor as ours.
  @ParameterizedTest
  @EnumSource(names = {"UPDATE", "RENAME", "CREATE"})
  void is_unknown_once_others_have_edited_it(Wanted wanted) throws Exception {
    Organization live = Organization.generated(Kind.VERSIONED.dialect(), 2, 0);
    Runnable edit =
        () -> {
          LiveCode ours =
              live.codes().stream()
                  .filter(code -> !code.revision().equals("1") || code.code().equals("NEW"))
                  .findFirst()
                  .orElseThrow();
          live.update(
              ours.id(), Optional.empty(), ours.code(), ours.values(), Organization.ADMINISTRATOR);
        };
    try (Receiver receiver = Receiver.start()) {
      Program.Run run = apply(Kind.VERSIONED, wanted, 1, receiver, live, edit);

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.NOT_APPLIED);
      assertThat(run.json().at("/results/0/outcome").asString()).isEqualTo("unknown");
      assertThat(run.json().at("/results/0/reason").asString())
          .isEqualTo("live is as wanted, and may be so by somebody else's hand");
      assertThat(receiver.tries()).isEmpty();
      assertThat(entries()).isZero();
    }
  }
}
