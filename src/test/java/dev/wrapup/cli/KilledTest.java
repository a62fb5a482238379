package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A real process that is really killed at a request or an answer, or whose disk is full, and the
/// run that follows.
@ParameterizedClass
@EnumSource
class KilledTest {
  /// How many moments there are where a change is read before it is written.
  private static final int LAST = 40;

  @TempDir Path folder;
  private final Kind kind;
  private final CrashWorld crash;
  private final Sandbox sandbox;
  private final Receiver receiver = Receiver.start();
  private Program program;

  KilledTest(Kind kind) {
    this.kind = kind;
    crash = new CrashWorld(kind);
    sandbox = Sandbox.start(crash.organization());
  }

  @BeforeEach
  void a_change_was_merged() {
    program = crash.program(folder, sandbox).with("WFM_WEBHOOK_URL", receiver.url());
    crash.declare(program);
    crash.contest(sandbox);
    receiver.answers(event -> event.nth() == 1 ? 503 : 204);
  }

  @AfterEach
  void no_secret_is_left_behind() {
    sandbox.close();
    receiver.close();
    program.holdSecretsNowhere();
  }

  private Process start(List<String> prefix) throws Exception {
    List<String> arguments = // one write at a time, so that the n-th moment is the same each time
        List.of("apply", "--base=base.yaml", "--yes", "--parallelism=1", "--format=json");
    return program.start(prefix, arguments.toArray(String[]::new));
  }

  /// The run that follows, when reads show all that was written before.
  private void runLater() {
    long later = Instant.now().plusSeconds(60).getEpochSecond();
    crash.runAgain(program.with("SOURCE_DATE_EPOCH", Long.toString(later)));
  }

  /// Lets something happen to the process at the n-th moment from now; later where a change is read
  /// before it is written.
  private void at(int nth, AtomicReference<Process> process, ProcessDoom doom) {
    AtomicInteger moments = new AtomicInteger();
    int due = kind.locks() ? nth : Math.min(2 * nth, LAST);
    sandbox.watch(
        (moment, request) -> {
          Process running = process.get();
          if (running == null || program.journals().isEmpty()) return;
          if (moments.incrementAndGet() != due) return;
          try {
            doom.strike(running);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private interface ProcessDoom {
    void strike(Process process) throws Exception;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8, 12, 15, 18, 21})
  void the_next_run_ends_what_a_killed_one_began(int nth) throws Exception {
    AtomicReference<Process> process = new AtomicReference<>();
    at(nth, process, running -> running.destroyForcibly().waitFor());
    process.set(start(List.of()));
    process.get().waitFor();
    assertThat(process.get().exitValue()).as("a SIGKILL").isEqualTo(137);
    receiver.answers(event -> 204);

    runLater();

    crash.assertAllIsWell(program, receiver);
  }

  @Test
  void a_disk_without_room_is_told_before_the_first_write() throws Exception {
    Process process = start(List.of("bash", "-c", "ulimit -f 8; exec \"$@\"", "bash"));

    String output = program.told(process);

    assertThat(process.exitValue()).as(output).isEqualTo(1);
    assertThat(output).contains("can't be written", "next: make room", "wrapup.error/1");
    assertThat(sandbox.writes()).isZero();
    assertThat(program.journals()).isEmpty();
    receiver.answers(event -> 204);
    runLater();
    crash.assertAllIsWell(program, receiver);
  }

  @Test
  void a_disk_that_fills_up_stops_the_run_and_loses_nothing() throws Exception {
    AtomicReference<Process> process = new AtomicReference<>();
    at(
        6,
        process,
        running -> {
          long full = Files.size(program.journals().getFirst()) + 700;
          new ProcessBuilder(
                  "prlimit", "--pid", String.valueOf(running.pid()), "--fsize=" + full + ":" + full)
              .inheritIO()
              .start()
              .waitFor();
        });
    process.set(start(List.of()));

    String output = program.told(process.get());

    assertThat(process.get().exitValue()).as(output).isEqualTo(1);
    assertThat(output).contains("can't be written");
    int writes = sandbox.writes();
    assertThat(writes).isLessThan(9);
    receiver.answers(event -> 204);
    runLater();
    crash.assertAllIsWell(program, receiver);
  }
}
