package dev.wrapup.app;

import dev.wrapup.model.Catalog;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.ReviewedPlan;
import dev.wrapup.process.Stop;
import java.util.List;
import java.util.Optional;

/// What a person decided about an earlier plan.
///
/// @param plan the plan that was reviewed
/// @param digest the digest of the plan that was reviewed
/// @param approval the token that overrides refusals
public record Review(
    Optional<ReviewedPlan> plan, Optional<String> digest, Optional<String> approval) {
  private static final String DIGEST = "sha256:";

  /// Nothing was reviewed.
  public static final Review NONE =
      new Review(Optional.empty(), Optional.empty(), Optional.empty());

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

  /// A digest that somebody typed.
  public static String digest(String text) {
    String digits = text.startsWith(DIGEST) ? text.substring(DIGEST.length()) : text;
    boolean whole =
        digits.length() == 64
            && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    if (whole) return DIGEST + digits;
    throw Stop.usage(
        "--expect %s: not a digest".formatted(text),
        "give the 64 hex digits that the plan printed, never a part of them");
  }
}
