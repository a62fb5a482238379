package dev.wrapup.cli.audit;

import dev.wrapup.app.CheckedOut;
import dev.wrapup.app.Connection;
import dev.wrapup.app.Journals;
import dev.wrapup.app.RunOrigin;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.http.Webhook;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.journal.AuditFolder;
import dev.wrapup.journal.Event;
import dev.wrapup.journal.Journal;
import dev.wrapup.journal.JournalCopies;
import dev.wrapup.journal.Outbox;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Run;
import dev.wrapup.journal.RunSummary;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.process.Stop;
import dev.wrapup.report.ReplayReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// `webhook replay`: tells again what no receiver has accepted. What came of it stands in a journal
/// of its own, since closed ones stay as they are.
public final class ReplayCommand implements Command {
  public static final String EXAMPLE = "webhook replay --webhook-url https://wfm.example/events";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "replay", "Tell receivers what they have not accepted, each event once more.", EXAMPLE);
    spec.addPositional(
        Options.journals(0, "Journals of one target. Default: all in the audit folder."));
    spec.addOption(
        Options.flag("Tell also what live no longer equals; without looking at live.", "--stale"));
    spec.addOption(Options.auditDir("Where journals are kept"));
    spec.addOption(Options.initiatedBy());
    Options.addWebhook(spec);
    Options.addTarget(spec);
    Options.addReport(spec);
    return spec;
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
    Optional<byte[]> key = Journals.key(context.workspace());
    try (AuditFolder folder =
        AuditFolder.open(Journals.folder(context.text("--audit-dir"), context.workspace()))) {
      List<Path> named = context.paths();
      List<Owed> owed = owed(named.isEmpty() ? folder.journals() : named, folder, key);
      List<Owed> stale = stale(owed, context);
      List<Owed> due = new ArrayList<>(owed);
      due.removeAll(stale);
      List<ReplayReport.Stale> skipped =
          stale.stream()
              .map(o -> new ReplayReport.Stale(o.event(), o.journal().path().toString()))
              .toList();
      ReplayReport replayed =
          due.isEmpty()
              ? ReplayReport.nothing(skipped)
              : tell(due, skipped, webhook, folder, key, context);
      CommandResult result = context.result(replayed::doc, replayed::json);
      return replayed.told().failed() == 0
          ? result
          : Webhooks.undelivered(result, replayed.told(), deadline, context);
    }
  }

  /// An event that no receiver has accepted, and where it stands.
  private record Owed(ParsedJournal journal, Event event) {}

  private static List<Owed> owed(List<Path> files, AuditFolder folder, Optional<byte[]> key) {
    Set<String> accepted = new HashSet<>();
    Set<Path> known = new LinkedHashSet<>(folder.journals());
    known.addAll(files);
    for (Path file : known) accepted.addAll(ParsedJournal.read(file, key).accepted());
    JournalCopies copies = Journals.copies(known, key);
    // copies of one journal owe the same events
    Set<String> taken = new HashSet<>(accepted);
    List<Owed> owed = new ArrayList<>();
    for (Path file : files) {
      ParsedJournal journal = Journals.sound(file, key);
      if (copies.newer(journal).isPresent()) continue;
      if (journal.isBlank()) continue;
      if (journal.isOpen()) {
        throw Stop.error(
            "open-journal",
            file + " is of a run that was cut short",
            "complete it first: " + Journals.resume(List.of(file)));
      }
      journal.unaccepted().stream()
          .filter(event -> taken.add(event.webhookId()))
          .forEach(event -> owed.add(new Owed(journal, event)));
    }
    return owed;
  }

  /// Those that live no longer equals; none if that doesn't matter.
  private static List<Owed> stale(List<Owed> owed, Context context) {
    if (owed.isEmpty() || context.has("--stale")) return List.of();
    try (Connection connection = context.open()) {
      connection.identify();
      for (Owed one : owed) {
        if (one.journal().isFor(connection.target())) continue;
        throw Journals.ofAnother(one.journal(), connection.target());
      }
      Map<String, LiveCode> live =
          connection.reader().codes().stream().collect(Collectors.toMap(LiveCode::id, c -> c));
      return owed.stream().filter(one -> !one.event().isCurrent(live)).toList();
    }
  }

  private static ReplayReport tell(
      List<Owed> due,
      List<ReplayReport.Stale> skipped,
      Webhook webhook,
      AuditFolder folder,
      Optional<byte[]> key,
      Context context) {
    Target target = due.getFirst().journal().run().target();
    Run run =
        RunOrigin.of(context.text("--initiated-by"), context.workspace())
            .run(target, CheckedOut.NOTHING, Optional.empty(), 0, Optional.of(webhook.origin()));
    Path path = folder.journal(context.workspace().clock().instant(), run.id());
    try (Journal journal = Journal.begin(path, run, List.of(), context.workspace().clock(), key);
        Outbox outbox = new Outbox(webhook, journal, context.workspace().clock())) {
      due.forEach(one -> outbox.send(one.event()));
      Outbox.Told told = outbox.settle(Outbox.GRACE);
      journal.finish(RunSummary.completed());
      return new ReplayReport(
          told, skipped, Optional.of(path.toString()), Optional.of(journal.head()));
    }
  }
}
