package dev.wrapup.app;

import dev.wrapup.apply.JournalRecovery;
import dev.wrapup.http.Webhook;
import dev.wrapup.journal.AuditFolder;
import dev.wrapup.journal.JournalCopies;
import dev.wrapup.journal.Outbox;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.Target;
import dev.wrapup.model.UnreadWrite;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Credential;
import dev.wrapup.process.StatePath;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where journals are kept, what they are signed with, and what is said of them.
public final class Journals {
  public static final String KEY = "WRAPUP_JOURNAL_KEY";
  public static final String FOLDER = ".wrapup/audit";
  private static final int NAMED = 5;

  private Journals() {}

  /// Where journals are kept.
  ///
  /// @throws Stop if what is there may come from a repository
  public static Path folder(Optional<String> named, Workspace workspace) {
    Path folder = workspace.path(named.orElse(FOLDER));
    return new StatePath(
            folder,
            "choose another by `auditDir`: journals are kept outside of what Git brings",
            workspace)
        .untracked();
  }

  /// What is told of a journal that the next apply would complete, since its run was cut short or
  /// isn't over, or refuse, since it is broken; empty if there is none.
  ///
  /// @param named the folder; empty for [#FOLDER]
  /// @throws Stop if what is there may come from a repository
  public static Optional<String> open(Optional<String> named, Workspace workspace) {
    Path folder = folder(named, workspace);
    if (!Files.isDirectory(folder)) return Optional.empty();
    Optional<byte[]> key = key(workspace);
    List<Path> paths = AuditFolder.journals(folder);
    JournalCopies copies = new JournalCopies(paths, key);
    return ParsedJournal.notClosed(paths, key)
        .filter(journal -> !journal.isBlank())
        .filter(journal -> copies.newer(journal).isEmpty())
        .map(
            journal ->
                journal
                    .broken()
                    .map(broken -> broken.told(journal.path()))
                    .orElse("its run wasn't ended: " + journal.path()))
        .findFirst();
  }

  /// A journal that is to be worked with.
  ///
  /// @throws Stop if a record of it can't be trusted
  static ParsedJournal sound(Path path, Optional<byte[]> key) {
    ParsedJournal journal = ParsedJournal.read(path, key);
    if (journal.broken().isEmpty()) return journal;
    ParsedJournal.Broken broken = journal.broken().get();
    throw Stop.error(
        "broken-journal",
        broken.told(path),
        broken.next(Remedy.of("don't rely on it; compare with the head that the run printed")));
  }

  /// Journals and all that lie beside them, of which they may be copies. What lies there and can't
  /// be read is a copy of nothing.
  public static JournalCopies copies(Collection<Path> files, Optional<byte[]> key) {
    Set<Path> named = new LinkedHashSet<>();
    Set<Path> all = new LinkedHashSet<>();
    for (Path file : files) {
      Path folder = above(file);
      named.add(folder.resolve(file.getFileName()));
      all.addAll(AuditFolder.journals(folder));
    }
    all.removeAll(named);
    all.removeIf(path -> !Files.isRegularFile(path) || !Files.isReadable(path));
    all.addAll(named);
    return new JournalCopies(all, key);
  }

  /// A line about a journal that was completed.
  static String told(JournalRecovery.Completed journal) {
    if (journal.isBlank()) {
      return "%s holds no record, so its run began no change; it is left as it is"
          .formatted(journal.path());
    }
    String events =
        journal.told().accepted() + journal.told().failed() == 0
            ? ""
            : "; webhooks: %d accepted, %d not"
                .formatted(journal.told().accepted(), journal.told().failed());
    String told =
        "the journal of a run that was cut short: %s (%s; %s looked up%s)"
            .formatted(
                journal.path(),
                Words.made(journal.made(), journal.planned()),
                Words.count(journal.decided(), "change"),
                events);
    return journal.unread().isEmpty()
        ? "completed " + told
        : "left open %s. Not all that was written could be read again (%s): the next apply does, or audit resume"
            .formatted(
                told,
                Words.named(journal.unread().stream().map(UnreadWrite::label).toList(), NAMED));
  }

  /// What came of journals whose run was cut short.
  ///
  /// @param journals those that were meant, as they are now; of copies those that count
  /// @param untold events that the receiver didn't take
  public record Resumed(List<ParsedJournal> journals, Optional<Outbox.Told> untold) {}

