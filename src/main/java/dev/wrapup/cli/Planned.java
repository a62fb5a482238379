package dev.wrapup.cli;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Checked;
import dev.wrapup.model.Usage;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Planner;
import dev.wrapup.plan.Verdict;
import dev.wrapup.report.Budget;
import dev.wrapup.report.Look;
import dev.wrapup.report.PlanFacts;
import dev.wrapup.report.PlanHtml;
import dev.wrapup.report.PlanJson;
import dev.wrapup.report.PlanMarkdown;
import dev.wrapup.report.PlanText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/// A plan as it is now, what the policies say of it, and how it differs from what was reviewed.
///
/// @param differences one sentence each; empty if it is the reviewed plan, or none was named
record Planned(Inputs inputs, Catalog catalog, Verdict verdict, List<String> differences) {
  /// Reads the live catalog, and plans.
  ///
  /// @throws Stop if there can be no plan
  static Planned make(ParseResult options, Connection connection, Inputs inputs, Review review) {
    Catalog catalog = connection.catalog(inputs);
    Plan plan = plan(options, connection, inputs, catalog);
    Set<String> atRisk = plan.atRisk();
    Optional<Usage> usage = atRisk.isEmpty() ? Optional.empty() : connection.usage(atRisk);
    if (usage.isPresent()) {
      catalog = catalog.with(usage.get());
      plan = plan(options, connection, inputs, catalog);
    }
    return new Planned(
        inputs,
        catalog,
        Verdict.review(plan, review.approval()),
        review.differences(plan, catalog));
  }

  /// A plan of the same files for the catalog as it is later.
  ///
  /// @throws Stop if there can be no plan
  static Plan plan(ParseResult options, Connection connection, Inputs inputs, Catalog catalog) {
    Checked<Plan> checked =
        Options.has(options, "--revert-drift")
            ? Planner.planToRevert(connection.target(), inputs.desired(), inputs.base(), catalog)
            : Planner.plan(connection.target(), inputs.desired(), inputs.base(), catalog);
    return switch (checked) {
      case Checked.Valid<Plan> valid -> valid.value();
      case Checked.Invalid<Plan> invalid ->
          throw new Stop(
              ExitCode.USAGE, "no-plan", "Nothing was changed.", Inputs.MEND, invalid.findings());
    };
  }

  Plan plan() {
    return verdict.plan();
  }

  /// What a report says of its making, as of now.
  static PlanFacts facts(Connection connection, Session session) {
    return new PlanFacts(Main.VERSION, session.clock().instant(), connection.requests());
  }

  /// The plan as `text`, `json`, `html` or `markdown`.
  String render(String format, PlanFacts facts, Look look) {
    return switch (format) {
      case "text" -> PlanText.render(verdict, facts, look);
      case "json" -> PlanJson.render(verdict, facts, look);
      case "html" -> PlanHtml.render(verdict, facts, look);
      case "markdown" -> PlanMarkdown.render(verdict, facts, look, Budget.COMMENT);
      default -> throw new IllegalArgumentException(format);
    };
  }
}
