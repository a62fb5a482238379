package dev.wrapup.app;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.ReviewedPlan;
import java.util.List;
import java.util.Optional;

/// What a person decided about an earlier plan.
///
/// @param plan the plan that was reviewed
/// @param digest the digest of the plan that was reviewed
/// @param approval the token that overrides refusals
public record Review(
    Optional<ReviewedPlan> plan, Optional<String> digest, Optional<String> approval) {
  /// Nothing was reviewed.
  public static final Review NONE =
      new Review(Optional.empty(), Optional.empty(), Optional.empty());

  /// That a new plan is the reviewed one, as it has no differences; empty if nothing was reviewed.
  public Optional<String> told(Plan plan) {
    if (this.plan.isEmpty() && digest.isEmpty()) return Optional.empty();
    return Optional.of(
        plan.changes().isEmpty()
            ? "this is what was reviewed, of which nothing is left to do"
            : "this is what was reviewed: %s"
                .formatted(Words.count(plan.changes().size(), "change")));
  }

  /// Why a new plan is not the reviewed one; empty if it is, or nothing was reviewed.
  List<String> differences(Plan plan, Catalog catalog) {
    if (plan().isPresent()) {
      return plan().get().differences(plan, plan.desired().dialect(), catalog);
    }
    boolean expected =
        digest.isEmpty() || plan.changes().isEmpty() || plan.digest().equals(digest.get());
    return expected
        ? List.of()
        : List.of("the plan's digest is %s, not %s".formatted(plan.digest(), digest.get()));
  }
}
