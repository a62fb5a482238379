package dev.wrapup.report;

import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.DriftRemedies;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Verdict;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What whoever reads a plan does next.
final class PlanNext {
  private static final String APPROVED_LATER =
      "Merged as it is, this is not applied until somebody gives the apply this token, as \"approve\""
          + " in its form or by --approve:";

  private static final String PROTECTED =
      "What is protected can't be approved: merged as it is, this is refused again.";

  private static final String PREVIEW =
      "A preview: nothing was changed, and nothing is applied by it. Plan on what is live now:";

  private static final String PREVIEW_MERGED =
      "A preview: what is applied is planned again, on what is live then.";

  private PlanNext() {}

  static Next of(Verdict verdict, String digest, PlanMetadata facts) {
    return switch (verdict) {
      case Verdict.Approved ignored when facts.snapshot().isPresent() -> preview(facts);
      case Verdict.Approved approved ->
          new Next(
              Phrase.NONE,
              steps(approved.plan(), digest, facts),
              Optional.of(approved)
                  .filter(one -> one.plan().undo().isEmpty())
                  .map(one -> Next.of("", merged(one), Optional.empty())));
      case Verdict.Refused refused when facts.leaves(refused) ->
          Next.of("", APPROVED_LATER, refused.token());
      case Verdict.Refused refused -> next(refused, facts);
    };
  }

  private static Next preview(PlanMetadata facts) {
    ShellCommand live = ShellCommand.own("plan").without("--live", "--max-age");
    return new Next(
        Phrase.NONE,
        List.of(step(PREVIEW, Optional.of(facts.line(live)))),
        Optional.of(Next.of("", PREVIEW_MERGED, Optional.empty())));
  }

  private static List<Next.Step> steps(Plan plan, String digest, PlanMetadata facts) {
    Optional<String> apply = facts.apply(plan, digest);
    if (plan.changes().isEmpty() || apply.isEmpty()) return List.of();
    List<Next.Step> steps = new ArrayList<>();
    steps.add(step("Nothing was changed. To apply exactly this:", apply));
    plan.undo().map(run -> facts.step(PlanMetadata.editing(run.journal()))).ifPresent(steps::add);
    return steps;
  }

  private static Next next(Verdict.Refused refused, PlanMetadata facts) {
    if (refused.token().isEmpty()) {
      return mend(refused, facts, "Change the files.", step(PROTECTED, Optional.empty()));
    }
    Optional<String> command =
        refused.token().map(token -> facts.line(refused.plan().command("--approve", token)));
    String advice = "Change the files or their policy.";
    Next typed =
        mend(refused, facts, advice, step("To let exactly this plan pass all the same:", command));
    Next merged = mend(refused, facts, advice, step(APPROVED_LATER, refused.token()));
    return refused.plan().undo().isPresent()
        ? typed
        : new Next(typed.advice(), typed.steps(), Optional.of(merged));
  }

  private static Next mend(
      Verdict.Refused refused, PlanMetadata facts, String advice, Next.Step last) {
    Stream<Next.Step> collisions =
        DriftRemedies.ofCollisions(refused.plan()).map(facts::step).stream();
    return new Next(Phrase.ours(advice), Stream.concat(collisions, Stream.of(last)).toList());
  }

  private static Next.Step step(String what, Optional<String> command) {
    return new Next.Step(Phrase.ours(what), command);
  }

  /// What becomes of the plan once its files are merged, whoever applies them then.
  private static String merged(Verdict.Approved approved) {
    Plan plan = approved.plan();
    int count = plan.changes().size();
    if (count == 0) return "Once this is merged, the apply has nothing to change.";
    List<String> given = new ArrayList<>();
    if (plan.reverts() > 0) given.add("--revert-drift");
    if (!approved.overridden().isEmpty()) given.add("the same token");
    boolean reverts =
        plan.reverts() > 0
            || plan.desired().policy().value(Policy.ON_DRIFT) == Policy.OnDrift.REVERT;
    String since =
        plan.base().isEmpty()
            ? " Without a base it can't tell what is edited live until then from Git's changes."
            : reverts ? "" : " What is edited live until then is kept, or stops it.";
    return ("Nothing was changed. Once this is merged, %s makes %s checked against what is"
            + " live right before.%s Given the digest below, it makes exactly this or nothing.")
        .formatted(
            given.isEmpty() ? "the apply" : "an apply with " + String.join(" and ", given),
            count == 1 ? "this change," : "these %s, each".formatted(Words.count(count, "change")),
            since);
  }
}
