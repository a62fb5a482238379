package dev.wrapup.apply;

import dev.wrapup.audit.AuditFolder;
import dev.wrapup.audit.Intent;
import dev.wrapup.audit.Journal;
import dev.wrapup.audit.Recorded;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.Target;
import dev.wrapup.platform.CatalogReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ends the journals of runs that were cut short: what became of each intent is decided by reading,
/// never by writing. What is still missing, a new plan contains.
public final class Completion {
  private final CatalogReader reader;
  private final Dialect dialect;
  private final Clock clock;
  private final Optional<byte[]> key;

  public Completion(CatalogReader reader, Dialect dialect, Clock clock, Optional<byte[]> key) {
    this.reader = reader;
    this.dialect = dialect;
    this.clock = clock;
    this.key = key;
  }

  /// Completes all open journals of a target.
  ///
  /// @return the journals that were completed
  public List<Path> complete(AuditFolder folder, Target target) {
    List<Path> completed = new ArrayList<>();
    for (Path path : folder.journals()) {
      Recorded recorded = Recorded.read(path, key);
      boolean isOurs = recorded.target().filter(target::equals).isPresent();
      if (!recorded.isOpen() || !isOurs) continue;
      complete(recorded);
      completed.add(path);
    }
    return completed;
  }

  private void complete(Recorded recorded) {
    try (Journal journal = Journal.reopen(recorded, clock, key)) {
      List<Outcome> outcomes = new ArrayList<>();
      for (Intent intent : recorded.undecided(dialect)) {
        if (intent.parkAs().isPresent()) {
          parked(intent, journal);
          continue;
        }
        Outcome outcome = decide(intent);
        journal.decided(intent, outcome);
        outcomes.add(outcome);
      }
      journal.finish(outcomes, Optional.empty());
    }
  }

  private void parked(Intent intent, Journal journal) {
    Optional<LiveCode> now = intent.effect().id().flatMap(reader::read);
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
    Optional<LiveCode> now =
        reader.codes().stream()
            .filter(live -> live.code().equals(intent.effect().code()))
            .findFirst();
    if (now.isEmpty()) return notMade();
    return Merge.differences(dialect, intent.effect(), now.get()).isEmpty()
        ? new Outcome.Applied(now)
        : new Outcome.Unknown("a code of that name is live that isn't as wanted", List.of());
  }

  private Outcome updated(Intent intent) {
    Optional<LiveCode> now = intent.effect().id().flatMap(reader::read);
    if (now.isEmpty()) return new Outcome.Conflict("somebody deleted the code", List.of());
    if (isUntouched(intent, now.get())) return notMade();
    List<Outcome.Clash> clashes = Merge.differences(dialect, intent.effect(), now.get());
    return clashes.isEmpty()
        ? new Outcome.Applied(now)
        : new Outcome.Unknown("live is neither as before nor as wanted", clashes);
  }

  private Outcome deleted(Intent intent) {
    Optional<LiveCode> now = intent.effect().id().flatMap(reader::read);
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
