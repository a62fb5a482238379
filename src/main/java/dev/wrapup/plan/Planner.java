package dev.wrapup.plan;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.policy.Policy.OnDrift;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.diff.Matching;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.plan.diff.ReferenceIndex;
import dev.wrapup.plan.diff.RunUndo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Makes a plan of a comparison. Pure: the same one makes the same plan.
public final class Planner {
  private final Comparison comparison;
  private final DesiredState desired;
  private final Matching matching;

  private Planner(Comparison comparison) {
    this.comparison = comparison;
    this.desired = comparison.desired();
    this.matching = comparison.matching();
  }

  /// Plans.
  ///
  /// @param revertsDrift whether drift is undone as well, whatever the files say of it. Without a
  ///   base every difference is planned
  /// @return the plan with its warnings, or what keeps a plan from being made
  public static Checked<Plan> plan(Target target, Comparison comparison, boolean revertsDrift) {
    return new Planner(comparison).result(target, revertsDrift);
  }

  private Checked<Plan> result(Target target, boolean revertsDrift) {
    Optional<DesiredState> base = comparison.base();
    boolean keepsDrift =
        base.isPresent() && !revertsDrift && PolicyRules.driftRule(desired, base) != OnDrift.REVERT;
    Predicate<Origin> isKept =
        comparison.undo().isPresent()
            ? origin -> origin != Origin.GIT
            : origin -> keepsDrift && origin == Origin.DRIFT;
    ReferenceIndex references = new ReferenceIndex(desired.dialect(), comparison.whole());
    List<Change> changes = new ArrayList<>();
    List<Change> drift = new ArrayList<>(comparison.undo().map(RunUndo::left).orElse(List.of()));
    for (Change difference : comparison.differences()) {
      difference.part(isKept.negate()).ifPresent(c -> changes.add(c.with(references)));
      difference.part(isKept).ifPresent(c -> drift.add(c.with(references)));
    }
    List<Finding> findings = new ArrayList<>(comparison.findings());
    ChangeOrder order =
        ChangeOrder.of(
            QueueRules.check(desired.dialect(), changes, comparison.whole(), findings),
            matching::byCode);
    if (findings.stream().noneMatch(Finding::isError)) {
      PlanFindings.ofCreates(comparison, changes, findings);
      comparison.territory().checkCreates(changes, findings);
      if (comparison.unseen().isEmpty()) UnmatchedNames.check(comparison, findings);
      Set<String> freedByDrift = new HashSet<>();
      drift.forEach(change -> change.frees().ifPresent(freedByDrift::add));
      order.blocked().forEach(blocked -> findings.add(PlanFindings.taken(blocked, freedByDrift)));
    }
    PlanFindings.ofForeignIds(comparison, findings);
    findings.sort(BY_PLACE);
    if (findings.stream().anyMatch(Finding::isError)) return new Checked.Invalid<>(findings);
    Plan plan =
        new Plan(
            target,
            desired,
            base,
            order.changes(),
            order.cycles(),
            drift,
            released(),
            comparison.undeclared().stream().sorted(Comparator.comparing(LiveCode::code)).toList(),
            comparison.bound(),
            comparison.catalog().codes().size(),
            Optional.empty(),
            comparison.catalog().usage().unread(),
            comparison.unseen(),
            RereadCost.requests(desired.dialect(), comparison.whole(), order.changes()),
            findings,
            comparison.undo());
    return new Checked.Valid<>(plan, findings);
  }

  static final Comparator<Finding> BY_PLACE =
      Comparator.comparing((Finding f) -> f.at().map(at -> at.file().path()).orElse(""))
          .thenComparing(f -> f.at().map(at -> at.line()).orElse(0))
          .thenComparing(f -> f.at().map(at -> at.column()).orElse(0))
          .thenComparing(Finding::message);

  private List<Released> released() {
    List<Released> released = new ArrayList<>();
    for (DesiredCode entry : desired.codes()) {
      Optional<LiveCode> live = matching.live(entry);
      Optional<DesiredCode> before = comparison.baseMatching().entry(entry);
      if (live.isEmpty() || before.isEmpty()) continue;
      for (Field field : desired.dialect().fields()) {
        if (before.get().managed(field).isPresent() && !entry.values().containsKey(field)) {
          released.add(new Released.OneField(live.get(), field, live.get().value(field)));
        }
      }
    }
    Set<String> retired = desired.retiredCodes();
    for (DesiredCode entry : comparison.baseMatching().released()) {
      entry
          .id()
          .map(id -> matching.byId(id.value()))
          .orElseGet(() -> matching.byCode(entry.key()))
          .filter(live -> !matching.isOwned(live) && !retired.contains(live.code()))
          .ifPresent(live -> released.add(new Released.Code(live)));
    }
    return released;
  }
}
