package dev.wrapup.cli.audit;

import dev.wrapup.app.Replay;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.http.Webhook;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.process.Stop;
import dev.wrapup.report.ReplayReport;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `webhook replay`: tells again what no receiver has accepted. What came of it stands in a journal
/// of its own, since closed ones stay as they are.
public final class ReplayCommand implements Command {
  public static final String EXAMPLE = "webhook replay --webhook-url https://wfm.example/events";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "replay",
        "Send webhook receivers each event that they have not accepted once more.",
        EXAMPLE,
        Options.journals(0, "Journals of one target. Default: all in the audit folder."),
        Options.flag(
            "Send also events that live no longer equals; without looking at live.", "--stale"),
        Options.auditDir("Where journals are kept"),
        Options.initiatedBy(),
        Options.webhook(),
        Options.target(),
        Options.report());
  }

  @Override
  public CommandResult run(Context context) {
    Deadline deadline = context.deadline(Optional.empty());
    Webhook webhook =
        context
            .run()
            .webhook(context.workspace(), deadline)
            .orElseThrow(
                () ->
                    Stop.usage(
                        "nobody is named who could be told",
                        "give --webhook-url, or set WFM_WEBHOOK_URL"));
    Replay replay = new Replay(webhook, context.how(), context.workspace());
    ReplayReport replayed =
        replay.of(
            context.paths(),
            context.has("--stale") ? Optional.empty() : Optional.of(context::open));
    CommandResult result = context.result(replayed::doc, replayed::json);
    return replayed.told().failed() == 0
        ? result
        : Webhooks.undelivered(result, replayed.told(), deadline);
  }
}
