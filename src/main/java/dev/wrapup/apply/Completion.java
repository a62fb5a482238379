package dev.wrapup.apply;

import dev.wrapup.audit.AuditFolder;
import dev.wrapup.audit.Delivery;
import dev.wrapup.audit.Ending;
import dev.wrapup.audit.Event;
import dev.wrapup.audit.Intent;
import dev.wrapup.audit.Journal;
import dev.wrapup.audit.JournalFailure;
import dev.wrapup.audit.Outbox;
import dev.wrapup.audit.Recorded;
import dev.wrapup.http.Webhook;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.Target;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.Patience;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Ends the journals of runs that were cut short: what became of each intent is decided by reading,
/// never by writing. What is still missing, a new plan contains.
public final class Completion {
  private final CatalogReader reader;
  private final Dialect dialect;
  private final Clock clock;
  private final Optional<byte[]> key;
  private final Optional<Webhook> webhook;

  /// @param key that journals are signed with
  /// @param webhook where owed events go; without it they are given up, and can be replayed
  public Completion(
      CatalogReader reader,
      Dialect dialect,
      Clock clock,
      Optional<byte[]> key,
      Optional<Webhook> webhook) {
    this.reader = reader;
    this.dialect = dialect;
    this.clock = clock;
    this.key = key;
    this.webhook = webhook;
  }

  /// A journal that was completed.
  ///
  /// @param decided how many intents it was found out of what became of them
  /// @param made how many changes of the run are as desired
  /// @param planned how many it was to make, where its journal tells
  public record Completed(
      Path path, int decided, int made, Optional<Integer> planned, Outbox.Told told) {}

  /// Completes all open journals of a target. Of closed ones only the end is looked at: whether
  /// somebody changed what stands before it is for a verification to say.
  ///
  /// @return the journals that were completed
  /// @throws JournalFailure if there is one whose run can't be completed: of another target, or
  ///   broken; what it was about to write would be lost sight of
  public List<Completed> complete(AuditFolder folder, Target target) {
    List<Completed> completed = new ArrayList<>();
    for (Path path : folder.journals()) {
      if (Recorded.endsWell(path, key)) continue;
      Recorded recorded = Recorded.read(path, key);
      if (recorded.isClosed()) continue;
      recorded.broken().ifPresent(broken -> refuse(path, broken));
      if (!recorded.isFor(target)) throw ofAnother(recorded);
      completed.add(complete(recorded));
    }
    return completed;
  }

  private static void refuse(Path path, Recorded.Broken broken) {
    throw new JournalFailure(
        "the journal %s is broken at record %d: %s"
            .formatted(path, broken.number(), broken.reason()),
        "find out who changed it, look at live for what it tells of, then move it out of the folder");
  }

  private static JournalFailure ofAnother(Recorded open) {
    Target other = open.run().target();
    return new JournalFailure(
        "%s is of a run for %s at %s that was cut short"
            .formatted(open.path(), other.environment(), other.baseUrl()),
        "complete it for that target (wrapup audit resume), or choose another folder by --audit-dir");
  }

  /// Completes one open journal.
  public Completed complete(Recorded recorded) {
    try (Journal journal = Journal.reopen(recorded, clock, key)) {
      List<Event> owed = new ArrayList<>(recorded.undelivered());
      List<Intent> undecided = recorded.undecided(dialect);
      for (Intent intent : undecided) {
        if (intent.parkAs().isPresent()) parked(intent, journal);
        else journal.decided(intent, decide(intent)).ifPresent(owed::add);
      }
      Outbox.Told told = tell(owed, journal);
      journal.finish(Ending.completed());
      return new Completed(
          recorded.path(), undecided.size(), journal.made(), recorded.run().planned(), told);
    }
  }

  private Outbox.Told tell(List<Event> owed, Journal journal) {
    if (owed.isEmpty()) return Outbox.Told.NOTHING;
    if (webhook.isEmpty()) {
      Delivery failed = new Delivery.Failed(0, "the run that completed this had no webhook's URL");
      owed.forEach(event -> journal.told(event, failed));
      return new Outbox.Told(0, owed.size(), 0);
    }
    try (Outbox outbox = new Outbox(webhook.get(), journal, clock)) {
      owed.forEach(outbox::send);
      return outbox.settle(Outbox.GRACE);
    }
  }

  /// Looks at live until the write of an intent is seen, or would be by now. A run that was cut
  /// short a moment ago may have written what reads don't show yet.
  private <T> T look(Intent intent, Supplier<T> read, Predicate<T> isWritten) {
    Patience patience = reader.lag().since(intent.at(), clock.instant());
    return patience.until(read, isWritten).orElseGet(read);
  }

  private Optional<LiveCode> read(Intent intent) {
    return look(
        intent,
        () -> intent.effect().id().flatMap(reader::read),
        now -> now.isEmpty() || !isUntouched(intent, now.get()));
  }

  private void parked(Intent intent, Journal journal) {
    Optional<LiveCode> now = read(intent);
    if (now.isPresent() && now.get().code().equals(intent.parkAs().orElseThrow())) {
      journal.parked(intent.number(), now.get());
    } else {
      journal.decided(intent, new Outcome.Failed("the run ended before the code was set aside"));
    }
  }

  private Outcome decide(Intent intent) {
    return switch (intent.effect().action()) {
      case CREATE -> created(intent);
      case UPDATE -> updated(intent);
      case DELETE -> deleted(intent);
    };
  }

  private Outcome created(Intent intent) {
    String code = intent.effect().code();
    Optional<LiveCode> now = look(intent, () -> named(code), Optional::isPresent);
    if (now.isEmpty()) return notMade();
    return Merge.differences(dialect, intent.effect(), now.get()).isEmpty()
        ? new Outcome.Applied(now)
        : new Outcome.Unknown("a code of that name is live that isn't as wanted", List.of());
  }

  private Optional<LiveCode> named(String code) {
    return reader.codes().stream().filter(live -> live.code().equals(code)).findFirst();
  }

  private Outcome updated(Intent intent) {
    Optional<LiveCode> now = read(intent);
    if (now.isEmpty()) return Attempt.deleted(true);
    if (isUntouched(intent, now.get())) return notMade();
    List<Outcome.Clash> clashes = Merge.differences(dialect, intent.effect(), now.get());
    return clashes.isEmpty()
        ? new Outcome.Applied(now)
        : new Outcome.Unknown("live is neither as before nor as wanted", clashes);
  }

  private Outcome deleted(Intent intent) {
    Optional<LiveCode> now = read(intent);
    if (now.isEmpty()) return new Outcome.Applied(Optional.empty());
    return isUntouched(intent, now.get())
        ? notMade()
        : new Outcome.Conflict("somebody changed the code that was to go", List.of());
  }

  private static Outcome notMade() {
    return new Outcome.Failed("the run ended before it was made");
  }

  private static boolean isUntouched(Intent intent, LiveCode now) {
    return intent.before().filter(before -> before.revision().equals(now.revision())).isPresent();
  }
}
