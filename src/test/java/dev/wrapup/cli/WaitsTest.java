package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Relay;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.process.StatusLine.Pace;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What people hear of a run that waits. Waits are a second or more, and told much sooner, so that
/// a slow machine changes nothing.
@ParameterizedClass
@EnumSource
class WaitsTest {
  private static final Duration SOON = Duration.ofMillis(200);

  /// So seldom that nothing is told twice.
  private static final Pace ONCE = new Pace(SOON, Duration.ofHours(1));

  @TempDir Path folder;
  private final Kind kind;
  @AutoClose private final Sandbox sandbox;
  @AutoClose private final Relay relay;

  WaitsTest(Kind kind) {
    this.kind = kind;
    this.sandbox =
        Sandbox.start(
            Organization.generated(kind.dialect(), 3, 0),
            Settings.DEFAULT.withLag(Duration.ofMillis(1500)));
    this.relay = Relay.to(sandbox.url());
  }

  private Program program(Pace pace) {
    Program program =
        new Program(folder)
            .at(sandbox)
            .with("GENESYS_BASE_URL", relay.url().toString())
            .with("WRAPUP_API", kind.dialect().api());
    return program
        .wrapupcodes("format: 1\napi: %s\ncodes: {}\n".formatted(kind.dialect().api()))
        .telling(pace);
  }

  /// Files with one change.
  private Program changing(Pace pace) {
    Program program = program(Pace.NEVER);
    program.run("export", "--out", "export.yaml");
    return program
        .wrapupcodes(program.read("export.yaml").replace("  CODE_0:", "  CHANGED:"))
        .telling(pace);
  }

  @ParameterizedTest
  @CsvSource({
    "latency:1500@GET#1, for an answer to GET /api/v2/",
    "latency:1500@TOKEN#1, for an answer to POST /oauth/token",
    "429:1@GET#1, for the rate limit (429 to GET /api/v2/",
    "429:1@TOKEN#1, for the rate limit (429 to POST /oauth/token)"
  })
  void a_plan_tells_what_it_waits_for_and_how_long_so_far(String fault, String why) {
    Program program = program(ONCE);
    sandbox.inject(Fault.parse(fault));

    Program.Run run = program.run("plan");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).containsOnlyOnce("s so far: waiting ").contains("so far: waiting " + why);
    assertThat(run.err().lines()).allMatch(line -> line.matches("\\d+ s so far: waiting .*"));
    boolean isSameRequests = fault.startsWith("latency");
    if (isSameRequests) assertThat(run.out()).isEqualTo(program.run("plan").out());
  }

  @Test
  void nobody_hears_of_it_who_wants_no_notes() {
    sandbox.inject(Fault.parse("latency:1000@GET#1"));

    assertThat(program(ONCE).run("plan", "--quiet").err()).isEmpty();
  }

  @Test
  void an_outage_is_told_in_one_harmless_line_of_what_the_server_says() {
    Program program = program(ONCE);
    AtomicLong begin = new AtomicLong();
    relay.let(
        request -> {
          begin.compareAndSet(0, System.nanoTime());
          return System.nanoTime() - begin.get() > 1_500_000_000L
              ? new Relay.Pass()
              : new Relay.Answer(
                  String.join(
                      "\r\n",
                      "HTTP/1.1 503 Unavailable",
                      "Content-Length: 30",
                      "Retry-After: 2",
                      "Content-Type: application/json",
                      "",
                      "{\"message\":\"\\u001b[2J\\ngone \"}"));
        });

    Program.Run run = program.run("plan");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("so far: waiting for the server, which is away: ", "503")
        .doesNotContain("\u001b");
  }

  @Test
  void what_takes_long_is_told_again_and_again() {
    Program program = program(new Pace(SOON, Duration.ofMillis(400)));
    sandbox.inject(Fault.parse("latency:1500@GET#1"));

    long begin = System.nanoTime();
    List<String> told = program.run("plan").err().lines().toList();
    int millis = (int) Duration.ofNanos(System.nanoTime() - begin).toMillis();

    assertThat(told.size()).isBetween(2, 1 + millis / 400); // after 200, 600, 1000 ms and so on
    assertThat(told.getFirst()).startsWith("0 s so far");
    assertThat(told.getLast()).matches("[1-9]\\d* s so far.*");
  }

  @Test
  void an_apply_tells_what_it_waits_for_beside_how_far_it_is() {
    Program program = changing(new Pace(SOON, Duration.ofMillis(100)));
    sandbox.inject(Fault.parse("latency:1200@%s#1".formatted(kind.update())));

    Program.Run run = program.run("apply", "--yes");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err())
        .containsPattern(
            "Applying 1 change to us-east-1: 0 done, \\d s so far: waiting for an answer to %s /api"
                .formatted(kind.update()));
    if (kind == Kind.GENESYS_CLOUD) {
      assertThat(run.err()).contains("waiting for reads to show what was written");
    }
  }

  /// The reading before a write of Genesys Cloud waits for what is written to show only after it
  /// was seen not to.
  @Test
  void a_read_that_waits_for_the_rate_limit_is_not_told_as_one_that_lags() {
    Program program = changing(new Pace(SOON, Duration.ofMillis(100)));
    int before = sandbox.count("GET");
    program.run("plan");
    int read = 2 * sandbox.count("GET") - before + 1;
    sandbox.inject(Fault.parse("429:1@GET#" + read));

    Program.Run run = program.run("apply", "--yes");

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).contains("waiting for the rate limit (429 to GET ");
  }

  @Test
  void a_slow_receiver_is_waited_for_aloud() {
    Program program = changing(Pace.NEVER);
    try (Receiver receiver = Receiver.start()) {
      receiver.answers(event -> 400);
      program.run("apply", "--yes", "--webhook-url", receiver.url());
      receiver.answers(event -> 204);
      program.telling(ONCE);
      receiver.around(
          take -> {
            sleep(1200);
            take.run();
          });

      Program.Run run =
          program.run("webhook", "replay", "--stale", "--webhook-url", receiver.url());

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.err())
          .contains(
              "so far: waiting for http://127.0.0.1:%s to take an event".formatted(port(receiver)));
    }
  }

  private static String port(Receiver receiver) {
    return receiver.url().replaceFirst(".*:(\\d+).*", "$1");
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @CsvSource({"40", "80"})
  void a_terminal_shows_one_line_that_is_erased(int columns) {
    Program program = program(new Pace(SOON, Duration.ZERO)).typing("").columns(columns);
    sandbox.inject(Fault.parse("latency:1500@GET#1"));

    Program.Run run = program.run("plan");

    assertThat(run.out()).isEqualTo(program.run("plan").out());
    assertThat(run.err()).contains("\r0 s so far: waiting for an answer", "\r1 s so far: waiting");
    assertThat(run.err().split("[\r\n]")).allMatch(line -> line.length() < columns);
    assertThat(screen(run.err())).isBlank();
  }

  /// What a terminal shows in the end.
  private static String screen(String text) {
    StringBuilder line = new StringBuilder();
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') at = 0;
      else if (at < line.length()) line.setCharAt(at++, c);
      else {
        line.append(c);
        at++;
      }
    }
    return line.toString();
  }

  @Test
  void a_plan_without_trouble_says_nothing_of_waiting() {
    Program program = program(new Pace(Duration.ofSeconds(30), Duration.ofSeconds(5)));
    assertThat(program.run("plan").err()).isEmpty();
    assertThat(program.run("plan", "--verbose").err()).doesNotContain("waiting");
    assertThat(program.typing("").run("plan").err()).isEmpty();
  }
}
