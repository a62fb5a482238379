package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whatever an organization is like: on its snapshot the same is planned, found and told as on
/// itself.
class SameOnSnapshotTest {
  /// All that may differ: how much was asked, in which request, and that it is a snapshot.
  private static final Pattern OTHER =
      Pattern.compile(
          "(?s)\n  \"snapshot\" : \\{.*?},|\n    \"spent\" : \\d+,?|request sandbox-\\d+");

  @TempDir Path folder;
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  @Test
  void the_plan_of_each_world_is_the_same_byte_for_byte() throws Exception {
    for (Kind kind : Kind.values()) {
      for (long seed = 0; seed < Seeds.count(40, 1000); seed++) {
        Path one = Files.createDirectory(folder.resolve(kind + "-" + seed));
        holdsOf(new SnapshotWorld(kind, seed), one, kind + " " + seed);
      }
    }
    assertThat(seen)
        .contains("create", "update", "delete", "drift", "add-to-queue", "released")
        .contains("warnings", "usage", "refused", "error");
  }

  private void holdsOf(SnapshotWorld world, Path folder, String name) {
    String[] usage = world.hasUsage ? new String[] {"--usage", "30d"} : new String[0];
    try (Sandbox sandbox = Sandbox.start(world.organization(), world.settings())) {
      Program live =
          new Program(folder)
              .at(sandbox)
              .file("base.yaml", world.base())
              .wrapupcodes(world.files());
      Program.Run taken = live.run(List.of("snapshot", "--out", "s.json"), usage);
      assertThat(taken.exit()).as(name + taken.err()).isEqualTo(ExitCode.OK);
      for (String base : List.of("--no-base", "--base=base.yaml")) {
        List<String> plan = List.of("plan", "--format", "json", base);
        Program.Run told = live.run(plan, usage);
        int before = sandbox.requests().size();
        Program.Run then =
            new Program(folder)
                .withoutCredentials()
                .run(
                    plan,
                    world.hasUsage
                        ? new String[] {"--usage", "30d", "--live", "s.json"}
                        : new String[] {"--live", "s.json"});

        assertThat(sandbox.requests()).hasSize(before);
        assertThat(then.exit()).as(name + then.err()).isEqualTo(told.exit());
        assertThat(same(then)).as(name).isEqualTo(same(told));
        look(told.json());
      }
    }
  }

  private static String same(Program.Run run) {
    return OTHER.matcher(run.out()).replaceAll("");
  }

  private void look(JsonNode plan) {
    for (JsonNode change : plan.path("changes")) seen.add(change.path("action").asString());
    if (!plan.path("drift").isEmpty()) seen.add("drift");
    if (!plan.path("released").isEmpty()) seen.add("released");
    if (plan.at("/summary/warnings").asInt() > 0) seen.add("warnings");
    if (plan.has("usage")) seen.add("usage");
    if (plan.has("error")) seen.add("error");
    if (!plan.at("/verdict/approved").asBoolean(true)) seen.add("refused");
  }
}
