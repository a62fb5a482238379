package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run that is killed right after a write of it, and another at once, which can't see that write
/// yet.
class GenesysCloudLagTest extends GenesysCloudCase {
  @ParameterizedTest
  @CsvSource({
    "PUT, '', A refund was granted, Money went back",
    "POST, '', '  Praise:', '  New one: {description: d, division: Sales}\n  Praise:'",
    "DELETE, '  allow: [delete, delete-referenced]\n', 'policy:\n', 'retired: [Praise]\npolicy:\n'"
  })
  void what_a_killed_run_wrote_is_seen_before_anything_else_is_done(
      String method, String policy, String old, String wanted) throws Exception {
    Sandbox sandbox =
        start(CloudExample.organization(), Settings.DEFAULT.withLag(Duration.ofMillis(1500)));
    Program program = exported(sandbox, old, wanted + policy);
    if (method.equals("DELETE")) {
      program.wrapupcodes(
          program.read("wrapupcodes.yaml").replaceAll("(?s)  Praise:.*?(?=\n  \\S)\n", ""));
    }
    killAtThe(method, sandbox, program);

    Program.Run run =
        apply(program.with("SOURCE_DATE_EPOCH", Long.toString(Instant.now().getEpochSecond())));

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    assertThat(outcomes(run)).isEmpty();
    assertThat(sandbox.writes()).isEqualTo(1);
    List<Path> journals = program.journals();
    assertThat(journals).hasSize(1);
    assertThat(Files.readAllLines(journals.getFirst()))
        .filteredOn(line -> line.contains("_WRAPUP_CODE\""))
        .hasSize(1);
    assertThat(program.run("plan", "--exit-code").exit()).isEqualTo(ExitCode.OK);
  }

  /// Starts an apply and kills it when the write is carried out, before it is answered.
  private static void killAtThe(String method, Sandbox sandbox, Program program) throws Exception {
    AtomicReference<Process> process = new AtomicReference<>();
    sandbox.watch(
        (moment, request) -> {
          boolean isIt = request.method().equals(method) && moment == Sandbox.Moment.CARRIED_OUT;
          if (isIt) process.get().destroyForcibly();
        });
    process.set(program.start(List.of(), "apply", "--yes", "--format", "json"));
    process.get().waitFor();
  }
}
