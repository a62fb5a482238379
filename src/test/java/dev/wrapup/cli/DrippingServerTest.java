package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Relay;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Commands against a server whose answers come byte by byte and have no end.
@Timeout(120)
class DrippingServerTest {
  /// How much later than it should a busy machine may come to an end.
  private static final Duration BUSY = Duration.ofSeconds(30);

  private static final Relay.Fate LANDED =
      new Relay.LandThenDrip("HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n{", " ");

  @TempDir Path folder;
  private final Sandbox versioned = Sandbox.start(Example.organization());
  private final Sandbox cloud = Sandbox.start(CloudExample.organization());
  private final Relay toVersioned = Relay.to(versioned.url());
  private final Relay toCloud = Relay.to(cloud.url());

  @AfterEach
  void stop() {
    List.of(toVersioned, toCloud).forEach(Relay::close);
    List.of(versioned, cloud).forEach(Sandbox::close);
  }

  private Program program(String api) {
    boolean isCloud = api.equals("genesys-cloud");
    Program program = new Program(folder).with("WRAPUP_API", api);
    program.at(isCloud ? cloud : versioned).run("export", "--out", "wrapupcodes.yaml");
    Relay relay = isCloud ? toCloud : toVersioned;
    return program.with("GENESYS_BASE_URL", relay.url().toString());
  }

