package dev.wrapup.cli;

import dev.wrapup.app.Connection;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.command.UsagePeriod;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Picks;
import dev.wrapup.report.UsageReport;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `usage`: how often each code was picked, and when last.
final class UsageCommand implements Command {
  private static final int DAYS = 30;
  private static final String COMPARE = "--compare";
  private static final String BY_QUEUE = "--by-queue";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "usage",
        "Show how often agents picked each live code, and when last.",
        "usage --usage 90d --by-queue",
        UsagePeriod.option("The period: so many days, today the last, such as 90d. Default: 30d"),
        Options.flag("Tell the period before as well; takes one more request.", COMPARE),
        Options.flag(
            "Tell each code's queues by name; takes one more request for 500 queues.", BY_QUEUE),
        Options.target(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    int days = UsagePeriod.of(context).orElse(DAYS);
    try (Connection connection = context.open()) {
      Catalog catalog = connection.catalog();
      Optional<Map<String, String>> queues =
          context.has(BY_QUEUE) ? Optional.of(connection.reader().queues()) : Optional.empty();
      Picks picks = connection.picks(days);
      Optional<Picks> before =
          context.has(COMPARE) ? Optional.of(connection.before(picks)) : Optional.empty();
      UsageReport report =
          new UsageReport(connection.target(), catalog.codes(), picks, before, queues);
      return context.result(report::doc, report::json);
    }
  }
}
