package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Nightly;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real process that is really killed, and a second run that ends what the first began.
class CrashTest {
  private static final int CODES = 24;

  @TempDir Path folder;
  private final Sandbox sandbox =
      Sandbox.start(
          Organization.generated(CODES, 0), Settings.DEFAULT.withLatency(Duration.ofMillis(40)));
  private Program program;

  @BeforeEach
  void all_codes_are_to_change() {
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "wrapupcodes.yaml");
    String export = program.read("wrapupcodes.yaml");
    String swapped =
        export
            .replace("Outcome number", "Outcome")
            .replace("  CODE_3:", "  TO_BE:")
            .replace("  CODE_4:", "  CODE_3:")
            .replace("  TO_BE:", "  CODE_4:");
    program.wrapupcodes(swapped + "  NEW: {displayName: New, routingType: manual}\n");
  }

  @AfterEach
  void no_secret_is_left_behind() {
    sandbox.close();
    program.holdSecretsNowhere();
  }

  private Process start() throws IOException {
    return program.start(List.of(), "apply", "--yes", "--format", "json");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitForWrites(Process process, int writes) throws InterruptedException {
    while (process.isAlive() && sandbox.writes() < writes) Thread.sleep(2);
  }

  /// Codes or ids of all audit entries, in all journals.
  private List<String> entries() throws IOException {
    List<String> entries = new ArrayList<>();
    for (Path journal : program.journals()) {
      for (String line : Files.readAllLines(journal)) {
        if (line.contains("\"codeId\":\"")) {
          entries.add(line.replaceAll(".*\"codeId\":\"([^\"]+)\".*", "$1"));
        }
      }
    }
    return entries;
  }

  private void assertAllIsWellAfterTheNextRun() throws IOException {
    long later = Instant.now().plusSeconds(60).getEpochSecond();
    Program.Run run =
        program
            .with("SOURCE_DATE_EPOCH", Long.toString(later))
            .run("apply", "--yes", "--format", "json");

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/remaining").asInt()).isZero();
    assertThat(entries()).doesNotHaveDuplicates().hasSize(CODES + 1);
    for (Path journal : program.journals()) {
      assertThat(program.run("audit", "verify", journal.toString()).out()).contains("intact");
    }
    assertThat(sandbox.organization().codes().stream().map(code -> code.code()))
        .noneMatch(code -> code.startsWith("~"));
    assertThat(sandbox.organization().codes()).hasSize(CODES + 1);
    assertThat(sandbox.organization().byId("id-3").orElseThrow().code()).isEqualTo("CODE_4");
  }

  /// At whatever the others of its writes are by then.
  @Nightly
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 7, 9, 13, 20, 25})
  void killed_after_some_writes_loses_nothing_and_doubles_nothing(int writes) throws Exception {
    Process process = start();
    waitForWrites(process, writes);
    process.destroyForcibly().waitFor();

    assertAllIsWellAfterTheNextRun();
  }

  @Test
  void terminated_ends_what_is_under_way_and_begins_nothing_more() throws Exception {
    // those that come later give the signal the time to be heard
    sandbox.watch((moment, request) -> pause(sandbox.writes() < 5 ? 0 : 1000));
    Process process = start();
    waitForWrites(process, 5);
    process.destroy();

    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(program.read("stdout.txt"))
        .contains("\"format\" : \"wrapup.apply/1\"")
        .contains("not-begun");
    Path journal = program.journals().getFirst();
    assertThat(program.run("audit", "verify", journal.toString()).out()).contains("intact");
    assertAllIsWellAfterTheNextRun();
  }

  @Test
  void a_second_apply_in_the_same_folder_waits_its_turn() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch tried = new CountDownLatch(1);
    sandbox.watch(
        (moment, request) -> {
          if (!request.method().equals("PATCH")) return;
          written.countDown();
          await(tried);
        });
    Process process = start();
    await(written);

    Program.Run second = program.run("apply", "--yes", "--format", "json");
    tried.countDown();

    assertThat(second.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(second.err()).contains("another apply is running");
    assertThat(process.waitFor()).isZero();
    assertAllIsWellAfterTheNextRun();
  }
}
