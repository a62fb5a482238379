package dev.wrapup.plan;

import static dev.wrapup.plan.Worlds.TARGET;
import static dev.wrapup.plan.Worlds.catalog;
import static dev.wrapup.plan.Worlds.live;
import static dev.wrapup.plan.Worlds.plan;
import static dev.wrapup.plan.Worlds.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.files.DesiredFiles;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.plan.diff.Comparison;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// A code that a target's file excepts is left as it is live, whatever shared files say of it.
class ExceptedTest {
  private static final String POLICY = "policy: {allow: [create, update, delete]}\n";

  private static Checked<DesiredState> read(String shared, String own) {
    List<SourceFile> files = new ArrayList<>();
    for (String text : List.of(shared, own)) {
      byte[] bytes = ("format: 1\n" + text).getBytes(StandardCharsets.UTF_8);
      files.add(new SourceFile(files.isEmpty() ? "shared.yaml" : "own.yaml", bytes));
    }
    return DesiredFiles.readSources(files, LocalDate.of(2026, 1, 1));
  }

  private static DesiredState state(String shared, String own) {
    return ((Checked.Valid<DesiredState>) read(shared, own)).value();
  }

  @Test
  void what_the_base_declared_and_is_excepted_now_is_released() {
    String shared = POLICY + "codes: {A: {displayName: Other}, B: {}}\n";

    var plan =
        plan(
            state(shared, "except: [A]\ncodes: {}\n"),
            Optional.of(state(shared, "codes: {}\n")),
            catalog(live("x", "A"), live("y", "B")));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.released())
        .singleElement()
        .isInstanceOfSatisfying(
            Released.Code.class, code -> assertThat(code.live().code()).isEqualTo("A"));
  }

  @Test
  void an_excepted_code_is_not_undeclared() {
    String shared = "policy: {undeclared: report}\ncodes: {A: {}}\n";

    var plan =
        plan(
            state(shared, "except: [A]\ncodes: {}\n"),
            Optional.empty(),
            catalog(live("x", "A"), live("z", "Z")));

    assertThat(plan.undeclared()).extracting(LiveCode::code).containsExactly("Z");
  }

  @Test
  void an_override_that_goes_is_a_change_of_git() {
    String shared = "codes: {A: {description: shared}}\n";

    var plan =
        plan(
            state(shared, "codes: {}\n"),
            Optional.of(state(shared, "override: {A: {description: mine}}\ncodes: {}\n")),
            catalog(live("x", "A", "A", "mine", "manual")));

    assertThat(show(plan)).containsExactly("~ x A; description mine → shared (git)");
  }

  @Test
  void no_plan_touches_an_excepted_code() {
    int plans = 0;
    int touched = 0;
    for (long seed = 0; seed < Seeds.count(2000, 20_000); seed++) {
      World world = new World(seed);
      var plan = world.plan(true);
      if (plan.isEmpty()) continue;
      plans++;
      for (String code : world.excepted) {
        assertThat(show(plan.get())).as("seed %d: %s", seed, world).noneMatch(world.isOf(code));
      }
      List<String> all = world.plan(false).map(Worlds::show).orElse(List.of());
      if (world.excepted.stream().anyMatch(code -> all.stream().anyMatch(world.isOf(code)))) {
        touched++;
      }
    }
    assertThat(plans).isGreaterThan(500);
    assertThat(touched).as("plans that would touch one without 'except'").isGreaterThan(100);
  }

  /// Shared files now and before, what is live, and codes that the target excepts.
  private static final class World {
    private final Random random;
    private final String now;
    private final String before;
    private final List<LiveCode> live = new ArrayList<>();
    final Set<String> excepted = new TreeSet<>();

    World(long seed) {
      random = new Random(seed);
      Set<String> named = new TreeSet<>();
      before = file(new TreeSet<>());
      now = file(named);
      for (String code : List.of("A", "B", "C", "D", "E", "F")) {
        if (random.nextInt(100) < 60) live.add(live("live-" + code, code));
        if (named.contains(code) && random.nextInt(100) < 40) excepted.add(code);
      }
    }

    private String file(Set<String> named) {
      StringBuilder codes = new StringBuilder();
      List<String> retired = new ArrayList<>();
      for (String code : List.of("A", "B", "C", "D", "E", "F")) {
        int dice = random.nextInt(100);
        if (dice < 20) retired.add(code);
        if (dice < 70) named.add(code);
        if (dice < 20 || dice >= 70) continue;
        String earlier = String.valueOf((char) ('A' + random.nextInt(6)));
        boolean had = random.nextInt(100) < 40 && !earlier.equals(code);
        codes.append(
            "  %s: {displayName: n%d, routingType: manual%s}\n"
                .formatted(code, random.nextInt(3), had ? ", previously: [" + earlier + "]" : ""));
      }
      return POLICY
          + "retired: "
          + retired
          + "\n"
          + (codes.isEmpty() ? "codes: {}\n" : "codes:\n" + codes);
    }

    /// Nothing where there is no plan.
    Optional<Plan> plan(boolean excepts) {
      String own = (excepts ? "except: " + excepted + "\n" : "") + "codes: {}\n";
      Checked<DesiredState> base = read(before, "codes: {}\n");
      Checked<Plan> plan =
          Planner.plan(
              TARGET,
              Comparison.of(
                  state(now, own),
                  Optional.of(((Checked.Valid<DesiredState>) base).value()),
                  catalog(live.toArray(LiveCode[]::new))),
              true);
      return plan instanceof Checked.Valid<Plan> valid
          ? Optional.of(valid.value())
          : Optional.empty();
    }

    /// Whether a line shows a change of that code.
    Predicate<String> isOf(String code) {
      return line -> line.contains(" live-" + code + " ") || line.startsWith("+ " + code + " ");
    }

    @Override
    public String toString() {
      return now + "before:\n" + before + "except: " + excepted + "\nlive: " + live;
    }
  }
}