  private void drip(String method, String path, Relay.Fate drip) {
    for (Relay relay : List.of(toVersioned, toCloud)) {
      relay.let(
          request -> {
            boolean hits = request.method().equals(method) && request.path().startsWith(path);
            return hits ? drip : new Relay.Pass();
          });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "plan, versioned, POST, /oauth/token",
    "drift, versioned, GET, /api/v2/routing/wrapupcodes",
    "plan, versioned, GET, /api/v2/routing/rules",
    "apply --yes, genesys-cloud, GET, /api/v2/authorization/divisions",
  })
  void what_reads_ends_with_its_time(String command, String api, String method, String path) {
    Program program = program(api);
    for (Relay.Fate drip : List.of(Relay.ENDLESS_HEADERS, Relay.ENDLESS_BODY)) {
      drip(method, path, drip);
      long begin = System.nanoTime();

      Program.Run run = program.run((command + " --timeout 400ms").split(" "));

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OUT_OF_TIME);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BUSY);
    }
  }

  /// Each call that a command makes, one after the other.
  @ParameterizedTest
  @CsvSource({
    "drift, genesys-cloud",
    "refs Refund, genesys-cloud",
    "export, genesys-cloud",
    "doctor, genesys-cloud",
    "adopt --all, genesys-cloud",
    "doctor, versioned",
    "adopt --all, versioned",
  })
  void any_call_of_what_reads_ends_with_its_time(String command, String api) {
    Program program = program(api);
    Relay relay = api.equals("versioned") ? toVersioned : toCloud;
    program.run(command.split(" "));
    Set<String> calls = new TreeSet<>();
    relay.requests().forEach(request -> calls.add(call(request)));
    assertThat(calls).hasSizeGreaterThan(2);
    for (String call : calls) {
      relay.let(request -> call(request).equals(call) ? Relay.ENDLESS_BODY : new Relay.Pass());
      long begin = System.nanoTime();

      Program.Run run = program.run((command + " --timeout 400ms").split(" "));

      assertThat(run.exit()).as(call + run.out() + run.err()).isEqualTo(ExitCode.OUT_OF_TIME);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(call).isLessThan(BUSY);
    }
  }

  private static String call(Relay.Request request) {
    return request.method() + " " + request.path().replaceAll("[?].*", "");
  }

  private Program changing(Program program) {
    return program.wrapupcodes(
        program
            .read("wrapupcodes.yaml")
            .replace("displayName: Praise\n", "displayName: Praised\n")
            .replace("displayName: Refund\n", "displayName: Money back\n"));
  }

  private String journal() throws IOException {
    return Files.readString(new Program(folder).journals().getFirst());
  }

  @Test
  void a_write_that_drips_ends_in_the_grace_and_is_unknown() throws IOException {
    Program program = changing(program("versioned"));
    drip("PATCH", "/", LANDED);

    Program.Run run = program.run("apply", "--yes", "--timeout", "5s", "--format", "json");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OUT_OF_TIME);
    assertThat(run.json().at("/results").findValuesAsString("outcome"))
        .containsExactly("unknown", "unknown");
    assertThat(journal()).contains("\"type\":\"unknown\"").doesNotContain("\"type\":\"failed\"");
  }

  @Test
  void a_signal_ends_what_drips_and_the_run_still_says_what_came_of_it() throws Exception {
    Program program = changing(program("versioned"));
    drip("PATCH", "/", LANDED);
    Process process =
        program.start(List.of(), "apply", "--yes", "--format", "json", "--timeout", "90s");
    while (toVersioned.requests().stream().noneMatch(r -> r.method().equals("PATCH"))) {
      Thread.sleep(50);
    }

    process.destroy();

    assertThat(process.waitFor(BUSY.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.TERMINATED.number());
    assertThat(program.read("stdout.txt")).contains("wrapup.apply/1", "\"unknown\"");
    assertThat(journal()).contains("\"type\":\"unknown\"").doesNotContain("\"type\":\"failed\"");
  }

  @ParameterizedTest
  @CsvSource({
    "plan, versioned, POST, /oauth/token, INT",
    "drift, genesys-cloud, GET, /api/v2/organizations/me, TERM",
    "refs Refund, versioned, GET, /api/v2/routing/rules, INT",
    "apply --yes, genesys-cloud, GET, /api/v2/routing/wrapupcodes, INT",
  })
  void a_signal_ends_what_only_reads_at_once(
      String command, String api, String method, String path, String signal) throws Exception {
    Program program = program(api);
    drip(method, path, Relay.ENDLESS_HINTS);
    Process process = program.start(List.of(), (command + " --format json").split(" "));
    Relay relay = api.equals("versioned") ? toVersioned : toCloud;
    while (relay.requests().stream().noneMatch(r -> r.path().startsWith(path))) Thread.sleep(50);

    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(BUSY.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .isEqualTo((signal.equals("INT") ? ExitCode.INTERRUPTED : ExitCode.TERMINATED).number());
    assertThat(program.read("stdout.txt")).contains("wrapup.error/1", "\"interrupted\"");
  }

  /// What was written is told, though nobody knows any more what is left.
  @Test
  void a_signal_ends_the_look_at_what_is_left() throws Exception {
    Program program = changing(program("versioned"));
    AtomicInteger listings = new AtomicInteger();
    toVersioned.let(
        request ->
            request.path().startsWith("/api/v2/routing/wrapupcodes?")
                    && listings.incrementAndGet() > 1
                ? Relay.ENDLESS_BODY
                : new Relay.Pass());
    Process process = program.start(List.of(), "apply", "--yes", "--format", "json");
    while (listings.get() < 2) Thread.sleep(50);

    process.destroy();

    assertThat(process.waitFor(BUSY.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.TERMINATED.number());
    assertThat(program.read("stdout.txt")).contains("\"applied\"", "\"remaining\" : null");
    assertThat(journal()).contains("\"type\":\"run-finished\"");
  }

  @Test
  void an_event_that_drips_ends_with_the_time_of_a_replay() {
    Program program = changing(program("versioned"));
    drip(
        "POST",
        "/events",
        new Relay.Answer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
    program.with("WFM_WEBHOOK_URL", toVersioned.url() + "/events").run("apply", "--yes");
    drip("POST", "/events", Relay.ENDLESS_HEADERS);
    long begin = System.nanoTime();

    Program.Run run = program.run("webhook", "replay", "--stale", "--timeout", "400ms");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OUT_OF_TIME);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BUSY);
  }
}
