package dev.wrapup.cli.fleet;

import dev.wrapup.cli.command.Context;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.plan.ReviewedPlan;
import dev.wrapup.process.Stop;
import dev.wrapup.report.json.FleetFile;
import dev.wrapup.report.json.PlanFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A folder of plans that were reviewed together, as `fleet plan --out` writes it.
///
/// @param all which plan of each target was reviewed
/// @param patience how long a pipe may take
record ReviewedPlans(Path folder, FleetFile all, Duration patience) {
  /// Those in a folder.
  ///
  /// @throws Stop if it isn't one of reviewed plans
  static ReviewedPlans in(Path folder, Context context) {
    Path file = folder.resolve(FleetContext.FILE);
    try {
      return new ReviewedPlans(
          folder, FleetFile.read(file, context.patience()), context.patience());
    } catch (IllegalArgumentException e) {
      throw unreadable(file, e);
    }
  }

  private static Stop unreadable(Path file, IllegalArgumentException e) {
    return Stop.usage(
        "--plan: %s: %s".formatted(file, e.getMessage()), "give the folder of fleet plan --out");
  }

  /// Whether a target was planned with the others, whatever came of it.
  boolean names(FleetTarget target) {
    return all.targets().containsKey(target.id());
  }

  /// The plan of a target; empty if there was none.
  ///
  /// @throws Stop if it is not the one that was reviewed
  Optional<ReviewedPlan> of(FleetTarget target) {
    Optional<String> digest = all.targets().getOrDefault(target.id(), Optional.empty());
    if (digest.isEmpty()) return Optional.empty();
    Path file = folder.resolve(target.id() + FleetPlanCommand.PLAN);
    try {
      ReviewedPlan plan = PlanFile.read(file, patience);
      if (plan.digest().equals(digest.get())) return Optional.of(plan);
      throw new IllegalArgumentException(
          "it is another plan than %s names".formatted(FleetContext.FILE));
    } catch (IllegalArgumentException e) {
      throw unreadable(file, e);
    }
  }
}
