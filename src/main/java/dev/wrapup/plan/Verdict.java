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
  /// @param approval a token that a refusal of the same plan printed
  static Verdict review(Plan plan, Optional<String> approval) {
    List<Refusal> refusals = Policies.refusals(plan);
    if (refusals.isEmpty()) return new Approved(plan, List.of());
    if (!refusals.stream().allMatch(Refusal::overridable)) {
      return new Refused(plan, refusals, Optional.empty());
    }
    String token = Digest.token(plan, refusals);
    return approval.filter(token::equals).isPresent()
        ? new Approved(plan, refusals)
        : new Refused(plan, refusals, Optional.of(token));
  }
}
