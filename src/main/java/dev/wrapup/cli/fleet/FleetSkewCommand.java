package dev.wrapup.cli.fleet;

import dev.wrapup.app.Connection;
import dev.wrapup.app.fleet.FleetRun;
import dev.wrapup.app.fleet.FleetSkew;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.plan.Skew;
import dev.wrapup.report.fleet.SkewReport;
import dev.wrapup.report.fleet.TargetReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// `fleet skew`: in which organizations codes are as declared, behind, or edited by hand. Holds
/// nothing that can write to any of them.
public final class FleetSkewCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "skew",
        "Show in which organizations each code is as declared, behind a commit, or edited by hand.",
        "fleet skew REFUND --only wave=1",
        Options.operand("CODE", "0..*", "A code that is meant. Default: all", List.of()),
        FleetContext.some(),
        Options.base(),
        FleetContext.reach(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    FleetContext fleet = FleetContext.of(context);
    List<String> codes = context.operands();
    FleetSkew skew = new FleetSkew();
    List<FleetRun.Ended<List<Skew>>> all =
        fleet.run(
            fleet.targets(),
            (target, options, workspace) -> {
              try (Connection connection =
                  Connection.open(options, workspace, context.deadline())) {
                return skew.of(connection, target, codes);
              }
            });
    Map<String, List<Skew>> found = new LinkedHashMap<>();
    List<TargetReport> failed = new ArrayList<>();
    for (FleetRun.Ended<List<Skew>> one : all) {
      one.value()
          .ifPresentOrElse(
              rows -> found.put(one.target().id(), rows), () -> failed.add(fleet.failed(one)));
    }
    SkewReport report =
        SkewReport.of(
            fleet.fleet().file().path(), FleetContext.exit(failed).number(), codes, found, failed);
    CommandResult result =
        context.result(
            report::doc,
            look -> report.json(UserAgent.VERSION, context.workspace().clock().instant(), look));
    return fleet.ending(result, failed);
  }
}
