package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever an organization is like: an apply that is rehearsed on its snapshot is the one that is
/// then made.
class SameInRehearsalTest {
  @TempDir Path folder;
  private final Set<String> seen = new TreeSet<>();

  @Test
  void the_rehearsal_of_each_world_tells_what_its_apply_then_does() throws Exception {
    for (Kind kind : Kind.values()) {
      for (long seed = 0; seed < Seeds.count(40, 1000); seed++) {
        Path one = Files.createDirectory(folder.resolve(kind + "-" + seed));
        holdsOf(new SnapshotWorld(kind, seed), one, kind + " " + seed);
      }
    }
    assertThat(seen)
        .contains("create", "update", "delete", "add-to-queue", "applied", "approved")
        .contains("nothing", "refused", "error", "may not write");
  }

  private void holdsOf(SnapshotWorld world, Path folder, String name) {
    Settings settings = world.settings();
    try (Sandbox sandbox = Sandbox.start(world.organization(), settings)) {
      Program live = new Program(folder).at(sandbox).file("base.yaml", world.base());
      assertThat(live.run("snapshot", "--out", "s.json").exit()).isEqualTo(ExitCode.OK);
      String id =
          JsonMapper.shared().readTree(live.read("s.json")).at("/target/organization").asString("");
      live.wrapupcodes((id.isEmpty() ? "" : "organization: " + id + "\n") + world.files());
      String[] approval = approval(rehearsed(folder));

      Program.Run told = rehearsed(folder, approval);

      assertThat(sandbox.writes()).isZero();
      if (settings.rights().isPresent()) {
        seen.add("may not write"); // a snapshot doesn't tell that
        assertThat(told.err()).as(name).doesNotContain("not-rehearsable");
        return;
      }
      Program.Run real = live.run(List.of("apply", "--yes", "--base=base.yaml"), approval);
      assertThat(told.exit()).as(name + told.err() + real.err()).isEqualTo(real.exit());
      if (live.journals().isEmpty()) {
        assertThat(told.json().path("format").asString()).as(name).isNotEqualTo("wrapup.audit/1");
        seen.add(
            told.exit() == ExitCode.OK
                ? "nothing"
                : told.json().has("error") ? "error" : "refused");
        return;
      }
      String journal = live.journals().getFirst().toString();
      Program.Run audit = live.run("audit", "report", "--format", "json", journal);
      assertThat(rows(told)).as(name).isEqualTo(rows(audit));
      assertThat(told.json().at("/run/digest")).isEqualTo(audit.json().at("/run/digest"));
      assertThat(told.json().at("/remaining")).isEqualTo(audit.json().at("/remaining"));
      if (told.exit() == ExitCode.OK) {
        Program.Run then = live.run("plan", "--format", "json", "--base=base.yaml");
        assertThat(then.json().path("changes")).as(name).isEmpty();
        assertThat(told.json().at("/remaining").asInt(-1)).as(name).isZero();
      }
      for (JsonNode change : told.json().path("changes")) {
        seen.add(change.path("action").asString());
        seen.add(change.path("outcome").asString());
      }
      if (approval.length > 0) seen.add("approved");
    }
  }

  private static Program.Run rehearsed(Path folder, String... approval) {
    return new Program(folder)
        .withoutCredentials()
        .run(
            List.of("rehearse", "--live", "s.json", "--base=base.yaml", "--format", "json"),
            approval);
  }

  /// What approves a plan that is refused, if anything does.
  private static String[] approval(Program.Run refused) {
    String token = refused.json().at("/verdict/approvalToken").asString("");
    return token.isEmpty() ? new String[0] : new String[] {"--approve", token};
  }

  /// In the order in which they ended, which is that of the plan where one waits for another.
  private static List<String> rows(Program.Run run) {
    return run.json().path("changes").valueStream().map(SameInRehearsalTest::row).sorted().toList();
  }

  private static String row(JsonNode row) {
    return Stream.of("action", "outcome", "code", "queue", "fields")
        .map(name -> row.path(name).toString())
        .toList()
        .toString();
  }
}
