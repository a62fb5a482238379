package dev.wrapup.plan;

import static dev.wrapup.plan.Worlds.base;
import static dev.wrapup.plan.Worlds.catalog;
import static dev.wrapup.plan.Worlds.live;
import static dev.wrapup.plan.Worlds.plan;
import static dev.wrapup.plan.Worlds.show;
import static dev.wrapup.plan.Worlds.showDrift;
import static dev.wrapup.plan.Worlds.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
  /// Base, live and desired display name; a dash stands for a field that the base doesn't manage.
  @ParameterizedTest
  @CsvSource({
    "old, old, new, git",
    "-,   old, new, git",
    "new, old, new, drift",
    "one, two, new, collision",
  })
  void the_base_tells_who_made_a_difference(
      String base, String live, String desired, String origin) {
    String before = base.equals("-") ? "{}" : "{displayName: " + base + "}";

    var plan =
        plan(
            yaml("policy: {onDrift: revert}\ncodes:\n  A: {displayName: " + desired + "}\n"),
            base("policy: {onDrift: revert}\ncodes:\n  A: " + before + "\n"),
            catalog(live("x", "A", live)));

    assertThat(show(plan))
        .containsExactly("~ x A; displayName %s → %s (%s)".formatted(live, desired, origin));
  }

  @Test
  void without_a_base_nobody_can_tell() {
    var plan =
        plan(
            yaml("codes:\n  A: {displayName: new}\n"),
            Optional.empty(),
            catalog(live("x", "A", "old")));

    assertThat(show(plan)).containsExactly("~ x A; displayName old → new (unknown)");
  }

  @Test
  void drift_is_kept_apart_from_what_git_changed_in_the_same_code() {
    var plan =
        plan(
            yaml("codes:\n  A: {displayName: same, description: new}\n"),
            base("codes:\n  A: {displayName: same, description: ''}\n"),
            catalog(live("x", "A", "by hand")));

    assertThat(show(plan)).containsExactly("~ x A; description  → new (git)");
    assertThat(showDrift(plan)).containsExactly("~ x A; displayName by hand → same (drift)");
  }

  @Test
  void a_pull_request_that_asks_to_revert_drift_waits_until_the_base_asks_too() {
    var desired = "policy: {onDrift: revert}\ncodes:\n  A: {displayName: same}\n";
    var live = catalog(live("x", "A", "by hand"));

    var loosening = plan(yaml(desired), base("codes:\n  A: {displayName: same}\n"), live);
    var loosened = plan(yaml(desired), base(desired), live);

    assertThat(loosening.changes()).isEmpty();
    assertThat(show(loosened)).containsExactly("~ x A; displayName by hand → same (drift)");
  }

  @Test
  void a_rename_by_hand_of_a_pinned_code_is_drift() {
    var text = "codes:\n  A: {id: x}\n";

    var plan = plan(yaml(text), base(text), catalog(live("x", "Z")));

    assertThat(plan.changes()).isEmpty();
    assertThat(showDrift(plan)).containsExactly("~ x A; code Z → A (drift)");
  }

  @Test
  void a_renamed_entry_is_compared_with_what_the_base_said_under_its_earlier_code() {
    var plan =
        plan(
            yaml("codes:\n  B: {previously: [A], displayName: same}\n"),
            base("codes:\n  A: {displayName: same}\n"),
            catalog(live("x", "A", "by hand")));

    assertThat(show(plan)).containsExactly("~ x B; code A → B (git)");
    assertThat(showDrift(plan)).containsExactly("~ x A; displayName by hand → same (drift)");
  }

  @Test
  void an_ignored_field_is_neither_compared_nor_released() {
    var plan =
        plan(
            yaml("codes:\n  A: {displayName: mine, ignore: [displayName]}\n"),
            base("codes:\n  A: {displayName: mine}\n"),
            catalog(live("x", "A", "theirs")));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.drift()).isEmpty();
    assertThat(plan.released()).isEmpty();
  }

  @Test
  void what_the_base_declared_and_the_files_dont_is_released_and_stays() {
    var a = live("x", "A");
    var b = live("y", "B", "B name");

    var plan =
        plan(
            yaml("codes:\n  B: {}\n"),
            base("codes:\n  A: {}\n  B: {displayName: B name}\n"),
            catalog(a, b));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.released())
        .containsExactly(
            new Released.OneField(b, Worlds.NAME, b.value(Worlds.NAME)), new Released.Code(a));
    assertThat(plan.undeclared()).containsExactly(a);
  }

  @Test
  void absent_null_and_empty_live_values_are_no_difference() {
    var plan =
        plan(
            yaml("codes:\n  A: {description: '', outcomes: []}\n"),
            Optional.empty(),
            catalog(live("x", "A")));

    assertThat(plan.changes()).isEmpty();
  }

  @Test
  void a_retired_code_that_comes_back_is_drift() {
    var text = "retired: [A]\ncodes: {}\n";

    var plan = plan(yaml(text), base(text), catalog(live("x", "A")));

    assertThat(plan.changes()).isEmpty();
    assertThat(showDrift(plan)).containsExactly("- x A (drift)");
    assertThat(plan.undeclared()).isEmpty();
  }

  @Test
  void a_stale_entry_of_retired_does_nothing() {
    var plan = plan(yaml("retired: [GONE]\ncodes: {}\n"), Optional.empty(), catalog());

    assertThat(plan.changes()).isEmpty();
  }
}
