package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A limit of one's own, by the times at which requests arrive at the server.
class RateLimitTest {
  private static final Duration EACH = Duration.ofSeconds(3);

  @TempDir Path folder;

  @Test
  void the_time_in_which_the_process_started_is_made_up_for() {
    Kind kind = Kind.VERSIONED;
    try (Sandbox sandbox = Sandbox.start(Organization.generated(kind.dialect(), 3, 1))) {
      Program program = new Program(folder).at(sandbox);
      program.wrapupcodes("format: 1\ncodes: {}\n");
      Duration running = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());

      Program.Run run = program.run("plan", "--rate-limit", "20/min");

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      List<Long> times = sandbox.requests().stream().map(Sandbox.Request::at).sorted().toList();
      Duration spread = EACH.multipliedBy(times.size() - 1);
      Duration left = spread.minus(running).isPositive() ? spread.minus(running) : Duration.ZERO;
      // half of it is what a slow machine may take for itself
      assertThat(Duration.ofNanos(times.getLast() - times.getFirst()))
          .isLessThan(left.plus(spread.dividedBy(2)));
    }
  }
}
