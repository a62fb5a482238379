package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.http.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A wave that is applied by a run of its own begins only when those before it are over, whatever
/// run applied them.
class FleetWavesTest {
  @TempDir Path folder;
  @AutoClose private FleetWorld world;

  private Program reviewed(int... waves) {
    world = new FleetWorld(folder, 5, waves);
    assertThat(world.program().run("fleet", "plan", "--out", "plans").exit())
        .isEqualTo(ExitCode.OK);
    return world.program();
  }

  private Program.Run wave(int number) {
    return world
        .program()
        .run(
            "fleet",
            "apply",
            "--plan",
            "plans",
            "--wave",
            Integer.toString(number),
            "--format",
            "json");
  }

  private void rollout(String rule) {
    Program program = world.program();
    program.file(
        "fleet.yaml",
        program.read("fleet.yaml").replaceFirst("(?m)^rollout.*\n", "")
            + "rollout: {%s}\n".formatted(rule));
  }

  private static List<String> remarks(Program.Run run) {
    return run.json()
        .at("/targets")
        .valueStream()
        .map(one -> one.at("/name").asString() + ": " + one.at("/remarks/0").asString(""))
        .toList();
  }

  private Path journal(int number) throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve(".wrapup/audit/org-" + number))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }

  @Test
  void a_wave_whose_predecessor_was_not_applied_is_not_begun() {
    reviewed(0, 0, 1, 2);

    Program.Run early = wave(2);

    assertThat(early.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(remarks(early))
        .containsExactly(
            "org-0: 1 change not made yet",
            "org-1: 1 change not made yet",
            "org-2: 1 change not made yet",
            "org-3: not begun: 3 targets aren't finished (org-0, org-1, org-2), and 'maxFailedTargets' is 0");
    assertThat(early.err())
        .contains(
            "next: see what is told of org-0, org-1, org-2; the waves before this one are gone on with"
                + " by: wrapup fleet apply --plan plans --wave 0");
    assertThat(world.writes()).containsExactly(0, 0, 0, 0);
    assertThat(wave(0).exit()).isEqualTo(ExitCode.OK);
    assertThat(wave(2).err()).contains("fleet apply --plan plans --wave 1");
    assertThat(wave(1).exit()).isEqualTo(ExitCode.OK);
    Program.Run last = wave(2);
    assertThat(last.exit()).as(last.out()).isEqualTo(ExitCode.OK);
    assertThat(remarks(last)).containsExactly("org-3: ");
    assertThat(world.writes()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void a_wave_that_was_not_begun_is_told_as_that() {
    reviewed(0, 1);

    Program.Run run = world.program().run("fleet", "apply", "--plan", "plans", "--wave", "1");

    assertThat(run.out())
        .isEqualTo(
            """
            wrapup fleet apply  fleet.yaml → 2 targets

            Stopped (2 targets):
                org-0  1 change not made yet
                org-1  not begun: 1 target isn't finished (org-0), and 'maxFailedTargets' is 0

            0 of 2 targets applied.
            """);
  }

  @Test
  void what_failed_in_another_run_counts_as_the_rollout_says() {
    reviewed(0, 0, 1);
    world.sandbox(1).inject(Fault.parse("status:400@PATCH"));
    assertThat(wave(0).exit()).isEqualTo(ExitCode.NOT_APPLIED);
    world.sandbox(1).clearFaults();

    Program.Run stopped = wave(1);

    assertThat(stopped.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(remarks(stopped))
        .containsExactly(
            "org-1: 1 change not made yet",
            "org-2: not begun: 1 target isn't finished (org-1), and 'maxFailedTargets' is 0");
    assertThat(world.writes()).containsExactly(1, 1, 0);
    rollout("maxFailedTargets: 1");
    Program.Run allowed = wave(1);
    assertThat(allowed.exit()).as(allowed.out()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(remarks(allowed)).containsExactly("org-1: 1 change not made yet", "org-2: ");
    assertThat(world.writes()).containsExactly(1, 1, 1);
  }

  @Test
  void a_target_that_can_not_be_asked_is_not_known_to_be_finished() {
    reviewed(0, 1);
    assertThat(wave(0).exit()).isEqualTo(ExitCode.OK);
    world.sandbox(0).inject(Fault.parse("status:401@TOKEN"));

    Program.Run run = wave(1);

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(run.json().at("/targets/0/error/message").asString()).isNotEmpty();
    assertThat(world.writes()).containsExactly(1, 0);
  }

  @Test
  void a_hand_edit_that_another_run_saw_stops_unless_the_rollout_lets_it() throws Exception {
    world = new FleetWorld(folder, 5, 0, 1);
    Program program = world.program();
    world.applied(folder);
    ByHand.edit(world.sandbox(0).organization(), "CODE_2", "displayName", "By hand");
    program.run("fleet", "plan", "--out", "plans");
    assertThat(wave(0).exit()).isEqualTo(ExitCode.OK);

    Program.Run stopped = wave(1);

    assertThat(stopped.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(remarks(stopped))
        .containsExactly(
            "org-1: not begun: org-0 was changed outside Git, and 'whenDrifted' is stop");
    assertThat(stopped.err())
        .contains("next: adopt or undo what was changed in org-0; see it by: wrapup fleet drift\n");
    assertThat(world.writes()).containsExactly(1, 0);
    rollout("whenDrifted: continue");
    assertThat(wave(1).exit()).isEqualTo(ExitCode.OK);
    assertThat(world.writes()).containsExactly(1, 1);
  }

  @Test
  void what_was_changed_since_is_not_what_was_reviewed() {
    reviewed(0, 1);
    assertThat(wave(0).exit()).isEqualTo(ExitCode.OK);
    ByHand.edit(world.sandbox(0).organization(), "CODE_0", "displayName", "Since");

    Program.Run run = wave(1);

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_REVIEWED);
    assertThat(remarks(run).getFirst()).isEqualTo("org-0: this is not the reviewed plan");
    assertThat(world.writes()).containsExactly(1, 0);
  }

  @Test
  void a_run_that_was_cut_short_always_stops_until_it_is_completed() throws Exception {
    reviewed(0, 1);
    rollout("maxFailedTargets: 9");
    assertThat(wave(0).exit()).isEqualTo(ExitCode.OK);
    Path journal = journal(0);
    String text = Files.readString(journal);
    Files.writeString(journal, text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1));

    Program.Run run = wave(1);

    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(remarks(run))
        .containsExactly(
            "org-0: its run wasn't ended: " + journal,
            "org-1: not begun: what became of a change is unknown in org-0");
    assertThat(world.writes()).containsExactly(1, 0);
    assertThat(wave(0).exit()).isEqualTo(ExitCode.OK);
    assertThat(wave(1).exit()).isEqualTo(ExitCode.OK);
    assertThat(world.writes()).containsExactly(1, 1);
  }

  @Test
  void a_run_that_was_cut_short_stops_where_its_target_has_no_plan_either() throws Exception {
    Program program = reviewed(0, 1);
    assertThat(wave(0).exit()).isEqualTo(ExitCode.OK);
    Path journal = journal(0);
    String text = Files.readString(journal);
    Files.writeString(journal, text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1));
    world.sandbox(0).inject(Fault.parse("status:401@TOKEN"));
    program.run("fleet", "plan", "--out", "plans");
    rollout("maxFailedTargets: 9");

    assertThat(remarks(wave(1)).getLast())
        .isEqualTo("org-1: not begun: what became of a change is unknown in org-0");
    assertThat(world.writes()).containsExactly(1, 0);
  }

  @Test
  void an_earlier_target_without_a_plan_stops_and_one_that_was_not_planned_with_it_does_not() {
    world = new FleetWorld(folder, 5, 0, 1);
    Program program = world.program();
    world.sandbox(0).inject(Fault.parse("status:401@TOKEN"));
    program.run("fleet", "plan", "--out", "plans");
    world.sandbox(0).clearFaults();

    assertThat(wave(1).exit()).isEqualTo(ExitCode.NOT_REVIEWED);
    assertThat(world.writes()).containsExactly(0, 0);
    program.run("fleet", "plan", "--out", "plans", "--only", "wave=1");
    assertThat(wave(1).exit()).isEqualTo(ExitCode.OK);
    assertThat(world.writes()).containsExactly(0, 1);
  }
}
