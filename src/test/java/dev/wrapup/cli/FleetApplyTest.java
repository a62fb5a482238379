package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Exactly the reviewed plans, wave by wave.
class FleetApplyTest {
  @TempDir Path folder;
  @AutoClose private FleetWorld world;

  private Program reviewed(int... waves) {
    world = new FleetWorld(folder, 5, waves);
    Program.Run plan = world.program().run("fleet", "plan", "--out", "plans");
    assertThat(plan.exit()).as(plan.err()).isEqualTo(ExitCode.OK);
    return world.program();
  }

  private Program.Run apply(String... more) {
    return world
        .program()
        .run(List.of("fleet", "apply", "--plan", "plans", "--format", "json"), more);
  }

  private static List<Integer> exits(Program.Run run) {
    return run.json().at("/targets").valueStream().map(one -> one.at("/exit").asInt()).toList();
  }

  private List<Path> journals(int number) throws Exception {
    Path audit = folder.resolve(".wrapup/audit/org-" + number);
    if (!Files.isDirectory(audit)) return List.of();
    try (Stream<Path> files = Files.list(audit)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
  }

  @Test
  void all_waves_are_applied_each_target_with_a_journal_of_its_own() throws Exception {
    Program program = reviewed(1, 0, 0);

    Program.Run run = apply("--out", "done");

    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    assertThat(world.names("id-0")).allMatch(name -> name.contains("Changed"));
    assertThat(run.json().at("/targets").findValuesAsString("name"))
        .containsExactly("org-1", "org-2", "org-0");
    assertThat(program.read("done/org-2.apply.json")).contains("\"outcome\" : \"applied\"");
    for (int i = 0; i < 3; i++) {
      assertThat(journals(i)).hasSize(1);
      Program.Run verified = program.run("audit", "verify", journals(i).getFirst().toString());
      assertThat(verified.exit()).isEqualTo(ExitCode.OK);
    }
    Program.Run again = apply();
    assertThat(again.exit()).isEqualTo(ExitCode.OK);
    assertThat(world.writes()).containsExactly(1, 1, 1);
    assertThat(program.run("fleet", "drift").exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void after_a_failure_nothing_is_written_in_the_next_wave_and_given_again_it_goes_on() {
    reviewed(0, 0, 1);
    world.sandbox(1).inject(Fault.parse("status:400@PATCH"));

    Program.Run stopped = apply();

    assertThat(stopped.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(exits(stopped)).containsExactly(0, 7, 7);
    assertThat(stopped.json().at("/targets/2/remarks/0").asString())
        .isEqualTo("not begun: 1 target isn't finished (org-1), and 'maxFailedTargets' is 0");
    assertThat(world.sandbox(2).requests()).allMatch(request -> !request.method().equals("PATCH"));
    assertThat(world.sandbox(0).writes()).isOne();

    world.sandbox(1).clearFaults();
    Program.Run again = apply();

    assertThat(again.exit()).as(again.out()).isEqualTo(ExitCode.OK);
    assertThat(world.names("id-0")).allMatch(name -> name.contains("Changed"));
    assertThat(world.sandbox(0).writes()).isOne();
  }

  @Test
  void so_many_may_fail_as_the_rollout_says_and_what_is_unknown_always_stops() {
    Program program = reviewed(0, 1, 2);
    program.file("fleet.yaml", program.read("fleet.yaml") + "rollout: {maxFailedTargets: 1}\n");
    world.sandbox(0).inject(Fault.parse("status:400@PATCH"));
    Sandbox lost = world.sandbox(1);
    lost.inject(Fault.parse("reset-after@PATCH"));
    lost.watch(
        (moment, request) -> {
          boolean isLost = moment == Sandbox.Moment.CARRIED_OUT && request.method().equals("PATCH");
          if (isLost) lost.inject(Fault.parse("garbage@GET"));
        });

    Program.Run run = apply();

    assertThat(exits(run)).containsExactly(7, 7, 7);
    assertThat(run.json().at("/targets/2/remarks/0").asString())
        .isEqualTo("not begun: what became of a change is unknown in org-1");
    assertThat(world.sandbox(2).writes()).isZero();
  }

  @Test
  void an_edit_outside_git_stops_before_the_next_wave_unless_the_rollout_lets_it_go_on()
      throws Exception {
    world = new FleetWorld(folder, 5, 0, 1);
    Program program = world.program();
    world.applied(folder);
    for (int i = 0; i < 2; i++) {
      ByHand.edit(world.sandbox(i).organization(), "CODE_2", "displayName", "By hand");
    }
    program.run("fleet", "plan", "--out", "plans");

    Program.Run stopped = apply();

    assertThat(stopped.exit()).as(stopped.out()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(exits(stopped)).containsExactly(0, 7);
    assertThat(stopped.json().at("/targets/1/remarks/0").asString())
        .isEqualTo("not begun: org-0 was changed outside Git, and 'whenDrifted' is stop");
    assertThat(world.writes()).containsExactly(1, 0);
    program.file("fleet.yaml", program.read("fleet.yaml") + "rollout: {whenDrifted: continue}\n");
    assertThat(apply().exit()).isEqualTo(ExitCode.OK);
    assertThat(world.writes()).containsExactly(1, 1);
  }

  @Test
  void one_wave_or_one_target_is_applied_alone() {
    reviewed(0, 1, 1);

    assertThat(exits(apply("--target", "org-2"))).containsExactly(0);
    assertThat(world.writes()).containsExactly(0, 0, 1);
    assertThat(exits(apply("--wave", "0"))).containsExactly(0);
    assertThat(world.writes()).containsExactly(1, 0, 1);
    assertThat(exits(apply("--wave", "1"))).containsExactly(0, 0);
    assertThat(world.writes()).containsExactly(1, 1, 1);
    assertThat(apply("--wave", "2").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(apply("--wave", "1", "--target", "org-0").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(apply("--approve", "x").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void only_what_was_reviewed_is_applied() {
    Program program = reviewed(0, 0);
    ByHand.edit(world.sandbox(0).organization(), "CODE_0", "displayName", "Meanwhile");

    Program.Run run = apply();

    assertThat(exits(run)).containsExactly(6, 0);
    assertThat(run.json().at("/targets/0/remarks/0").asString())
        .isEqualTo("this is not the reviewed plan");
    assertThat(world.writes()).containsExactly(0, 1);
    String plan = program.read("plans/org-0.plan.json");
    program.file("plans/org-0.plan.json", program.read("plans/org-1.plan.json"));
    assertThat(apply().err()).contains("it is another plan than fleet.json names");
    program.file("plans/org-0.plan.json", plan.replace("\"Changed\"", "\"Other\""));
    assertThat(apply().err()).contains("it was edited");
    program.file("plans/org-0.plan.json", plan);
    String all = program.read("plans/fleet.json");
    String digest = run.json().at("/targets/1/digest").asString();
    program.file("plans/fleet.json", all.replace(digest, "sha256:" + ExitsTest.ZEROS));
    assertThat(apply().err()).contains("its digest is not that of its targets");
    program.file("plans/fleet.json", "{}");
    assertThat(apply().exit()).isEqualTo(ExitCode.USAGE);
    assertThat(world.writes()).containsExactly(0, 1);
  }

  @Test
  void a_target_of_which_no_plan_was_reviewed_is_not_applied() {
    world = new FleetWorld(folder, 5, 0, 1);
    world.sandbox(0).inject(Fault.parse("status:401@TOKEN"));
    world.program().run("fleet", "plan", "--out", "plans");
    world.sandbox(0).clearFaults();

    Program.Run run = apply();

    assertThat(exits(run)).containsExactly(6, 7);
    assertThat(world.writes()).containsExactly(0, 0);
  }

  @Test
  void a_person_at_a_terminal_is_asked_once() {
    Program program = reviewed(0, 1);

    Program.Run no = program.typing("no\n").run("fleet", "apply", "--plan", "plans");
    Program.Run yes = program.typing("yes\n").run("fleet", "apply", "--plan", "plans");

    assertThat(no.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(no.err()).contains("Apply the reviewed plans of 2 targets in 2 waves?");
    assertThat(yes.exit()).as(yes.err()).isEqualTo(ExitCode.OK);
    assertThat(world.writes()).containsExactly(1, 1);
  }

  @Test
  void a_refused_plan_is_approved_for_its_target() {
    world = new FleetWorld(folder, 5, 0, 0);
    Program program = world.program();
    for (int i = 0; i < 2; i++) {
      program.file(
          "own/org-%d.yaml".formatted(i), "format: 1\npolicy: {maxUpdates: 0}\ncodes: {}\n");
    }
    Program.Run plan = program.run("fleet", "plan", "--out", "plans", "--format", "json");
    JsonNode document = new JsonMapper().readTree(program.read("plans/org-0.plan.json"));
    String token = document.at("/verdict/approvalToken").asString();

    Program.Run refused = apply();
    Program.Run approved = apply("--target", "org-0", "--approve", token);

    assertThat(plan.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(plan.out()).contains("--approve " + token);
    assertThat(exits(refused)).containsExactly(5, 5);
    assertThat(exits(approved)).containsExactly(0);
    assertThat(world.writes()).containsExactly(1, 0);
  }
}
