package dev.wrapup.plan;

import java.util.List;
import java.util.Optional;

/// What the policies say of a plan. [#review] alone makes one, so what is approved was reviewed.
public sealed interface Verdict {
  Plan plan();

  /// The plan may be applied.
  final class Approved implements Verdict {
    private final Plan plan;
    private final List<Refusal> overridden;

    private Approved(Plan plan, List<Refusal> overridden) {
      this.plan = plan;
      this.overridden = List.copyOf(overridden);
    }

    @Override
    public Plan plan() {
      return plan;
    }

    /// The refusals that the approval token let pass.
    public List<Refusal> overridden() {
      return overridden;
    }
  }

  /// The plan must not be applied.
  ///
  /// @param token what a person passes on to approve exactly this plan against exactly these
  ///   refusals; empty when one of them can't be overridden
  record Refused(Plan plan, List<Refusal> refusals, Optional<String> token) implements Verdict {
    public Refused {
      refusals = List.copyOf(refusals);
      if (refusals.isEmpty()) throw new IllegalArgumentException("refused for nothing");
    }
  }

  /// Holds a plan against its own policy and that of its base; both must approve.
  ///
  /// @param approval a token that a refusal printed: of this plan, or of the reviewed one, of which
  ///   an interrupted apply may have made a part. One that fits neither is refused, since whoever
  ///   gave it meant another plan
  /// @param reviewed the plan that was reviewed, whose changes hold all of this one's
  static Verdict review(Plan plan, Optional<String> approval, Optional<ReviewedPlan> reviewed) {
    List<Refusal> refusals = PolicyRules.refusals(plan);
    if (!refusals.stream().allMatch(Refusal::overridable)) {
      return new Refused(plan, refusals, Optional.empty());
    }
    // the digest of a large plan takes a while
    if (refusals.isEmpty() && approval.isEmpty()) return new Approved(plan, refusals);
    String token = Digest.token(plan.digest(), refusals);
    boolean approves =
        approval.isPresent()
            && (token.equals(approval.get())
                || reviewed.filter(r -> r.approves(approval.get(), refusals)).isPresent());
    if (approves || (refusals.isEmpty() && plan.changes().isEmpty())) {
      return new Approved(plan, refusals);
    }
    return refusals.isEmpty()
        ? new Refused(plan, List.of(UNFIT_TOKEN), Optional.empty())
        : new Refused(plan, refusals, Optional.of(token));
  }

  /// Nothing is refused, and yet somebody approved something.
  Refusal UNFIT_TOKEN =
      new Refusal(
          "approval",
          "the token given by --approve is of another plan: nothing of this one is refused",
          Optional.empty(),
          false);
}
