package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Relay;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Fault;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people hear of a run that waits.
class WaitsTest {
  @TempDir Path folder;

  @AutoClose
  private final Sandbox sandbox = Sandbox.start(Example.organization(), Settings.DEFAULT);

  @AutoClose private final Relay relay = Relay.to(sandbox.url());

  private Program program() {
    return new Program(folder)
        .with("GENESYS_BASE_URL", relay.url().toString())
        .wrapupcodes("format: 1\ncodes: {}\n");
  }

  @Test
  void a_rate_limit_is_told_once_with_its_seconds_unless_nobody_wants_to_hear() {
    sandbox.inject(Fault.parse("429:2@GET#1"));
    Program.Run run = program().run("plan");
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).containsOnlyOnce("2.0 s: waiting, since the rate limit is used up (429");

    sandbox.inject(Fault.parse("429:2@GET#4"));
    assertThat(program().run("plan", "--quiet").err()).doesNotContain("waiting");
  }

  @Test
  void an_outage_is_told_once_and_that_it_is_over() {
    AtomicLong begin = new AtomicLong();
    relay.let(
        request -> {
          begin.compareAndSet(0, System.nanoTime());
          return System.nanoTime() - begin.get() > 2_500_000_000L
              ? new Relay.Pass()
              : new Relay.Answer(
                  "HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\nRetry-After: 2\r\n\r\n");
        });

    Program.Run run = program().run("plan");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.err())
        .containsOnlyOnce("waiting for the server, which is away")
        .containsOnlyOnce("the server was away, and is back")
        .contains("503");
  }

  @Test
  void a_plan_without_trouble_says_nothing_of_waiting() {
    assertThat(program().run("plan").err()).doesNotContain(" s: ");
    assertThat(program().run("plan", "--verbose").err()).doesNotContain(" s: ");
  }
}
