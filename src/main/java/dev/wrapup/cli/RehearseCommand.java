package dev.wrapup.cli;

import dev.wrapup.app.Connection;
import dev.wrapup.app.snapshot.Rehearsal;
import dev.wrapup.app.snapshot.Snapshots;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Live;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.command.OutFile;
import dev.wrapup.cli.plan.PlanCommand;
import dev.wrapup.journal.AuditReport;
import dev.wrapup.model.Snapshot;
import dev.wrapup.process.Content;
import dev.wrapup.report.PlanMetadata;
import dev.wrapup.report.audit.AuditDoc;
import dev.wrapup.report.audit.AuditJson;
import dev.wrapup.report.doc.Doc;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `rehearse`: an apply to an organization in memory. Nothing is written anywhere else.
final class RehearseCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "rehearse",
        "Show what an apply would do, by applying the plan to a copy of what is live.",
        "rehearse --live snapshot.json --fault status:503@PATCH#2",
        Options.files(),
        Options.base(),
        Live.option(),
        Options.review(),
        Options.revert(),
        SandboxCommand.fault(),
        Options.value(
            "--out",
            "FILE",
            "Keep the journal in this file, if there is a change; no other command takes it."),
        Options.target(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    OutFile out = OutFile.of(context);
    Snapshot snapshot;
    try (Connection connection = Live.open(context)) {
      snapshot = connection.snapshot().orElseGet(() -> Snapshots.of(connection, Optional.empty()));
    }
    Rehearsal rehearsal =
        Rehearsal.of(
            snapshot,
            context.run(),
            PlanCommand.review(context),
            SandboxCommand.faults(context),
            journal -> out.write("journal", "jsonl", journal),
            context.workspace(),
            context.deadline());
    if (rehearsal.audit().isPresent()) {
      return told(rehearsal, rehearsal.audit().get(), snapshot, context);
    }
    String none = "no change would be made, so there is no journal: ";
    out.name().ifPresent(name -> context.note(none + name + " was not written"));
    PlanMetadata facts =
        PlanCommand.facts(rehearsal.planned(), context).on(Optional.of(snapshot.at()));
    return PlanCommand.result(rehearsal.planned(), facts, context);
  }

  private static CommandResult told(
      Rehearsal rehearsal, AuditReport audit, Snapshot snapshot, Context context) {
    List<String> events = rehearsal.events();
    Instant now = context.workspace().clock().instant();
    Doc doc = AuditDoc.rehearsal(audit, events, snapshot.at(), now, context.workspace().zone());
    Content json =
        Content.written(
            to -> AuditJson.rehearsal(audit, events, snapshot.at(), now, context.look(), to));
    CommandResult result = context.result(doc, json.held());
    return rehearsal.areAllMade()
        ? result
        : result.ending(
            ExitCode.NOT_APPLIED,
            "nothing was changed anywhere; an apply that meets the same ends so too, and what is left"
                + " the next one makes");
  }
}
