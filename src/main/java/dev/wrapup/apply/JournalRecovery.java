package dev.wrapup.apply;

import dev.wrapup.http.Webhook;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.journal.AuditEntry;
import dev.wrapup.journal.AuditFolder;
import dev.wrapup.journal.Event;
import dev.wrapup.journal.Event.Delivery;
import dev.wrapup.journal.Intent;
import dev.wrapup.journal.Journal;
import dev.wrapup.journal.JournalCopies;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.Outbox;
import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.journal.RevisionClaims;
import dev.wrapup.journal.RunSummary;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.UnreadWrite;
import dev.wrapup.model.Value;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.ConsistencyWait;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Recovers the journals of interrupted runs: what became of each intent is resolved by reading,
/// never by writing. What is still missing, a new plan contains.
public final class JournalRecovery {
  private final CatalogReader reader;
  private final Dialect dialect;
  private final Clock clock;
  private final Optional<byte[]> key;
  private final Optional<Webhook> webhook;
  private final ConsistencyWait late;
  private final Consumer<String> tell;

  /// How long after its last record a write of a run that was cut short may still be carried out.
  public static final ConsistencyWait LATE =
      new ConsistencyWait(Duration.ofSeconds(30), Deadline.never());

  /// @param key that journals are signed with
  /// @param webhook where owed events go; without it they are given up, and can be replayed
  /// @param late how long a write may still be carried out, such as [#LATE]
  /// @param tell takes why it takes a while, for people
  public JournalRecovery(
      CatalogReader reader,
      Dialect dialect,
      Clock clock,
      Optional<byte[]> key,
      Optional<Webhook> webhook,
      ConsistencyWait late,
      Consumer<String> tell) {
    this.reader = reader;
    this.dialect = dialect;
    this.clock = clock;
    this.key = key;
    this.webhook = webhook;
    this.late = late;
    this.tell = tell;
  }

  /// A journal that was completed.
  ///
  /// @param decided how many intents it was found out of what became of them
  /// @param made how many changes of the run are as desired
  /// @param planned how many it was to make, where its journal tells
  /// @param unread what the run wrote and couldn't be read: its journal stays open
  /// @param isBlank whether it holds no record, so that there was nothing to complete
  public record Completed(
      Path path,
      int decided,
      int made,
      Optional<Integer> planned,
      Outbox.Told told,
      List<UnreadWrite> unread,
      boolean isBlank) {
    static Completed blank(Path path) {
      return new Completed(path, 0, 0, Optional.empty(), Outbox.Told.NOTHING, List.of(), true);
    }
  }

  /// Completes all open journals of a target.
  ///
  /// @return the journals that were completed
  /// @throws JournalFailure if there is one whose run can't be completed: of another target, or
  ///   broken; what it was about to write would be lost sight of
  public List<Completed> complete(AuditFolder folder, Target target) {
    List<Path> paths = folder.journals();
    Iterator<ParsedJournal> open = ParsedJournal.notClosed(paths, key).iterator();
    JournalCopies copies = new JournalCopies(paths, key);
    List<Completed> completed = new ArrayList<>();
    while (open.hasNext()) {
      ParsedJournal recorded = open.next();
      recorded.broken().ifPresent(broken -> refuse(recorded.path(), broken));
      if (!recorded.isBlank() && !recorded.isFor(target)) throw ofAnother(recorded);
      complete(recorded, copies).ifPresent(completed::add);
    }
    return completed;
  }

  private static void refuse(Path path, ParsedJournal.Broken broken) {
    throw new JournalFailure(
        "the journal " + broken.told(path),
        broken.next(
            Remedy.of(
                "find out who changed it, look at live for what it tells of, then move it out of the folder")));
  }

  private static JournalFailure ofAnother(ParsedJournal open) {
    if (open.records() == 0) {
      return new JournalFailure(
          open.path() + " holds no record that can be trusted",
          "find out what it is, then move it out of the folder");
    }
    Target other = open.run().target();
    return new JournalFailure(
        "%s is of a run for %s at %s that was cut short"
            .formatted(open.path(), other.environment(), other.baseUrl()),
        Remedy.by(
            "choose another folder by --audit-dir, or complete it, if need be with that --base-url",
            ParsedJournal.resume(List.of(open))
                .without("--sandbox", "--sandbox-data", "--base-url")));
  }

