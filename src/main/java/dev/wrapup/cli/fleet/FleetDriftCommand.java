package dev.wrapup.cli.fleet;

import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.plan.DriftCommand;
import dev.wrapup.plan.Drift;
import dev.wrapup.process.Content;
import dev.wrapup.report.DriftJson;
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
import picocli.CommandLine.Model.CommandSpec;

/// `fleet drift`: what was changed outside Git in each of many organizations. Holds nothing that
/// can write to any of them.
public final class FleetDriftCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "drift",
        "Show what was changed outside Git in each organization: exit 4 if anything was, 3 if changes"
            + " only wait for an apply.",
        "fleet drift --out drift",
        FleetContext.some(),
        Options.base(),
        Options.value(
            "--out",
            "DIR",
            "Write each drift as JSON into this folder, and all in %s."
                .formatted(FleetContext.FILE)),
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
                DesiredInputs inputs = DesiredInputs.read(connection);
                Drift drift = DriftCommand.find(connection, inputs);
                PlanMetadata facts =
                    context.facts(connection.requests()).against(inputs.baseCommit());
                FleetContext.write(
                    out,
                    target.id() + ".drift.json",
                    Content.written(
                        to -> to.write(DriftJson.render(drift, facts, context.look()))));
                return report(target.id(), target.wave(), drift);
              }
            });
    return fleet.result(FleetReport.Kind.DRIFT, reports, out);
  }

  private static TargetReport report(String name, int wave, Drift drift) {
    ExitCode pending = drift.pending().isEmpty() ? ExitCode.OK : ExitCode.PENDING;
    ExitCode exit = drift.isPresent() ? ExitCode.DRIFT : pending;
    Map<String, Integer> summary = new LinkedHashMap<>();
    for (Drift.Kind kind : Drift.Kind.values()) summary.put(kind.word(), drift.count(kind));
    summary.put("undeclared", drift.undeclared().size());
    summary.put("pending", drift.pending().size());
    return new TargetReport(
        name,
        wave,
        exit.number(),
        Optional.of(drift.plan().target()),
        Optional.of(drift.fingerprint()),
        summary,
        Told.of(FleetItems.of(drift)),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