  /// Ends journals of the connection's target. Reads the live catalog and never writes to it.
  ///
  /// @param named journals; all in the folder if none is named
  /// @param auditDir the folder; empty for [#FOLDER]
  /// @param webhook where events that they owe go
  /// @throws Stop if one that is named can't be relied on, or is of another target
  public static Resumed resume(
      Connection connection,
      List<Path> named,
      Optional<String> auditDir,
      Optional<Webhook> webhook) {
    Workspace workspace = connection.workspace();
    Path folder = named.isEmpty() ? folder(auditDir, workspace) : Path.of("");
    connection.identify();
    Optional<byte[]> key = key(workspace);
    JournalCopies copies = copies(named, key);
    JournalRecovery recovery = recovery(connection, webhook);
    List<JournalRecovery.Completed> completed = new ArrayList<>();
    if (named.isEmpty()) {
      try (AuditFolder audit = AuditFolder.open(folder)) {
        completed.addAll(recovery.complete(audit, connection.target()));
      }
    }
    for (Path file : named) {
      try (AuditFolder _ = AuditFolder.open(above(file))) {
        ParsedJournal journal = sound(file, key);
        if (!journal.isBlank()) hold(journal, connection.target());
        if (journal.isOpen()) recovery.complete(journal, copies).ifPresent(completed::add);
      }
    }
    completed.forEach(journal -> workspace.note(told(journal)));
    Stream<Path> meant =
        named.isEmpty() ? completed.stream().map(done -> done.path()) : named.stream();
    List<ParsedJournal> now =
        meant
            .map(file -> ParsedJournal.read(file, key))
            .filter(journal -> copies.newer(journal).isEmpty())
            .toList();
    if (now.isEmpty()) {
      workspace.note(
          named.isEmpty()
              ? "no run was cut short of those in " + folder
              : "of what is named there are later copies, which count instead");
    }
    return new Resumed(
        now, completed.stream().map(done -> done.told()).filter(t -> t.failed() > 0).findFirst());
  }

  private static Path above(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
  }

  /// Recovers journals of the connection's target.
  ///
  /// @param webhook where events that they owe go
  static JournalRecovery recovery(Connection connection, Optional<Webhook> webhook) {
    Workspace workspace = connection.workspace();
    return new JournalRecovery(
        connection.reader(),
        connection.dialect(),
        workspace.clock(),
        key(workspace),
        webhook,
        JournalRecovery.LATE,
        workspace.notes());
  }

  /// The journal of one run that some are copies of: the one that counts.
  ///
  /// @throws Stop if they are of several runs
  public static ParsedJournal meant(List<Path> files, Workspace workspace) {
    Optional<byte[]> key = key(workspace);
    ParsedJournal first = ParsedJournal.read(files.getFirst(), key);
    if (files.size() == 1 && first.isClosed()) return first;
    Optional<ParsedJournal> newer = copies(files, key).newer(first);
    ParsedJournal meant = newer.orElse(first);
    for (Path file : files) {
      Optional<String> run = run(ParsedJournal.read(file, key));
      if (files.size() == 1 || (run.isPresent() && run.equals(run(meant)))) continue;
      throw Stop.usage(
          "%s is of another run than %s".formatted(file, first.path()),
          Remedy.by(
              "only copies of one journal are named together; report one run, such as",
              ShellCommand.own("audit", "report")
                  .withOperands(List.of(files.getLast().toString()))));
    }
    if (newer.isPresent()) {
      workspace.note(
          "%s is an older copy of %s, which is told".formatted(first.path(), meant.path()));
    }
    return meant;
  }

  private static Optional<String> run(ParsedJournal journal) {
    boolean isSound = journal.records() > 0 && journal.broken().isEmpty();
    return isSound ? Optional.of(journal.run().id()) : Optional.empty();
  }

  /// Holds that a journal is of a run for a target.
  ///
  /// @throws Stop with what leads to the one that it was for
  static void hold(ParsedJournal journal, Target target) {
    if (journal.isFor(target)) return;
    Target wanted = journal.run().target();
    List<String> ways = new ArrayList<>();
    if (!wanted.api().equals(target.api())) ways.add("`api` " + wanted.api());
    if (!wanted.environment().equals(target.environment())) {
      ways.add("`environment` " + wanted.environment());
    }
    if (!wanted.baseUrl().equals(target.baseUrl())) {
      // an address is never taken over from a file, which anybody may have written
      ways.add(wanted.baseUrl().equals(Target.SANDBOX) ? "`sandbox`" : "`baseUrl`");
    }
    wanted
        .organization()
        .filter(id -> !target.organization().equals(Optional.of(id)))
        .ifPresent(id -> ways.add("an OAuth client of the organization " + id));
    if (ways.isEmpty()) ways.add("another OAuth client");
    throw Stop.usage(
        journal.path() + " is of a run for another target",
        "choose the target that the run had, by " + String.join(" and ", ways));
  }

  /// What journals are signed with, as it is: one that was begun with it must be completed with it.
  public static Optional<byte[]> key(Workspace workspace) {
    return workspace.variable(KEY).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /// Tells of a key that holds what a copy brought along; a run that has no such thing is signed by
  /// another key.
  static void warn(Workspace workspace) {
    workspace
        .variable(KEY)
        .flatMap(Credential::oddity)
        .ifPresent(
            what ->
                workspace.note(
                    "warning: the variable %s has %s, which is taken for a part of the key"
                        .formatted(KEY, what)));
  }
}
