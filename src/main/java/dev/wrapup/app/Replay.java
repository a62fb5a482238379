package dev.wrapup.app;

import dev.wrapup.http.Webhook;
import dev.wrapup.journal.AuditFolder;
import dev.wrapup.journal.Event;
import dev.wrapup.journal.Journal;
import dev.wrapup.journal.JournalCopies;
import dev.wrapup.journal.Outbox;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.Run;
import dev.wrapup.journal.RunSummary;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.ReplayReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Tells a receiver again what none has accepted. What came of it stands in a journal of its own,
/// since closed ones stay as they are.
///
/// @param how where journals are kept, and who the new one names
public record Replay(Webhook webhook, ApplyOptions how, Workspace workspace) {
  /// An event that no receiver has accepted, and where it stands.
  private record Owed(ParsedJournal journal, Event event) {}

  /// Tells what journals owe.
  ///
  /// @param named journals of one target; all in the folder if none is named
  /// @param live opens the connection by which events that live no longer equals are found and left
  ///   out; empty to tell them as well
  /// @throws Stop if a journal can't be relied on, or its run isn't over
  public ReplayReport of(List<Path> named, Optional<Supplier<Connection>> live) {
    Optional<byte[]> key = Journals.key(workspace);
    try (AuditFolder folder = AuditFolder.open(Journals.folder(how.auditDir(), workspace))) {
      List<Owed> due = owed(named.isEmpty() ? folder.journals() : named, folder, key);
      List<Owed> stale = live.isEmpty() || due.isEmpty() ? List.of() : stale(due, live.get().get());
      due.removeAll(stale);
      List<ReplayReport.Stale> skipped =
          stale.stream()
              .map(o -> new ReplayReport.Stale(o.event(), o.journal().path().toString()))
              .toList();
      return due.isEmpty() ? ReplayReport.nothing(skipped) : tell(due, skipped, folder, key);
    }
  }

  private static List<Owed> owed(List<Path> files, AuditFolder folder, Optional<byte[]> key) {
    // copies of one journal owe the same events
    Set<String> taken = new HashSet<>();
    Set<Path> known = new LinkedHashSet<>(folder.journals());
    known.addAll(files);
    for (Path file : known) taken.addAll(ParsedJournal.read(file, key).accepted());
    JournalCopies copies = Journals.copies(known, key);
    List<Owed> owed = new ArrayList<>();
    for (Path file : files) {
      ParsedJournal journal = Journals.sound(file, key);
      if (copies.newer(journal).isPresent() || journal.isBlank()) continue;
      if (journal.isOpen()) {
        throw Stop.error(
            "open-journal",
            file + " is of a run that was cut short",
            Remedy.by("complete it first", ParsedJournal.resume(List.of(journal))));
      }
      journal.unaccepted().stream()
          .filter(event -> taken.add(event.webhookId()))
          .forEach(event -> owed.add(new Owed(journal, event)));
    }
    return owed;
  }

  /// Those that live no longer equals.
  private static List<Owed> stale(List<Owed> owed, Connection opened) {
    try (Connection connection = opened) {
      connection.identify();
      owed.forEach(one -> Journals.hold(one.journal(), connection.target()));
      Map<String, LiveCode> live =
          connection.reader().codes().stream().collect(Collectors.toMap(LiveCode::id, c -> c));
      Map<String, Set<String>> queues = new HashMap<>();
      Function<String, Set<String>> offered =
          queue ->
              queues.computeIfAbsent(queue, id -> connection.reader().codesOf(id).orElse(Set.of()));
      return owed.stream().filter(one -> !one.event().isCurrent(live, offered)).toList();
    }
  }

  private ReplayReport tell(
      List<Owed> due, List<ReplayReport.Stale> skipped, AuditFolder folder, Optional<byte[]> key) {
    Run run =
        RunOrigin.of(how, Optional.empty(), workspace)
            .run(
                due.getFirst().journal().run().target(),
                CheckedOut.NOTHING,
                Optional.empty(),
                0,
                Optional.of(webhook.origin()),
                Optional.empty());
    Path path = folder.journal(workspace.clock().instant(), run.id());
    try (Journal journal = Journal.begin(path, run, List.of(), workspace.clock(), key);
        Outbox outbox = new Outbox(webhook, journal, workspace.clock())) {
      due.forEach(one -> outbox.send(one.event()));
      Outbox.Told told = outbox.settle(Outbox.GRACE);
      journal.finish(RunSummary.completed(List.of()));
      return new ReplayReport(
          told, skipped, Optional.of(path.toString()), Optional.of(journal.head()));
    }
  }
}
