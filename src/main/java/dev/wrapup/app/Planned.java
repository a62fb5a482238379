package dev.wrapup.app;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Usage;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.source.Checked;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Planner;
import dev.wrapup.plan.ReviewedPlan;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.process.Stop;
import dev.wrapup.report.BaseCommit;
import dev.wrapup.report.PlanDoc;
import dev.wrapup.report.PlanJson;
import dev.wrapup.report.PlanMetadata;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OnSnapshot;
import dev.wrapup.report.doc.OutputStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A plan as it is now, what the policies say of it, and how it differs from what was reviewed.
///
/// @param approval the token that overrides what the policies refuse; empty if they refuse nothing
/// @param differences one sentence each; empty if it is the reviewed plan, or none was named
/// @param isMeantOtherwise whether fewer are left if edits made outside Git are treated the other
///   way
/// @param requests how many were made for it
public record Planned(
    DesiredInputs inputs,
    Catalog catalog,
    Verdict verdict,
    Optional<String> approval,
    List<String> differences,
    boolean isMeantOtherwise,
    int requests) {
  /// Reads the live catalog, and plans.
  ///
  /// @throws Stop if there can be no plan
  public static Planned make(Connection connection, DesiredInputs inputs, Review review) {
    return make(connection, inputs, review, Optional.empty());
  }

  /// The same with how often codes were picked.
  ///
  /// @param usage in so many days; empty if that isn't asked for
  public static Planned make(
      Connection connection, DesiredInputs inputs, Review review, Optional<Integer> usage) {
    Catalog catalog = connection.catalog(inputs);
    Comparison comparison = inputs.compare(catalog);
    Plan plan = plan(connection, inputs, comparison);
    Set<String> atRisk = plan.atRisk();
    Optional<Usage> referrers = atRisk.isEmpty() ? Optional.empty() : connection.usage(atRisk);
    if (referrers.isPresent()) plan = plan.with(referrers.get(), catalog);
    if (usage.isPresent()) plan = plan.with(connection.picks(usage.get()));
    List<String> differences = review.differences(plan, catalog);
    boolean reverts = connection.options().revertDrift();
    Verdict verdict = Verdict.review(plan, review.approval(), review.plan());
    return new Planned(
        inputs,
        catalog,
        verdict,
        review.approval().filter(token -> overrides(verdict)),
        differences,
        isMeantOtherwise(differences, review, connection, comparison, !reverts),
        connection.requests());
  }

  private static boolean overrides(Verdict verdict) {
    return verdict instanceof Verdict.Approved approved && !approved.overridden().isEmpty();
  }

  /// Whether a plan that treats edits made outside Git the other way is closer to the reviewed one.
  private static boolean isMeantOtherwise(
      List<String> differences,
      Review review,
      Connection connection,
      Comparison comparison,
      boolean reverts) {
    if (differences.isEmpty()) return false;
    return Planner.plan(connection.target(), comparison, reverts)
            instanceof Checked.Valid<Plan> other
        && review.differences(other.value(), comparison.whole()).size() < differences.size();
  }

  /// A plan of files and a catalog, which may be a later one.
  ///
  /// @throws Stop if there can be no plan
  public static Plan plan(Connection connection, DesiredInputs inputs, Comparison comparison) {
    boolean reverts = connection.options().revertDrift();
    Checked<Plan> plan = Planner.plan(connection.target(), comparison, reverts);
    return Stop.orUsage(plan, "no-plan", "Nothing was changed.", Remedy.of(DesiredInputs.MEND))
        .value()
        .with(inputs.undone().isPresent() ? List.of() : inputs.warnings());
  }

  public Plan plan() {
    return verdict.plan();
  }

  /// Whether it is the reviewed plan, and nothing in it is refused.
  public boolean mayBeApplied() {
    return differences.isEmpty() && verdict instanceof Verdict.Approved;
  }

  /// In which points a plan of the same files on what stands for the catalog is another, one
  /// sentence each.
  public List<String> differences(Planned other) {
    List<String> points =
        new ArrayList<>(
            ReviewedPlan.preview(plan())
                .differences(other.plan(), plan().desired().dialect(), other.catalog()));
    if (other.verdict instanceof Verdict.Refused refused) {
      refused.refusals().forEach(refusal -> points.add("it is refused: " + refusal.message()));
    }
    return points;
  }

  /// What the changes may break, one sentence each.
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (Change change : plan().changes()) {
      for (Warning warning : change.warnings()) {
        warnings.add("%s: %s".formatted(change.code(), warning.message()));
      }
    }
    return warnings;
  }

  public Doc doc(PlanMetadata facts) {
    return OnSnapshot.of(PlanDoc.of(verdict, facts.against(baseCommit())), facts.snapshot());
  }

  public String json(PlanMetadata facts, OutputStyle look) {
    return PlanJson.render(verdict, facts.against(baseCommit()), look);
  }

  /// Where edits made outside Git are told from Git's; to undo a run that doesn't matter.
  Optional<BaseCommit> baseCommit() {
    return inputs.undone().isPresent() ? Optional.empty() : inputs.baseCommit();
  }
}
