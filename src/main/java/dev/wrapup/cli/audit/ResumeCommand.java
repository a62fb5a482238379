package dev.wrapup.cli.audit;

import dev.wrapup.app.Connection;
import dev.wrapup.app.Journals;
import dev.wrapup.apply.JournalRecovery;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.http.Webhook;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.journal.AuditFolder;
import dev.wrapup.journal.JournalCopies;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.report.VerifyReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `audit resume`: ends journals whose run was cut short. Reads the live catalog and never writes
/// to it.
public final class ResumeCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "resume",
            "Find out what became of a run that was cut short, tell what it owes, close its journal.",
            "audit resume " + Options.JOURNAL);
    spec.addPositional(
        Options.journals(0, "Journals of one target. Default: all in the audit folder."));
    spec.addOption(Options.auditDir("Where journals are kept"));
    Options.addWebhook(spec);
    Options.addTarget(spec);
    Options.addReport(spec);
    return spec;
  }

  @Override
  public CommandResult run(Context context) {
    Optional<byte[]> key = Journals.key(context.workspace());
    Deadline deadline = context.deadline(Optional.empty());
    Optional<Webhook> webhook = context.run().webhook(context.workspace(), deadline);
    List<Path> files = context.paths();
    Optional<Path> folder =
        files.isEmpty()
            ? Optional.of(Journals.folder(context.text("--audit-dir"), context.workspace()))
            : Optional.empty();
    try (Connection connection = context.open()) {
      connection.identify();
      JournalRecovery recovery =
          new JournalRecovery(
              connection.reader(),
              connection.dialect(),
              context.workspace().clock(),
              key,
              webhook,
              JournalRecovery.LATE,
              line -> context.note(line));
      JournalCopies copies = Journals.copies(files, key);
      List<JournalRecovery.Completed> completed =
          folder.isPresent()
              ? all(recovery, connection, folder.get())
              : named(recovery, files, connection, copies, key);
      completed.forEach(journal -> context.note(Journals.told(journal)));
      List<ParsedJournal> now =
          (files.isEmpty()
                  ? completed.stream().map(JournalRecovery.Completed::path)
                  : files.stream())
              .map(file -> ParsedJournal.read(file, key))
              .toList();
      now = now.stream().filter(journal -> copies.newer(journal).isEmpty()).toList();
      VerifyReport report = new VerifyReport(now);
      if (now.isEmpty()) {
        context.note(
            folder
                .map(place -> "no run was cut short of those in " + place)
                .orElse("of what is named there are later copies, which count instead"));
      }
      CommandResult result = context.result(report::doc, report::json);
      return completed.stream()
          .map(JournalRecovery.Completed::told)
          .filter(told -> told.failed() > 0)
          .findFirst()
          .map(told -> Webhooks.undelivered(result, told, deadline, context))
          .orElse(result);
    }
  }

  private static List<JournalRecovery.Completed> all(
      JournalRecovery recovery, Connection connection, Path folder) {
    try (AuditFolder audit = AuditFolder.open(folder)) {
      return recovery.complete(audit, connection.target());
    }
  }

  private static List<JournalRecovery.Completed> named(
      JournalRecovery recovery,
      List<Path> files,
      Connection connection,
      JournalCopies copies,
      Optional<byte[]> key) {
    List<JournalRecovery.Completed> completed = new ArrayList<>();
    for (Path file : files) {
      Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
      try (AuditFolder _ = AuditFolder.open(folder)) {
        ParsedJournal journal = Journals.sound(file, key);
        if (!journal.isBlank() && !journal.isFor(connection.target())) {
          throw Journals.ofAnother(journal, connection.target());
        }
        if (journal.isOpen()) recovery.complete(journal, copies).ifPresent(completed::add);
      }
    }
    return completed;
  }
}
