package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A run is killed when it has sent a write, and the server carries the write out while the next
/// run looks what became of it.
@ParameterizedClass
@EnumSource
class LateWriteTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long KILLED = 1767225600;

  @TempDir Path folder;
  private final Kind kind;
  private final Organization organization;
  @AutoClose private final Sandbox sandbox;
  @AutoClose private final TamperingProxy proxy;
  @AutoClose private final Receiver receiver = Receiver.start();

  /// The world as the write came in, and as it was left by it.
  private final AtomicReference<Organization.State> before = new AtomicReference<>();

  private final AtomicReference<Organization.State> after = new AtomicReference<>();
  private final AtomicReference<String> journal = new AtomicReference<>("");
  private String journalName = "";

  LateWriteTest(Kind kind) {
    this.kind = kind;
    organization = Organization.generated(kind.dialect(), 3, 0);
    sandbox = Sandbox.start(organization);
    proxy = TamperingProxy.before(sandbox.url());
  }

  /// What the files say beside what is live.
  enum Wanted {
    UPDATE,
    RENAME,
    CREATE,
    DELETE,
    SWAP;

    String of(String text) {
      return switch (this) {
        case UPDATE -> text.replace("Outcome number 1", "New").replace("of kind 1", "of another");
        case RENAME -> text.replace("  CODE_1:", "  RENAMED:");
        case CREATE ->
            text
                + (text.contains("displayName:")
                    ? "  MADE: {displayName: Made, routingType: manual}\n"
                    : "  MADE: {description: Made, division: Sales}\n");
        case DELETE ->
            text.replace("codes:\n", "retired: [CODE_1]\ncodes:\n")
                .replaceAll("(?s)  CODE_1:.*?(?=\n  [A-Z])\n", "");
        case SWAP ->
            text.replace("  CODE_1:", "  TO:")
                .replace("  CODE_2:", "  CODE_1:")
                .replace("  TO:", "  CODE_2:");
      };
    }
  }

  private Program program(String name) {
    return new Program(folder.resolve(name))
        .with("GENESYS_BASE_URL", proxy.url().toString())
        .with("WRAPUP_API", kind.dialect().api())
        .with("WFM_WEBHOOK_URL", receiver.url());
  }

  /// Leaves what a run leaves that was killed as it had sent its first write.
  private Program killed(Wanted wanted) {
    return killed(wanted, KILLED);
  }

  /// @param at when that was, by the run's clock
  private Program killed(Wanted wanted, long at) {
    return killed(wanted, program("first").with("SOURCE_DATE_EPOCH", Long.toString(at)));
  }

  private Program killed(Wanted wanted, Program first) {
    first.file("here", "");
    first.run("export", "--out", "wrapupcodes.yaml");
    String text =
        wanted.of(
            first
                .read("wrapupcodes.yaml")
                .replace("undeclared: report", "allow: [create, update, delete]"));
    first.wrapupcodes(text);
    sandbox.watch(
        (moment, request) -> {
          if (request.method().equals("GET") || request.path().startsWith("/oauth/")) return;
          if (after.get() != null) return;
          if (moment == Moment.CARRIED_OUT) {
            if (request.status() == 429) return;
            after.set(organization.state());
            return;
          }
          before.set(organization.state());
          Path path = first.journals().getFirst();
          journalName = path.getFileName().toString();
          journal.set(text(path));
        });
    first.run("apply", "--yes", "--parallelism", "1");
    assertThat(after.get()).isNotNull();
    organization.restore(before.get());
    receiver.reset(List.of());
    return program("next").wrapupcodes(text).file(".wrapup/audit/" + journalName, journal.get());
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets something happen when the next run has looked so often.
  private void afterLooks(int looks, Runnable what) {
    AtomicInteger seen = new AtomicInteger();
    sandbox.watch(
        (moment, request) -> {
          boolean isLook =
              moment == Moment.CARRIED_OUT
                  && request.method().equals("GET")
                  && request.path().contains("/wrapupcodes");
          if (isLook && seen.incrementAndGet() == looks) what.run();
        });
  }

  private static Program.Run resume(Program program, int secondsLater) {
    return program
        .with("SOURCE_DATE_EPOCH", Long.toString(KILLED + secondsLater))
        .run("audit", "resume");
  }

  private static List<JsonNode> records(Program program) {
    return program.journals().stream()
        .flatMap(path -> text(path).lines())
        .map(JSON::readTree)
        .toList();
  }

  private static List<JsonNode> entries(Program program) {
    return records(program).stream().filter(record -> record.has("codeId")).toList();
  }

  @ParameterizedTest
  @EnumSource
  void a_late_write_is_ours_and_told_once(Wanted wanted) {
    Program next = killed(wanted);
    afterLooks(2, () -> organization.restore(after.get()));

    Program.Run resumed = resume(next, 20);

    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    // of 10 s, what the way to its first look has left
    assertThat(resumed.err()).containsPattern("waiting up to ([1-9]|10) s");
    boolean isAside = wanted == Wanted.SWAP;
    assertThat(entries(next)).hasSize(isAside ? 0 : 1);
    assertThat(receiver.accepted()).hasSize(isAside ? 0 : 1);
    assertThat(records(next)).anyMatch(r -> r.path("type").asString().equals("parked") == isAside);
    Program.Run applied = next.run("apply", "--yes", "--format", "json");
    assertThat(applied.exit()).as(applied.err()).isEqualTo(ExitCode.OK);
    assertThat(entries(next)).hasSize(isAside ? 2 : 1);
  }

  /// The intent is then older than that, and no write of it could come any more.
  @Test
  void a_write_that_waited_is_looked_for_as_long_after_it_left() {
    sandbox.inject(Fault.parse("429:2@" + kind.update() + "#1"));
    Program next = killed(Wanted.UPDATE, program("first").without("SOURCE_DATE_EPOCH"));
    JsonNode newest = records(next).getLast();
    assertThat(newest.path("type").asString()).isEqualTo("sending");
    Instant sent = Instant.parse(newest.path("at").asString());
    assertThat(intent(next)).isBefore(sent.minusSeconds(1));
    afterLooks(2, () -> organization.restore(after.get()));

    Program.Run resumed =
        next.with("SOURCE_DATE_EPOCH", Long.toString(sent.getEpochSecond() + 20))
            .run("audit", "resume");

    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    assertThat(resumed.err()).contains("waiting up to");
    assertThat(entries(next)).hasSize(1);
    assertThat(receiver.accepted()).hasSize(1);
    Path journal = next.journals().getFirst();
    assertThat(next.run("audit", "verify", journal.toString()).exit()).isEqualTo(ExitCode.OK);
    assertThat(next.run("audit", "report", journal.toString()).out()).contains("CODE_1");
  }

  private static Instant intent(Program program) {
    return records(program).stream()
        .filter(record -> record.path("type").asString().equals("intent"))
        .map(record -> Instant.parse(record.path("at").asString()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_waited_for_when_no_write_can_come_any_more(Wanted wanted) {
    Program next = killed(wanted);

    Program.Run resumed = resume(next, 31);

    assertThat(resumed.exit()).isEqualTo(ExitCode.OK);
    assertThat(resumed.err()).doesNotContain("waiting");
    assertThat(entries(next)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Wanted.class,
      names = {"UPDATE", "RENAME"})
  void what_somebody_else_wrote_is_not_taken_for_ours(Wanted wanted) {
    Program next = killed(wanted);
    organization.restore(after.get());
    LiveCode ours = organization.byId("id-1").orElseThrow();
    organization.restore(before.get());
    // twice, so that it doesn't directly follow what was to be replaced
    for (int i = 0; i < 2; i++) {
      organization.update(
          "id-1", Optional.empty(), ours.code(), ours.values(), Organization.ADMINISTRATOR);
    }

    Program.Run resumed = resume(next, 30);

    assertThat(resumed.exit()).isEqualTo(ExitCode.OK);
    assertThat(entries(next)).isEmpty();
    assertThat(receiver.tries()).isEmpty();
    assertThat(records(next)).anyMatch(r -> r.path("type").asString().equals("unknown"));
  }

  /// As where an earlier run of the same client did it, and reads didn't show it yet.
  @ParameterizedTest
  @EnumSource(
      value = Wanted.class,
      names = {"UPDATE", "RENAME", "CREATE"})
  void what_was_there_before_the_write_is_not_taken_for_ours_where_nothing_locks(Wanted wanted) {
    long later = Instant.now().getEpochSecond() + 3600;
    Program next = killed(wanted, later);
    organization.restore(after.get());

    Program.Run resumed =
        next.with("SOURCE_DATE_EPOCH", Long.toString(later + 31)).run("audit", "resume");

    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    assertThat(entries(next)).hasSize(kind.locks() ? 1 : 0);
    assertThat(receiver.accepted()).hasSize(kind.locks() ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Wanted.class,
      names = {"UPDATE", "RENAME", "CREATE", "DELETE"})
  void what_live_shows_at_once_is_not_waited_for(Wanted wanted) {
    Program next = killed(wanted);
    organization.restore(after.get());

    Program.Run resumed = resume(next, 0);

    assertThat(resumed.exit()).isEqualTo(ExitCode.OK);
    assertThat(resumed.err()).doesNotContain("waiting");
    assertThat(entries(next)).hasSize(1);
  }

  /// Where the API tells who edited a code, what is live is ours though it isn't as wanted. A
  /// direct successor with other values may be somebody else's.
  @ParameterizedTest
  @EnumSource(
      value = Wanted.class,
      names = {"UPDATE", "RENAME", "CREATE"})
  void what_the_server_made_of_it_is_ours_where_the_api_says_so(Wanted wanted) {
    proxy.sends(
        call ->
            call.with(
                call.body()
                    .replace("of another", "of some other")
                    .replace("\"RENAMED\"", "\"Renamed\"")
                    .replace("\"description\":\"Made\"", "\"description\":\"made\"")
                    .replace("\"displayName\":\"Made\"", "\"displayName\":\"made\"")));
    Program next = killed(wanted);
    organization.restore(after.get());

    // a lock lets nobody's write come later; without one, what names us is looked at no longer
    Program.Run resumed = resume(next, kind.locks() ? 31 : 0);

    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    assertThat(resumed.err()).doesNotContain("waiting");
    List<JsonNode> unknown =
        records(next).stream().filter(r -> r.path("type").asString().equals("unknown")).toList();
    if (kind.locks()) {
      assertThat(unknown).hasSize(1);
      assertThat(entries(next)).isEmpty();
      assertThat(receiver.tries()).isEmpty();
      return;
    }
    assertThat(unknown).isEmpty();
    JsonNode entry = entries(next).getFirst();
    assertThat(entry.path("type").asString()).isEqualTo("applied");
    assertThat(entry.path("wanted")).hasSize(1);
    assertThat(entry.at("/wanted/0/live")).isNotEqualTo(entry.at("/wanted/0/wanted"));
    assertThat(receiver.accepted()).hasSize(1);
    assertThat(receiver.accepted().getFirst().code())
        .isEqualTo(wanted == Wanted.RENAME ? "Renamed" : entry.path("newCode").asString());
  }
}