  /// Completes one open journal.
  ///
  /// @param copies of it, and of the journals of other runs
  /// @return empty if it is an old copy, which stays as it is
  public Optional<Completed> complete(ParsedJournal recorded, JournalCopies copies) {
    // an intent is on the disk before its write: where there is no record, nothing was begun
    if (recorded.isBlank()) return Optional.of(Completed.blank(recorded.path()));
    Optional<ParsedJournal> newer = copies.newer(recorded);
    if (newer.isPresent()) {
      tell.accept(
          "%s is an older copy of %s and is left as it is"
              .formatted(recorded.path(), newer.get().path()));
      return Optional.empty();
    }
    return Optional.of(complete(recorded, new RevisionClaims(copies, recorded)));
  }

  private Completed complete(ParsedJournal recorded, RevisionClaims claims) {
    List<Event> owed = new ArrayList<>(recorded.undelivered());
    List<Intent> undecided = recorded.undecided(dialect);
    try (Journal journal = Journal.reopen(recorded, clock, key)) {
      Duration left = left(recorded);
      IntentDecision decision = new IntentDecision(reader, dialect, claims, left, tell);
      for (Intent intent : undecided) {
        Optional<LiveCode> parked = decision.parked(intent);
        if (parked.isPresent()) journal.parked(intent.number(), parked.get());
        else journal.decided(intent, decision.of(intent)).ifPresent(owed::add);
      }
      LastReading last = reader.locks() ? LastReading.NONE : check(recorded, claims, journal);
      Outbox.Told told = tell(owed, journal);
      if (last.unread().isEmpty()) journal.finish(RunSummary.completed(last.since()));
      else journal.leave();
      return new Completed(
          recorded.path(),
          undecided.size(),
          journal.made(),
          recorded.run().planned(),
          told,
          last.unread(),
          false);
    }
  }

  private Duration left(ParsedJournal recorded) {
    return late.since(recorded.written(), clock.instant()).most();
  }

  /// What was found of what a run wrote.
  ///
  /// @param since what others than its own client have changed since
  /// @param unread what couldn't be read
  private record LastReading(List<ChangeOutcome> since, List<UnreadWrite> unread) {
    private static final LastReading NONE = new LastReading(List.of(), List.of());
  }

  /// Reads what the run wrote and didn't come to read, where an answer to a write doesn't prove
  /// that it stands.
  private LastReading check(ParsedJournal recorded, RevisionClaims claims, Journal journal) {
    List<AuditEntry> landed = recorded.landed(dialect);
    if (landed.isEmpty()) return LastReading.NONE;
    ConsistencyWait patience = new ConsistencyWait(left(recorded), reader.lag().deadline());
    Set<String> queues =
        landed.stream()
            .flatMap(entry -> entry.effect().queue().stream())
            .map(Value.Outcome::id)
            .collect(Collectors.toSet());
    PostApplyCheck check =
        PostApplyCheck.of(landed, Optional.of(reader.codes()), queues, dialect, reader, patience);
    List<ChangeOutcome> before = landed.stream().map(AuditEntry::outcome).toList();
    journal.checked(before, landed.stream().map(check::seen).toList());
    List<ChangeOutcome> since =
        landed.stream()
            .filter(entry -> check.seen(entry).since().word().isPresent())
            .filter(
                entry ->
                    entry.effect().action().isOfQueue()
                        ? !claims.undid(entry, recorded.written())
                        : !isByAnotherRun(entry.outcome().now().orElseThrow(), check, claims))
            .map(check::seen)
            .toList();
    return new LastReading(since, check.unread());
  }

  private boolean isByAnotherRun(LiveCode ours, PostApplyCheck check, RevisionClaims claims) {
    return claims.by(ours.id(), Optional.of(ours.revision())).isPresent()
        || check
            .live(ours.id())
            .filter(now -> reader.isOurs(Optional.of(ours), now, Instant.EPOCH))
            .isPresent();
  }

  private Outbox.Told tell(List<Event> owed, Journal journal) {
    if (owed.isEmpty()) return Outbox.Told.NOTHING;
    if (webhook.isEmpty()) {
      String why = "the run that completed this had no webhook's URL";
      Delivery failed = new Delivery.Failed(0, why);
      owed.forEach(event -> journal.told(event, failed));
      return new Outbox.Told(0, owed.size(), 0, Optional.of(why));
    }
    try (Outbox outbox = new Outbox(webhook.get(), journal, clock)) {
      owed.forEach(outbox::send);
      return outbox.settle(Outbox.GRACE);
    }
  }
}
