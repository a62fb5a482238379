package dev.wrapup.cli.audit;

import dev.wrapup.app.Connection;
import dev.wrapup.app.Journals;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.http.Webhook;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.report.audit.VerifyReport;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `audit resume`: ends journals whose run was cut short. Reads the live catalog and never writes
/// to it.
public final class ResumeCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "resume",
        "Complete a run that was cut short: find out what it did, send what it owes, close its journal.",
        "audit resume " + Options.JOURNAL,
        Options.journals(0, "Journals of one target. Default: all in the audit folder."),
        Options.auditDir("Where journals are kept"),
        Options.webhook(),
        Options.target(),
        Options.report());
  }

  @Override
  public CommandResult run(Context context) {
    Deadline deadline = context.deadline(Optional.empty());
    Optional<Webhook> webhook = context.run().webhook(context.workspace(), deadline);
    try (Connection connection = context.open()) {
      Journals.Resumed resumed =
          Journals.resume(connection, context.paths(), context.text("--audit-dir"), webhook);
      VerifyReport report = new VerifyReport(resumed.journals());
      CommandResult result = context.result(report::doc, report::json);
      return resumed
          .untold()
          .map(told -> Webhooks.undelivered(result, told, deadline))
          .orElse(result);
    }
  }
}
