package dev.wrapup.cli.fleet;

import dev.wrapup.app.Apply;
import dev.wrapup.app.ApplyOptions;
import dev.wrapup.app.ApplyOptions.Recording;
import dev.wrapup.app.Planned;
import dev.wrapup.app.Review;
import dev.wrapup.app.RunOptions;
import dev.wrapup.apply.CancellationToken;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.plan.ApplyCommand;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Target;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.plan.ReviewedPlan;
import dev.wrapup.process.Content;
import dev.wrapup.process.Signals;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.ApplyJson;
import dev.wrapup.report.ApplyReport;
import dev.wrapup.report.fleet.FleetItems;
import dev.wrapup.report.fleet.FleetReport;
import dev.wrapup.report.fleet.TargetReport;
import dev.wrapup.report.fleet.TargetReport.Told;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Applies reviewed plans wave by wave. A wave is finished, whatever comes of its targets; the next
/// one is begun only if the fleet's rollout lets it.
final class WaveRun {
  private static final Set<ExitCode> MADE = Set.of(ExitCode.OK, ExitCode.WEBHOOK);

  /// So much of what differs from a reviewed plan is told of one target.
  private static final int MOST_REMARKS = 5;

  private final FleetContext fleet;
  private final Context context;
  private final ReviewedPlans plans;
  private final Optional<Path> out;
  private final CancellationToken stop = new CancellationToken();
  private final CancellationToken cut = new CancellationToken();

  /// Those that were begun, and of which nobody has told yet what came of it.
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final Set<String> drifted = ConcurrentHashMap.newKeySet();

  WaveRun(FleetContext fleet, ReviewedPlans plans) {
    this.fleet = fleet;
    this.context = fleet.context();
    this.plans = plans;
    this.out = fleet.out();
  }

  /// @param earlier those before the first of them that are not applied now
  CommandResult apply(List<List<FleetTarget>> waves, EarlierWaves earlier) {
    List<TargetReport> reports = new ArrayList<>(earlier.left());
    Optional<String> obstacle = earlier.obstacle();
    boolean isHeld = obstacle.isPresent();
    for (List<FleetTarget> wave : waves) {
      String why = obstacle.orElse("");
      if (obstacle.isPresent()) wave.forEach(target -> reports.add(notBegun(target, why)));
      else reports.addAll(fleet.each(wave, this::apply));
      obstacle = obstacle.or(() -> obstacle(reports));
    }
    CommandResult result = fleet.result(FleetReport.Kind.APPLY, reports, out);
    return isHeld ? result.ending(result.exit(), earlier.next()) : result;
  }

  private Optional<String> obstacle(List<TargetReport> reports) {
    if (stop.isCancelled()) return Optional.of("the run was stopped");
    unknown.addAll(begun);
    List<String> failed =
        reports.stream()
            .filter(report -> !MADE.contains(ExitCode.of(report.exit())))
            .map(TargetReport::name)
            .toList();
    return fleet.fleet().rollout().obstacle(failed, sorted(unknown), sorted(drifted));
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private TargetReport apply(FleetTarget target, RunOptions options, Workspace workspace) {
    Optional<ReviewedPlan> plan = plans.of(target);
    if (plan.isEmpty()) return notReviewed(target);
    Deadline deadline = context.deadline(Optional.empty());
    Apply apply = new Apply(options, how(target), workspace, deadline);
    stop.onCancel(apply::halt);
    cut.onCancel(deadline::end);
    List<Planned> refused = new ArrayList<>();
    Optional<Apply.Applied> applied =
        apply.run(
            new Review(plan, Optional.empty(), context.text("--approve")),
            planned -> {
              if (!planned.mayBeApplied()) refused.add(planned);
              else begin(target);
              return planned.mayBeApplied();
            });
    begun.remove(target.id());
    return applied
        .map(done -> report(target, done, workspace))
        .orElseGet(() -> refused(target, refused.getFirst()));
  }

  /// From now on something may be written, and a signal lets that end.
  private void begin(FleetTarget target) {
    Signals.begin(stop::cancel, cut::cancel);
    begun.add(target.id());
  }

  private ApplyOptions how(FleetTarget target) {
    ApplyOptions how = context.how();
    return new ApplyOptions(
        Optional.of(fleet.journals(target)),
        how.initiatedBy(),
        how.approvedBy(),
        how.parallelism(),
        how.retries(),
        context.has(ApplyCommand.RECORD) ? Recording.MOVED : Recording.NONE);
  }

  private TargetReport report(FleetTarget target, Apply.Applied applied, Workspace workspace) {
    ApplyReport facts = applied.facts();
    FleetContext.write(
        out,
        target.id() + ".apply.json",
        Content.written(to -> to.write(ApplyJson.render(facts, context.look()))));
    CommandResult ended = ApplyCommand.conclude(applied, context);
    boolean isUnknown =
        facts.results().stream().anyMatch(result -> result.outcome().status() == Status.UNKNOWN);
    if (isUnknown) unknown.add(target.id());
    if (!facts.drift().isEmpty()) drifted.add(target.id());
    List<String> remarks = new ArrayList<>();
    if (!ended.errors().isBlank()) remarks.add(ended.errors().strip());
    ended.next().ifPresent(next -> remarks.add(next.words()));
    if (ended.exit() == ExitCode.OK) {
      remarks.forEach(workspace::note);
      remarks.clear();
    }
    int done = (int) facts.results().stream().filter(result -> result.outcome().isDone()).count();
    Map<String, Integer> summary = new LinkedHashMap<>();
    summary.put("done", done);
    summary.put("left", facts.results().size() - done);
    summary.put("drift", facts.drift().size());
    return new TargetReport(
        target.id(),
        target.wave(),
        ended.exit().number(),
        Optional.of(facts.target()),
        Optional.of(facts.digest()),
        summary,
        Told.of(FleetItems.of(facts)),
        remarks,
        facts.journal(),
        Optional.empty());
  }

  static TargetReport notReviewed(FleetTarget target) {
    return stopped(
        target,
        Optional.empty(),
        ExitCode.NOT_REVIEWED,
        List.of("no plan of it was reviewed: plan it, and review that"));
  }

  private static TargetReport refused(FleetTarget target, Planned planned) {
    return planned.differences().isEmpty()
        ? stopped(
            target,
            Optional.of(planned.plan().target()),
            ExitCode.REFUSED,
            FleetPlanCommand.refusals(planned))
        : different(target, planned);
  }

  /// One that is not as it was reviewed.
  static TargetReport different(FleetTarget target, Planned planned) {
    List<String> remarks = new ArrayList<>(List.of("this is not the reviewed plan"));
    planned.differences().stream().limit(MOST_REMARKS).forEach(remarks::add);
    int more = planned.differences().size() - MOST_REMARKS;
    if (more > 0) remarks.add("and %,d more".formatted(more));
    return stopped(target, Optional.of(planned.plan().target()), ExitCode.NOT_REVIEWED, remarks);
  }

  private static TargetReport notBegun(FleetTarget target, String why) {
    return stopped(target, Optional.empty(), ExitCode.NOT_APPLIED, List.of("not begun: " + why));
  }

  static TargetReport stopped(
      FleetTarget target, Optional<Target> reached, ExitCode exit, List<String> remarks) {
    return new TargetReport(
        target.id(),
        target.wave(),
        exit.number(),
        reached,
        Optional.empty(),
        Map.of(),
        Told.NOTHING,
        remarks,
        Optional.empty(),
        Optional.empty());
  }
}
