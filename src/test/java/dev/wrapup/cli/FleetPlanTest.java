package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One plan a target, whatever comes of the others.
class FleetPlanTest {
  private static final int MANY = 200;

  @TempDir Path folder;

  @Test
  void each_target_is_planned_with_its_own_variables_and_equal_changes_are_told_once() {
    try (FleetWorld world = new FleetWorld(folder, 300, 0, 1, 1)) {
      Program.Run run = world.program().run("fleet", "plan", "--out", "plans");

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.out())
          .containsOnlyOnce("CODE_0")
          .contains("1 code to change in 3 targets (org-0, org-1, org-2):")
          .contains("displayName: Outcome number 0 → Changed");
      for (int i = 0; i < 3; i++) {
        assertThat(world.sandbox(i).requests()).hasSize(4);
        String plan = world.program().read("plans/org-%d.plan.json".formatted(i));
        assertThat(new JsonMapper().readTree(plan).at("/summary/update").asInt()).isOne();
      }
      JsonNode all = new JsonMapper().readTree(world.program().read("plans/fleet.json"));
      assertThat(all.at("/targets").findValuesAsString("name"))
          .containsExactly("org-0", "org-1", "org-2");
      assertThat(world.writes()).containsOnly(0);
    }
  }

  @Test
  void targets_are_chosen_by_wave_label_and_name() {
    try (FleetWorld world = new FleetWorld(folder, 3, 0, 1, 1)) {
      Program program = world.program();
      String file = program.read("fleet.yaml");
      program.file("fleet.yaml", file.replaceFirst("wave: 1}", "wave: 1, labels: {brand: acme}}"));

      assertThat(names(program, "--only", "wave=1")).containsExactly("org-1", "org-2");
      assertThat(names(program, "--only", "wave=1,brand=acme")).containsExactly("org-1");
      assertThat(names(program, "--target", "org-2")).containsExactly("org-2");
      for (List<String> none :
          List.of(
              List.of("--only", "wave=7"),
              List.of("--only", "wave"),
              List.of("--target", "org"),
              List.of("--target", "org-1", "--only", "wave=1"))) {
        Program.Run run = program.run(List.of("fleet", "plan"), none.toArray(String[]::new));
        assertThat(run.exit()).as(none.toString()).isEqualTo(ExitCode.USAGE);
      }
    }
  }

  private static List<String> names(Program program, String... chosen) {
    Program.Run run = program.run(List.of("fleet", "plan", "--format", "json"), chosen);
    return run.json().at("/targets").findValuesAsString("name");
  }

  @Test
  void guards_of_the_fleet_hold_before_anything_is_sent() {
    try (FleetWorld world = new FleetWorld(folder, 3, 0)) {
      Program program = world.program();
      String file = program.read("fleet.yaml");
      for (String guard :
          List.of("api: genesys-cloud", "environment: eu-west-1", "organization: 8f")) {
        program.with("GENESYS_ENV__ORG_0", "us-east-1");
        program.file("fleet.yaml", file.replace("wave: 0", guard));
        Program.Run run = program.run("fleet", "plan", "--format", "json");

        assertThat(run.exit()).as(guard).isEqualTo(ExitCode.USAGE);
        assertThat(run.json().at("/targets/0/error/message").asString()).contains("fleet.yaml:3:");
      }
      assertThat(world.sandbox(0).requests()).isEmpty();
      program.without("GENESYS_ENV__ORG_0");
      program.file("fleet.yaml", file.replace("wave: 0", "environment: eu-west-1"));
      Program.Run labelled = program.run("fleet", "plan", "--format", "json");
      assertThat(labelled.json().at("/targets/0/target/environment").asString())
          .isEqualTo("eu-west-1");
    }
  }

  @Test
  void one_that_hangs_one_that_refuses_and_one_with_a_bad_file_hide_no_other() {
    try (FleetWorld world = new FleetWorld(folder, 5, 0, 0, 0)) {
      Program program = world.program();
      world.sandbox(1).inject(Fault.parse("latency:60000@GET"));
      world.sandbox(2).inject(Fault.parse("status:401@TOKEN"));
      program.file("bad.yaml", "format: 1\ncodes: []\n");
      StringBuilder fleet = new StringBuilder("format: 1\ntargets:\n");
      for (int i = 0; i < MANY; i++) {
        int number = i == 20 ? 1 : i == 90 ? 2 : 0;
        Sandbox sandbox = world.sandbox(number);
        program
            .with("GENESYS_BASE_URL__MANY_" + i, sandbox.url().toString())
            .with("GENESYS_CLIENT_ID__MANY_" + i, "client-" + number)
            .with("GENESYS_CLIENT_SECRET__MANY_" + i, FleetWorld.secret(number));
        fleet.append("  many-%d: {files: [%s]}\n".formatted(i, i == 150 ? "bad.yaml" : "shared"));
      }
      program.file("fleet.yaml", fleet.toString());

      Program.Run run =
          program.run("fleet", "plan", "--timeout", "10s", "--out", "plans", "--format", "json");

      assertThat(run.exit()).isEqualTo(ExitCode.OUT_OF_TIME);
      List<JsonNode> failed =
          run.json()
              .at("/targets")
              .valueStream()
              .filter(one -> !one.at("/error").isNull())
              .toList();
      assertThat(failed)
          .extracting(
              one ->
                  "%s %s".formatted(one.at("/name").asString(), one.at("/error/code").asString()))
          .containsExactly("many-20 out-of-time", "many-90 credentials", "many-150 desired-state");
      assertThat(failed).extracting(one -> one.at("/exit").asInt()).containsExactly(124, 1, 2);
      assertThat(failed.get(1).at("/error/next").asString())
          .contains("GENESYS_CLIENT_SECRET__MANY_90");
      assertThat(failed.get(2).at("/error/message").asString()).startsWith("bad.yaml:2:8: ");
      assertThat(folder.resolve("plans").toFile().list()).hasSize(MANY - failed.size() + 1);
      assertThat(world.sandbox(0).requests()).hasSize(3 * (MANY - failed.size()));
    }
  }
}
