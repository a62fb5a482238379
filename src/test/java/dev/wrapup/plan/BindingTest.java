package dev.wrapup.plan;

import static dev.wrapup.plan.Worlds.base;
import static dev.wrapup.plan.Worlds.catalog;
import static dev.wrapup.plan.Worlds.live;
import static dev.wrapup.plan.Worlds.plan;
import static dev.wrapup.plan.Worlds.refusedBecause;
import static dev.wrapup.plan.Worlds.show;
import static dev.wrapup.plan.Worlds.showDrift;
import static dev.wrapup.plan.Worlds.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.Parked;
import dev.wrapup.model.source.Finding;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BindingTest {
  private static final String NEW = "{displayName: New, routingType: manual}";

  @Test
  void an_id_binds_whatever_the_live_code_is_called() {
    var plan = plan(yaml("codes:\n  A: {id: x}\n"), Optional.empty(), catalog(live("x", "B")));

    assertThat(show(plan)).containsExactly("~ x A; code B → A (unknown)");
  }

  @Test
  void a_key_binds_to_the_live_code_of_that_key() {
    var plan = plan(yaml("codes:\n  A: {}\n"), Optional.empty(), catalog(live("x", "A")));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.bound()).isEqualTo(1);
  }

  @Test
  void a_key_never_takes_a_live_code_that_another_entry_is_pinned_to() {
    var plan =
        plan(
            yaml("codes:\n  B: {id: x}\n  A: " + NEW + "\n"),
            Optional.empty(),
            catalog(live("x", "A")));

    assertThat(show(plan)).containsExactly("~ x B; code A → B (unknown)", "+ A (git)");
  }

  @Test
  void a_key_that_is_not_live_takes_the_first_earlier_code_that_is() {
    var plan =
        plan(
            yaml("codes:\n  C: {previously: [B, A]}\n"), Optional.empty(), catalog(live("x", "A")));

    assertThat(show(plan)).containsExactly("~ x C; code A → C (unknown)");
  }

  @Test
  void a_rename_may_make_room_for_a_new_code_of_the_old_key_when_the_base_shows_it_is_new() {
    var plan =
        plan(
            yaml("codes:\n  B: {previously: [A]}\n  A: " + NEW + "\n"),
            base("codes:\n  A: {}\n"),
            catalog(live("x", "A")));

    assertThat(show(plan)).containsExactly("~ x B; code A → B (git)", "+ A (git)");
  }

  @Test
  void the_same_without_a_base_is_refused_with_both_places() {
    var desired = yaml("codes:\n  B: {previously: [A]}\n  A: " + NEW + "\n");

    assertThat(refusedBecause(desired, Optional.empty(), catalog(live("x", "A"))))
        .containsExactly("3:20 ambiguous-rename");
  }

  @Test
  void the_same_with_a_base_that_already_renamed_is_refused() {
    var text = "codes:\n  B: {previously: [A]}\n  A: " + NEW + "\n";

    assertThat(refusedBecause(yaml(text), base(text), catalog(live("x", "A"))))
        .containsExactly("3:20 ambiguous-rename");
  }

  @Test
  void a_chain_of_renames_frees_each_code_before_it_is_taken() {
    var plan =
        plan(
            yaml("codes:\n  B: {previously: [A]}\n  C: {previously: [B]}\n"),
            base("codes:\n  A: {}\n  B: {}\n"),
            catalog(live("x", "A"), live("y", "B")));

    assertThat(show(plan)).containsExactly("~ y C; code B → C (git)", "~ x B; code A → B (git)");
    assertThat(plan.cycles()).isZero();
  }

  @Test
  void a_swap_by_ids_is_one_ring() {
    var plan =
        plan(
            yaml("codes:\n  A: {id: y}\n  B: {id: x}\n"),
            base("codes:\n  A: {id: x}\n  B: {id: y}\n"),
            catalog(live("x", "A"), live("y", "B")));

    assertThat(show(plan)).containsExactly("~ x B; code A → B (git)", "~ y A; code B → A (git)");
    assertThat(plan.cycles()).isEqualTo(1);
    assertThat(plan.requests()).isEqualTo(3);
  }

  @Test
  void two_takers_of_one_earlier_code_are_refused() {
    var desired = yaml("codes:\n  B: {previously: [A]}\n  C: {previously: [A]}\n");

    assertThat(refusedBecause(desired, Optional.empty(), catalog(live("x", "A"))))
        .contains("4:20 ambiguous-rename");
  }

  @Test
  void a_reverted_rename_renames_back() {
    var plan =
        plan(
            yaml("codes:\n  OLD: {}\n"),
            base("codes:\n  NEW: {previously: [OLD]}\n"),
            catalog(live("x", "NEW")));

    assertThat(show(plan)).containsExactly("~ x OLD; code NEW → OLD (git)");
  }

  @Test
  void letters_that_differ_in_case_only_are_a_finding_and_not_a_new_code() {
    var desired = yaml("codes:\n  Refund: " + NEW + "\n");

    assertThat(refusedBecause(desired, Optional.empty(), catalog(live("x", "REFUND"))))
        .containsExactly("3:3 case-differs");
  }

  @Test
  void an_id_that_is_not_live_while_its_code_is_under_another_id_is_a_finding() {
    var desired = yaml("codes:\n  A: {id: x}\n");

    assertThat(refusedBecause(desired, Optional.empty(), catalog(live("y", "A"))))
        .containsExactly("3:11 id-not-live");
  }

  @Test
  void a_file_of_another_organization_is_refused_whole() {
    var desired =
        yaml(
            """
            codes:
              A: {id: a, displayName: A, routingType: manual}
              B: {id: b, displayName: B, routingType: manual}
              C: {id: c, displayName: C, routingType: manual}
            """);

    assertThat(refusedBecause(desired, Optional.empty(), catalog(live("y", "Z"))))
        .contains("3:11 foreign-ids");
  }

  @Test
  void a_vanished_code_is_drift_and_left_alone_when_a_base_is_given() {
    var text = "codes:\n  A: " + NEW + "\n";

    var plan = plan(yaml(text), base(text), catalog());

    assertThat(plan.changes()).isEmpty();
    assertThat(showDrift(plan)).containsExactly("+ A (drift)");
  }

  @Test
  void a_vanished_pinned_code_is_planned_without_a_base_and_warned_of() {
    var plan =
        plan(
            yaml("codes:\n  A: {id: x, displayName: A, routingType: manual}\n"),
            Optional.empty(),
            catalog());

    assertThat(show(plan)).containsExactly("+ A (drift)");
    assertThat(plan.findings()).extracting(Finding::code).containsExactly("vanished");
  }

  @Test
  void a_code_and_its_earlier_code_both_live_are_warned_of() {
    var plan =
        plan(
            yaml("codes:\n  B: {previously: [A]}\n"),
            Optional.empty(),
            catalog(live("x", "A"), live("y", "B")));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.findings()).extracting(Finding::code).containsExactly("earlier-code-live");
  }

  @Test
  void a_new_code_named_like_an_undeclared_live_one_is_suggested_as_a_rename() {
    var plan =
        plan(
            yaml("codes:\n  B: {displayName: Refund, routingType: manual}\n"),
            Optional.empty(),
            catalog(live("x", "A", "Refund")));

    assertThat(show(plan)).containsExactly("+ B (git)");
    assertThat(plan.findings()).extracting(Finding::code).containsExactly("looks-like-rename");
  }

  @Test
  void a_new_code_without_a_name_is_a_finding() {
    assertThat(
            refusedBecause(yaml("codes:\n  A: {description: none}\n"), Optional.empty(), catalog()))
        .containsExactly("3:3 incomplete-new-code");
  }

  @Test
  void a_new_code_may_have_what_it_needs_from_the_defaults() {
    var plan =
        plan(
            yaml("defaults: {routingType: auto}\ncodes:\n  A: {displayName: A}\n"),
            Optional.empty(),
            catalog());

    assertThat(plan.changes().getFirst().fields())
        .extracting(change -> change.field() + "=" + Worlds.text(change.to()))
        .containsExactly("code=A", "displayName=A", "routingType=auto");
  }

  @Test
  void defaults_never_touch_a_live_code() {
    var plan =
        plan(
            yaml("defaults: {routingType: auto}\ncodes:\n  A: {}\n"),
            Optional.empty(),
            catalog(live("x", "A")));

    assertThat(plan.changes()).isEmpty();
  }

  @Test
  void a_code_that_somebody_holds_and_keeps_is_not_taken() {
    var desired = yaml("codes:\n  B: {id: x}\n");

    assertThat(refusedBecause(desired, Optional.empty(), catalog(live("x", "A"), live("y", "B"))))
        .containsExactly("3:3 code-taken");
  }

  @Test
  void a_retired_code_makes_room_before_its_code_is_taken() {
    var plan =
        plan(
            yaml("retired: [B]\ncodes:\n  B2: {id: y}\n  C: {id: x}\n"),
            base("codes:\n  B2: {id: y}\n  A: {id: x}\n"),
            catalog(live("x", "A"), live("y", "B2"), live("z", "B")));

    assertThat(show(plan)).containsExactly("~ x C; code A → C (git)", "- z B (git)");
  }

  @Test
  void an_unbound_parked_code_stops_everything() {
    String parked = Parked.codeOf("x");

    assertThat(
            refusedBecause(
                yaml("codes:\n  A: {}\n"),
                Optional.empty(),
                catalog(live("x", parked), live("y", "A"))))
        .containsExactly("parked-code");
  }

  @Test
  void a_parked_code_binds_by_its_id() {
    String parked = Parked.codeOf("x");

    var plan = plan(yaml("codes:\n  A: {id: x}\n"), Optional.empty(), catalog(live("x", parked)));

    assertThat(show(plan)).containsExactly("~ x A; code " + parked + " → A (unknown)");
    assertThat(parked).hasSize(20).matches("~[A-Z2-7]{19}");
  }
}
