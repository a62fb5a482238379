package dev.wrapup.cli.fleet;

import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Journals;
import dev.wrapup.app.Planned;
import dev.wrapup.app.Review;
import dev.wrapup.app.RunOptions;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.ReviewedPlan;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.fleet.TargetReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// The waves before one that is applied alone. Their targets are planned once more, and none is
/// changed: what an apply of all waves would find done has to be done.
final class EarlierWaves {
  private static final int NAMED = 3;

  private final FleetContext fleet;
  private final ReviewedPlans plans;
  private final Set<String> unknown = new ConcurrentSkipListSet<>();
  private final Set<String> drifted = new ConcurrentSkipListSet<>();
  private final List<TargetReport> reports;

  private EarlierWaves(FleetContext fleet, ReviewedPlans plans, List<FleetTarget> targets) {
    this.fleet = fleet;
    this.plans = plans;
    this.reports = targets.isEmpty() ? List.of() : fleet.each(targets, this::report);
  }

  /// Looks at their targets.
  static EarlierWaves look(List<FleetTarget> targets, FleetContext fleet, ReviewedPlans plans) {
    return new EarlierWaves(fleet, plans, targets);
  }

  private TargetReport report(FleetTarget target, RunOptions options, Workspace workspace) {
    Optional<String> open = Journals.open(Optional.of(fleet.journals(target)), workspace);
    if (open.isPresent()) unknown.add(target.id());
    Optional<ReviewedPlan> plan = plans.of(target);
    if (plan.isEmpty()) return WaveRun.notReviewed(target);
    Review review = new Review(plan, Optional.empty(), Optional.empty());
    try (Connection connection = Connection.open(options, workspace, fleet.context().deadline())) {
      Planned planned = Planned.make(connection, DesiredInputs.read(connection), review);
      if (!planned.plan().drift().isEmpty()) drifted.add(target.id());
      if (!planned.differences().isEmpty()) return WaveRun.different(target, planned);
      int left = planned.plan().changes().size();
      List<String> remarks =
          open.isPresent()
              ? List.of(open.get())
              : left > 0 ? List.of(Words.count(left, "change") + " not made yet") : List.of();
      return WaveRun.stopped(
          target,
          Optional.of(planned.plan().target()),
          remarks.isEmpty() ? ExitCode.OK : ExitCode.NOT_APPLIED,
          remarks);
    }
  }

  private List<String> names(List<TargetReport> some) {
    return some.stream().map(TargetReport::name).toList();
  }

  /// Those of the targets that have something left.
  List<TargetReport> left() {
    return reports.stream().filter(report -> report.exit() != ExitCode.OK.number()).toList();
  }

  /// Why no later wave is begun; empty if one is.
  Optional<String> obstacle() {
    return fleet
        .fleet()
        .rollout()
        .obstacle(names(left()), List.copyOf(unknown), List.copyOf(drifted));
  }

  /// What to do where there is an obstacle.
  Remedy next() {
    boolean isDrift =
        unknown.isEmpty() && left().size() <= fleet.fleet().rollout().maxFailedTargets();
    if (isDrift) {
      return Remedy.by(
          "adopt or undo what was changed in %s; see it by"
              .formatted(Words.named(List.copyOf(drifted), NAMED)),
          ShellCommand.own("fleet", "drift"));
    }
    int wave = left().stream().mapToInt(TargetReport::wave).min().orElseThrow();
    return Remedy.by(
        "see what is told of %s; the waves before this one are gone on with by"
            .formatted(Words.named(names(left()), NAMED)),
        fleet.context().again("--wave", String.valueOf(wave)));
  }
}
