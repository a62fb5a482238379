package dev.wrapup.cli.fleet;

import dev.wrapup.app.fleet.Promote;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.model.fleet.Fleet;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.process.Stop;
import dev.wrapup.report.fleet.PromoteReport;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `promote`: declarations from one target's files into those of others. Asks no organization.
public final class PromoteCommand implements Command {
  private static final String FROM = "--from";
  private static final String TO = "--to";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "promote",
        "Copy declarations from one target's files into those of others, as a change of their text.",
        "promote REFUND --from test-eu --to wave=1",
        Options.operand(
            "CODE",
            "1..*",
            "A code that the files of --from declare. Where others declare it too it is updated in"
                + " place; ids are never copied.",
            List.of()),
        FleetContext.file(),
        Options.value(FROM, "NAME", "The target whose files declare it."),
        Options.value(
            TO, "NAME|KEY=VALUE,…", "A target, or those of a wave and labels, such as wave=1."),
        Options.report());
  }

  @Override
  public CommandResult run(Context context) {
    Fleet fleet = FleetContext.fleet(context);
    List<FleetTarget> from = FleetContext.meant(fleet, given(context, FROM));
    if (from.size() > 1) throw Stop.usage("--from means several targets", "name one of them");
    List<FleetTarget> to = new ArrayList<>(FleetContext.meant(fleet, given(context, TO)));
    to.removeAll(from);
    if (to.isEmpty()) {
      throw Stop.usage("--to and --from are the same target", "name another one by --to");
    }
    PromoteReport report =
        Promote.of(fleet, from.getFirst(), to, context.operands(), context.workspace());
    return context.result((tool, at) -> report.doc(context.caller(), tool, at), report::json);
  }

  private static String given(Context context, String option) {
    return context
        .text(option)
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () -> Stop.usage(option + " is not given", "say which target by %s".formatted(option)));
  }
}
