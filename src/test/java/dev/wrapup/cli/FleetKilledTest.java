package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An apply of three organizations in two waves, as a real process that is really killed, and the
/// runs that follow.
class FleetKilledTest {
  private static final String[] CHANGED = {"CODE_0", "CODE_1", "NEW"};

  /// Before and after each of three writes, and of the readings that end an apply.
  private static final int MOMENTS = 8;

  @TempDir Path folder;
  @AutoClose private FleetWorld world;
  private List<List<String>> end = List.of();

  /// At which request or answer of which organization.
  record Death(int organization, int nth) {
    boolean isInFirstWave() {
      return organization < 2;
    }
  }

  static Stream<Death> deaths() {
    if (!Seeds.ARE_ALL) {
      return Stream.of(
          new Death(0, 1), new Death(0, 4), new Death(1, 6), new Death(2, 1), new Death(2, 6));
    }
    List<Death> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      for (int nth = 1; nth <= MOMENTS; nth++) all.add(new Death(i, nth));
    }
    return all.stream();
  }

  /// Two worlds that are alike: one shows what an apply makes that nobody disturbs.
  private void plan() throws IOException {
    for (String name : List.of("undisturbed", "killed")) {
      if (world != null) world.close();
      world = new FleetWorld(folder.resolve(name), 3, 0, 0, 1);
      Program program =
          world
              .program()
              .file(
                  "shared/codes.yaml",
                  """
                  format: 1
                  codes:
                    CODE_0: {displayName: Changed 0}
                    CODE_1: {displayName: Changed 1}
                    NEW: {displayName: New, routingType: manual}
                  """);
      program.run("fleet", "plan", "--out", "plans");
      if (name.equals("killed")) return;
      assertThat(apply().exit()).isEqualTo(ExitCode.OK);
      end = world.live();
    }
  }

  private Program.Run apply(String... more) {
    return world
        .program()
        .run(List.of("fleet", "apply", "--plan", "plans", "--format", "json"), more);
  }

  /// Kills a process when the writes of an organization have begun and come so far.
  private void kill(Death death, String... more) throws Exception {
    AtomicReference<Process> process = new AtomicReference<>();
    AtomicBoolean isWriting = new AtomicBoolean();
    AtomicInteger moments = new AtomicInteger();
    world
        .sandbox(death.organization())
        .watch(
            (moment, request) -> {
              boolean isWrite =
                  !request.method().equals("GET") && request.path().contains("wrapup");
              if (isWrite) isWriting.set(true);
              Process running = process.get();
              if (running == null || !isWriting.get()) return;
              if (moments.incrementAndGet() != death.nth()) return;
              try {
                running.destroyForcibly().waitFor();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    List<String> args = new ArrayList<>(List.of("fleet", "apply", "--plan", "plans"));
    args.addAll(List.of(more));
    process.set(world.program().start(List.of(), args.toArray(String[]::new)));
    String told = world.program().told(process.get());
    assertThat(process.get().exitValue()).as("a SIGKILL; it told: " + told).isEqualTo(137);
    // when reads show all that was written before
    world
        .program()
        .with("SOURCE_DATE_EPOCH", Long.toString(Instant.now().plusSeconds(60).getEpochSecond()));
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void the_next_run_makes_what_is_left_and_nothing_twice(Death death) throws Exception {
    plan();
    kill(death);
    int before = world.sandbox(2).writes();
    if (death.isInFirstWave()) assertThat(before).isZero();

    Program.Run run = apply();

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    assertThat(run.err())
        .contains(
            "org-%d: completed the journal of a run that was cut short: "
                .formatted(death.organization()));
    assertThat(run.json().at("/targets").findValuesAsString("name"))
        .containsExactly("org-0", "org-1", "org-2");
    assertThat(world.live()).isEqualTo(end);
    world.holdJournals(world.program(), CHANGED);
    world.program().holdSecretsNowhere();
    assertThat(apply().err()).isEmpty();
    assertThat(world.live()).isEqualTo(end);
  }

  @Test
  void the_next_wave_waits_for_one_whose_run_was_killed() throws Exception {
    plan();
    kill(new Death(1, 4), "--wave", "0");

    Program.Run early = apply("--wave", "1");

    assertThat(early.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(early.out()).contains("not begun: what became of a change is unknown in org-");
    assertThat(world.sandbox(2).writes()).isZero();
    assertThat(apply("--wave", "0").exit()).isEqualTo(ExitCode.OK);
    assertThat(world.sandbox(2).writes()).isZero();
    kill(new Death(2, 3), "--wave", "1");
    assertThat(apply("--wave", "1").exit()).isEqualTo(ExitCode.OK);
    assertThat(world.live()).isEqualTo(end);
    world.holdJournals(world.program(), CHANGED);
  }
}
