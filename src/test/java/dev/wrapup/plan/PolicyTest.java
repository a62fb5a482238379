package dev.wrapup.plan;

import static dev.wrapup.plan.Worlds.base;
import static dev.wrapup.plan.Worlds.catalog;
import static dev.wrapup.plan.Worlds.live;
import static dev.wrapup.plan.Worlds.plan;
import static dev.wrapup.plan.Worlds.ruleById;
import static dev.wrapup.plan.Worlds.ruleByName;
import static dev.wrapup.plan.Worlds.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Usage;
import dev.wrapup.plan.diff.Risk;
import dev.wrapup.plan.diff.Warning;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static List<String> refusals(Plan plan) {
    return switch (Verdict.review(plan, Optional.empty(), Optional.empty())) {
      case Verdict.Approved ignored -> List.of();
      case Verdict.Refused refused -> refused.refusals().stream().map(Refusal::code).toList();
    };
  }

  private static String token(Plan plan) {
    return ((Verdict.Refused) Verdict.review(plan, Optional.empty(), Optional.empty()))
        .token()
        .orElseThrow();
  }

  private static Plan updates(int count, String policy) {
    StringBuilder yaml = new StringBuilder(policy + "codes:\n");
    for (int i = 0; i < count; i++) yaml.append("  C%d: {displayName: new}\n".formatted(i));
    LiveCode[] live =
        IntStream.range(0, count).mapToObj(i -> live("x" + i, "C" + i)).toArray(LiveCode[]::new);
    return plan(yaml(yaml.toString()), Optional.empty(), catalog(live));
  }

  @Test
  void fifty_updates_pass_by_default_and_fifty_one_dont() {
    assertThat(refusals(updates(50, ""))).isEmpty();
    assertThat(refusals(updates(51, ""))).containsExactly("max-updates");
  }

  @Test
  void fifty_creates_pass_by_default_and_fifty_one_dont() {
    assertThat(refusals(creates(50))).isEmpty();
    assertThat(refusals(creates(51))).containsExactly("max-creates");
  }

  private static Plan creates(int count) {
    StringBuilder yaml = new StringBuilder("defaults: {routingType: manual}\ncodes:\n");
    for (int i = 0; i < count; i++) yaml.append("  C%d: {displayName: N%d}\n".formatted(i, i));
    return plan(yaml(yaml.toString()), Optional.empty(), catalog());
  }

  @Test
  void deletes_are_off_by_default_and_five_are_the_most() {
    assertThat(refusals(deletes(1, ""))).containsExactly("allow-delete");
    assertThat(refusals(deletes(5, "policy: {allow: [delete]}\n"))).isEmpty();
    assertThat(refusals(deletes(6, "policy: {allow: [delete]}\n"))).containsExactly("max-deletes");
  }

  private static Plan deletes(int count, String policy) {
    StringBuilder yaml = new StringBuilder(policy + "codes: {}\nretired:\n");
    for (int i = 0; i < count; i++) yaml.append("  - C%d\n".formatted(i));
    LiveCode[] live =
        IntStream.range(0, count).mapToObj(i -> live("x" + i, "C" + i)).toArray(LiveCode[]::new);
    return plan(yaml(yaml.toString()), Optional.empty(), catalog(live));
  }

  @Test
  void a_share_is_of_the_bound_codes() {
    String half = "policy: {maxUpdates: 50%}\n";
    String all = "policy: {maxUpdates: 100%}\n";

    assertThat(refusals(updates(4, half))).containsExactly("max-updates");
    assertThat(refusals(updates(4, all))).isEmpty();
  }

  @Test
  void the_refusal_gives_the_figures_and_the_place_of_the_rule() {
    var refused =
        (Verdict.Refused)
            Verdict.review(
                updates(3, "policy:\n  maxUpdates: 2\n"), Optional.empty(), Optional.empty());

    assertThat(refused.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.message())
                  .isEqualTo("the plan is to update 3 codes, the limit is 2");
              assertThat(refusal.rule().map(Object::toString)).contains("wrapupcodes.yaml:3:15");
            });
  }

  @Test
  void the_base_can_be_tightened_at_once_and_loosened_only_for_the_next() {
    String codes = "codes:\n  A: {displayName: new}\n  B: {displayName: new}\n";
    var live = catalog(live("a", "A"), live("b", "B"));
    var tight = "policy: {maxUpdates: 1}\n";

    var loosening =
        plan(yaml("policy: {maxUpdates: 9}\n" + codes), base(tight + "codes: {}\n"), live);
    var tightening = plan(yaml(tight + codes), base("codes: {}\n"), live);

    assertThat(refusals(loosening)).containsExactly("max-updates");
    assertThat(refusals(tightening)).containsExactly("max-updates");
  }

  @Test
  void the_token_of_a_refusal_approves_just_that_plan_against_just_these_refusals() {
    var plan = updates(51, "");
    var other = updates(52, "");

    assertThat(Verdict.review(plan, Optional.of(token(plan)), Optional.empty()))
        .isInstanceOf(Verdict.Approved.class);
    assertThat(Verdict.review(other, Optional.of(token(plan)), Optional.empty()))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(token(plan)).isNotEqualTo(token(other)).hasSize(32);
  }

  @Test
  void protection_is_never_overridden() {
    var plan =
        plan(
            yaml("policy: {protect: [A]}\ncodes:\n  B: {id: x}\n"),
            Optional.empty(),
            catalog(live("x", "A")));

    var verdict = (Verdict.Refused) Verdict.review(plan, Optional.empty(), Optional.empty());

    assertThat(verdict.refusals()).extracting(Refusal::code).containsExactly("protect");
    assertThat(verdict.token()).isEmpty();
  }

  @Test
  void a_protected_code_is_neither_deleted_nor_bound_to_another_id() {
    String policy = "policy: {protect: [A], allow: [delete, delete-referenced]}\n";
    var delete =
        plan(yaml(policy + "codes: {}\nretired: [A]\n"), Optional.empty(), catalog(live("x", "A")));
    var rebind =
        plan(
            yaml(policy + "codes:\n  A: {id: y}\n"),
            base("codes:\n  A: {id: x}\n"),
            catalog(live("y", "A")));

    assertThat(refusals(delete)).containsExactly("protect");
    assertThat(refusals(rebind)).containsExactly("protect");
  }

  @Test
  void a_pull_request_cant_take_the_protection_of_its_base_away() {
    var plan =
        plan(
            yaml("codes:\n  B: {previously: [A]}\n"),
            base("policy: {protect: [A]}\ncodes:\n  A: {}\n"),
            catalog(live("x", "A")));

    assertThat(refusals(plan)).containsExactly("protect");
  }

  @Test
  void a_token_is_refused_where_nothing_is_to_be_approved() {
    Plan plan = updates(2, "policy:\n  maxUpdates: 2\n");
    Plan nothing = plan(yaml("codes: {}\n"), Optional.empty(), catalog());

    assertThat(verdict(plan, "yes"))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.refusals()).containsExactly(Verdict.UNFIT_TOKEN);
              assertThat(refused.token()).isEmpty();
            });
    assertThat(verdict(nothing, "yes")).isInstanceOf(Verdict.Approved.class);
  }

  @Test
  void the_token_of_the_reviewed_plan_approves_what_is_left_of_it_and_no_other_refusal() {
    Plan whole = updates(5, "policy:\n  maxUpdates: 2\n");
    ReviewedPlan reviewed = reviewed(whole);

    assertThat(Verdict.review(updates(3, LIMIT), Optional.of(token(whole)), Optional.of(reviewed)))
        .isInstanceOf(Verdict.Approved.class);
    assertThat(Verdict.review(updates(1, LIMIT), Optional.of(token(whole)), Optional.of(reviewed)))
        .isInstanceOf(Verdict.Approved.class);
    assertThat(Verdict.review(updates(1, LIMIT), Optional.of("yes"), Optional.of(reviewed)))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(
            Verdict.review(
                updates(1, "policy:\n  allow: [create]\n"),
                Optional.of(token(whole)),
                Optional.of(reviewed)))
        .isInstanceOf(Verdict.Refused.class);
  }

  private static final String LIMIT = "policy:\n  maxUpdates: 2\n";

  private static Verdict verdict(Plan plan, String token) {
    return Verdict.review(plan, Optional.of(token), Optional.empty());
  }

  private static ReviewedPlan reviewed(Plan plan) {
    return new ReviewedPlan(
        plan.target(),
        plan.effects(),
        ((Verdict.Refused) Verdict.review(plan, Optional.empty(), Optional.empty())).refusals(),
        Optional.empty(),
        false);
  }

  @Test
  void a_collision_refuses_until_somebody_approves_it() {
    var plan =
        plan(
            yaml("codes:\n  A: {displayName: new}\n"),
            base("codes:\n  A: {displayName: old}\n"),
            catalog(live("x", "A", "by hand")));

    assertThat(refusals(plan)).containsExactly("collision");
    assertThat(Verdict.review(plan, Optional.of(token(plan)), Optional.empty()))
        .isInstanceOf(Verdict.Approved.class);
  }

  @Test
  void drift_refuses_where_the_policy_says_so_and_stays_out_of_the_plan() {
    var text = "policy: {onDrift: refuse}\ncodes:\n  A: {displayName: same}\n";

    var plan = plan(yaml(text), base(text), catalog(live("x", "A", "by hand")));

    assertThat(refusals(plan)).containsExactly("on-drift");
    assertThat(plan.changes()).isEmpty();
  }

  @Test
  void every_declared_code_must_match_the_pattern() {
    var plan =
        plan(
            yaml("policy: {codePattern: '[A-Z_]+'}\ncodes:\n  A: {}\n  b: {}\n"),
            Optional.empty(),
            catalog(live("x", "A"), live("y", "b")));

    assertThat(refusals(plan)).containsExactly("code-pattern");
  }

  @Test
  void a_rename_warns_of_rules_that_find_the_code_by_a_name_it_loses() {
    var live =
        catalog(
            List.of(
                ruleByName("by name", "old"), ruleByName("by code", "A"), ruleById("by id", "x")),
            live("x", "A", "old"));

    var plan = plan(yaml("codes:\n  B: {id: x, displayName: new}\n"), Optional.empty(), live);

    assertThat(plan.changes().getFirst().impact().warnings())
        .extracting(Warning::message)
        .containsExactly(
            "routing rule \"by code\" names \"A\" and will stop matching",
            "routing rule \"by name\" names \"old\" and will stop matching");
    assertThat(plan.changes().getFirst().impact().references()).hasSize(3);
    assertThat(plan.changes().getFirst().risk()).isEqualTo(Risk.HIGH);
  }

  @Test
  void a_referenced_code_that_goes_to_auto_is_warned_of_and_may_refuse() {
    var live = catalog(List.of(ruleById("r", "x")), live("x", "A"));
    var codes = "codes:\n  A: {routingType: auto}\n";

    var allowed = plan(yaml(codes), Optional.empty(), live);
    var refused = plan(yaml("policy: {onWarning: refuse}\n" + codes), Optional.empty(), live);

    assertThat(allowed.changes().getFirst().impact().warnings())
        .extracting(Warning::kind)
        .containsExactly(Warning.Kind.AUTO_BYPASS);
    assertThat(refusals(allowed)).isEmpty();
    assertThat(refusals(refused)).containsExactly("on-warning");
  }

  @Test
  void deleting_a_referenced_code_must_be_allowed_by_its_own_word() {
    var text = "policy: {allow: [delete]}\ncodes: {}\nretired: [A]\n";
    var live = catalog(List.of(ruleByName("r", "A")), live("x", "A"));

    assertThat(refusals(plan(yaml(text), Optional.empty(), live)))
        .containsExactly("allow-delete-referenced");
  }

  @Test
  void references_that_could_not_be_read_are_unknown_and_not_unused() {
    var text = "policy: {allow: [delete]}\ncodes: {}\nretired: [A]\n";
    var unread = new Usage(List.of(), List.of(new Usage.Unread("routing-rule", "403")));
    var live = new Catalog(List.of(live("x", "A")), unread);

    assertThat(refusals(plan(yaml(text), Optional.empty(), live)))
        .containsExactly("allow-delete-referenced");
  }
}
