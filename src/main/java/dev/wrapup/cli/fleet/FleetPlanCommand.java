package dev.wrapup.cli.fleet;

import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Planned;
import dev.wrapup.app.Review;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Effect.Action;
import dev.wrapup.process.Content;
import dev.wrapup.report.PlanMetadata;
import dev.wrapup.report.fleet.FleetItems;
import dev.wrapup.report.fleet.FleetReport;
import dev.wrapup.report.fleet.TargetReport;
import dev.wrapup.report.fleet.TargetReport.Told;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// `fleet plan`: what would be changed in each of many organizations. Holds nothing that can write
/// to any of them.
public final class FleetPlanCommand implements Command {
  static final String PLAN = ".plan.json";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "plan",
        "Show every change in each organization before anything happens.",
        "fleet plan --only wave=0 --out plans",
        FleetContext.some(),
        Options.base(),
        Options.value(
            "--out",
            "DIR",
            "Write each plan as JSON into this folder, and all in %s."
                .formatted(FleetContext.FILE)),
        Options.flag("Exit 3 if there are changes.", "--exit-code"),
        Options.revert(),
        FleetContext.reach(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    FleetContext fleet = FleetContext.of(context);
    Optional<Path> out = fleet.out();
    List<TargetReport> reports =
        fleet.each(
            fleet.targets(),
            (target, options, workspace) -> {
              try (Connection connection =
                  Connection.open(options, workspace, context.deadline())) {
                Planned planned =
                    Planned.make(connection, DesiredInputs.read(connection), Review.NONE);
                PlanMetadata facts = context.facts(planned.requests());
                FleetContext.write(
                    out,
                    target.id() + PLAN,
                    Content.written(to -> to.write(planned.json(facts, context.look()))));
                return report(target.id(), target.wave(), planned, context);
              }
            });
    return fleet.result(FleetReport.Kind.PLAN, reports, out);
  }

  private static TargetReport report(String name, int wave, Planned planned, Context context) {
    Plan plan = planned.plan();
    List<String> refusals = refusals(planned);
    boolean isPending = context.has("--exit-code") && !plan.changes().isEmpty();
    ExitCode exit =
        !refusals.isEmpty() ? ExitCode.REFUSED : isPending ? ExitCode.PENDING : ExitCode.OK;
    return new TargetReport(
        name,
        wave,
        exit.number(),
        Optional.of(plan.target()),
        Optional.of(plan.digest()),
        summary(plan),
        Told.of(FleetItems.of(plan)),
        refusals,
        Optional.empty(),
        Optional.empty());
  }

  /// Why a plan may not be applied, and what lets it pass.
  static List<String> refusals(Planned planned) {
    if (!(planned.verdict() instanceof Verdict.Refused refused)) return List.of();
    Stream<String> approval =
        refused.token().stream()
            .map("to apply it all the same, give fleet apply --target and --approve %s"::formatted);
    return Stream.concat(refused.refusals().stream().map(Refusal::message), approval).toList();
  }

  private static Map<String, Integer> summary(Plan plan) {
    Map<String, Integer> summary = new LinkedHashMap<>();
    summary.put(Action.CREATE.word(), plan.creates());
    summary.put(Action.UPDATE.word(), plan.updates());
    summary.put(Action.DELETE.word(), plan.deletes());
    if (plan.namesQueues()) {
      summary.put(Action.ADD_TO_QUEUE.word(), plan.queueAdds());
      summary.put(Action.REMOVE_FROM_QUEUE.word(), plan.queueRemovals());
    }
    summary.put("drift", plan.kept());
    return summary;
  }
}
