package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Rings of renames on a server that refuses some of their writes. Whatever it takes, the journal
/// and the events tell what is live in the end, and no code is left aside without a word.
@ParameterizedClass
@EnumSource
class RefusedRingTest {
  @TempDir Path folder;
  private final Kind kind;
  @AutoClose private final RingWorld world;

  RefusedRingTest(Kind kind) {
    this.kind = kind;
    world = new RingWorld(kind);
  }

  @ParameterizedTest
  @CsvSource({"2,0", "2,1", "3,0", "3,1", "3,2", "4,0", "4,1", "4,2", "4,3"})
  void all_go_back_when_one_may_not_be_written(int size, int member) {
    Program program = world.ring(folder, size);
    Map<String, String> before = world.live();
    world.refuse(403, call -> RingWorld.isOf(call, member));

    Program.Run run = RingWorld.apply(program);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(world.live()).isEqualTo(before);
    world.assertTold(program, before);
    assertThat(RingWorld.entries(program))
        .allSatisfy(e -> assertThat(e.path("newCode")).isEqualTo(e.path("previousCode")));
  }

  @ParameterizedTest
  @CsvSource({"2,0", "2,1", "3,0", "3,1", "3,2", "4,0", "4,1", "4,2", "4,3"})
  void a_rename_whose_text_is_refused_lands_alone_or_nothing_does(int size, int member) {
    Program program = world.ring(folder, size);
    Map<String, String> before = world.live();
    world.refuse(
        400, call -> RingWorld.isOf(call, member) && call.body().contains("hanged " + member));

    Program.Run run = RingWorld.apply(program);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    world.assertTold(program, before);
    List<String> outcomes = run.json().at("/results").findValuesAsString("outcome");
    if (world.live().equals(before)) assertThat(outcomes).containsOnly("failed");
    else assertThat(outcomes).hasSize(size).containsOnlyOnce("altered").doesNotContain("failed");
  }

  /// Loses the answers to writes that leave a code in some way, and lets somebody edit the code
  /// before anybody can look at it.
  private void loseAndEdit(BiPredicate<Integer, LiveCode> isLost) {
    Set<String> lost = ConcurrentHashMap.newKeySet();
    Field description = kind.dialect().field("description").orElseThrow();
    world
        .sandbox()
        .watch(
            (moment, request) -> {
              if (moment != Sandbox.Moment.CARRIED_OUT || !request.method().equals(kind.update())) {
                return;
              }
              String id = request.path().substring(request.path().lastIndexOf('/') + 1);
              LiveCode now = world.organization().byId(id).orElseThrow();
              int number = Integer.parseInt(id.substring("id-".length()));
              if (!isLost.test(number, now) || !lost.add(id)) return;
              world
                  .organization()
                  .update(
                      id,
                      Optional.empty(),
                      now.code(),
                      Map.of(description, new Value.Text("by hand")),
                      Organization.ADMINISTRATOR);
              throw new IllegalStateException("the connection breaks");
            });
  }

  @ParameterizedTest
  @CsvSource({"3,0", "3,1", "4,0", "4,1", "4,2"})
  void a_code_that_went_back_is_not_told_as_renamed_though_others_edit_it_at_once(
      int size, int member) {
    Program program = world.ring(folder, size);
    Map<String, String> before = world.live();
    world.refuse(403, call -> RingWorld.isOf(call, member));
    loseAndEdit((number, now) -> now.code().equals("CODE_" + number));

    Program.Run run = RingWorld.apply(program);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(world.live()).isEqualTo(before);
    world.assertTold(program, before);
    assertThat(run.json().at("/results").findValuesAsString("outcome"))
        .doesNotContain("applied", "merged");
  }

  @ParameterizedTest
  @CsvSource({"3,1", "3,2", "4,2", "4,3"})
  void a_code_that_moved_alone_is_told_though_others_edit_it_at_once(int size, int member) {
    Program program = world.ring(folder, size);
    Map<String, String> before = world.live();
    world.refuse(
        400, call -> RingWorld.isOf(call, member) && call.body().contains("hanged " + member));
    loseAndEdit(
        (number, now) -> number == member && now.code().equals("CODE_" + (member + 1) % size));

    Program.Run run = RingWorld.apply(program);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    JsonNode moved =
        run.json()
            .at("/results")
            .valueStream()
            .filter(result -> result.path("id").asString().equals("id-" + member))
            .findFirst()
            .orElseThrow();
    boolean isMoved = !world.live().get("id-" + member).equals(before.get("id-" + member));
    assertThat(moved.path("outcome").asString()).isEqualTo(isMoved ? "unknown" : "failed");
  }

  @Test
  void a_code_that_can_have_neither_place_is_named_everywhere() {
    Program program = world.ring(folder, 3);
    Map<String, String> before = world.live();
    AtomicInteger writes = new AtomicInteger();
    world.refuse(403, call -> call.isWrite() && writes.incrementAndGet() > 2);

    Program.Run run = RingWorld.apply(program);

    LiveCode parked =
        world.organization().codes().stream().filter(Parked::is).findFirst().orElseThrow();
    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(run.out()).contains(parked.code());
    assertThat(run.err()).containsPattern("next: .*" + parked.code());
    world.assertTold(program, before);
    String journal = program.journals().getFirst().toString();
    for (String format : List.of("json", "markdown", "html")) {
      assertThat(program.run("audit", "report", "--format", format, journal).out())
          .contains(parked.code());
    }
  }
}
