package dev.wrapup.cli;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Checked;
import dev.wrapup.model.Usage;
import dev.wrapup.plan.Comparison;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Planner;
import dev.wrapup.plan.Verdict;
import dev.wrapup.process.Stop;
import dev.wrapup.report.Doc;
import dev.wrapup.report.Look;
import dev.wrapup.report.PlanDoc;
import dev.wrapup.report.PlanFacts;
import dev.wrapup.report.PlanJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A plan as it is now, what the policies say of it, and how it differs from what was reviewed.
///
/// @param differences one sentence each; empty if it is the reviewed plan, or none was named
/// @param remedy what to do about them
record Planned(
    Inputs inputs, Catalog catalog, Verdict verdict, List<String> differences, String remedy) {
  /// Reads the live catalog, and plans.
  ///
  /// @throws Stop if there can be no plan
  static Planned make(Context context, Connection connection, Inputs inputs, Review review) {
    Catalog catalog = connection.catalog(inputs);
    Comparison comparison = Comparison.of(inputs.desired(), inputs.base(), catalog);
    Plan plan = plan(context, connection, inputs, comparison);
    Set<String> atRisk = plan.atRisk();
    Optional<Usage> usage = atRisk.isEmpty() ? Optional.empty() : connection.usage(atRisk);
    if (usage.isPresent()) plan = plan.with(usage.get(), catalog);
    List<String> differences = review.differences(plan, catalog);
    boolean reverts = context.has(Options.REVERT);
    String remedy =
        isMeantOtherwise(differences, review, connection, comparison, !reverts)
            ? otherwise(reverts)
            : REVIEW;
    return new Planned(
        inputs,
        catalog,
        Verdict.review(plan, review.approval(), review.plan()),
        differences,
        remedy);
  }

  /// What another command is given too, to be about the same.
  static final List<String> SAME =
      Stream.concat(
              Connection.TARGET.stream(), Stream.of("--file", "--base", "--base-ref", "--approve"))
          .toList();

  private static final String REVIEW = "review the plan as it is now, and approve that";

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

  private static String otherwise(boolean reverts) {
    return reverts
        ? "the reviewed plan leaves edits made outside Git alone: leave --revert-drift out, or "
            + REVIEW
        : "the reviewed plan undoes edits made outside Git as well: give --revert-drift too, or "
            + REVIEW;
  }

  /// A plan of files and a catalog, which may be a later one.
  ///
  /// @throws Stop if there can be no plan
  static Plan plan(Context context, Connection connection, Inputs inputs, Comparison comparison) {
    boolean reverts = context.has(Options.REVERT);
    return switch (Planner.plan(connection.target(), comparison, reverts)) {
      case Checked.Valid<Plan> valid -> valid.value().with(inputs.warnings());
      case Checked.Invalid<Plan> invalid ->
          throw Stop.usage("no-plan", "Nothing was changed.", Inputs.MEND, invalid.findings());
    };
  }

  Plan plan() {
    return verdict.plan();
  }

  /// Whether it is the reviewed plan, and nothing in it is refused.
  boolean mayBeApplied() {
    return differences.isEmpty() && verdict instanceof Verdict.Approved;
  }

  /// What a report says of its making, as of now.
  static PlanFacts facts(Context context, Connection connection) {
    return new PlanFacts(
        Main.VERSION,
        context.workspace().clock().instant(),
        connection.requests(),
        Optional.of(context.given(SAME)),
        Optional.empty());
  }

  Doc doc(PlanFacts facts) {
    return PlanDoc.of(verdict, facts);
  }

  String json(PlanFacts facts, Look look) {
    return PlanJson.render(verdict, facts, look);
  }
}
