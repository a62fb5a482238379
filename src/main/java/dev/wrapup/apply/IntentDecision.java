package dev.wrapup.apply;

import dev.wrapup.journal.Intent;
import dev.wrapup.journal.RevisionClaims;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.ConsistencyWait;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Resolves by reading what became of writes whose responses were lost. A server may carry one out
/// late, so that live is polled until it shows the write, or none can come any more. A state is
/// only taken for ours if it directly follows the one that was written over.
final class IntentDecision {
  private static final Duration UNTOLD = Duration.ofSeconds(1);

  private final CatalogReader reader;
  private final Dialect dialect;
  private final RevisionClaims claims;
  private final long end;
  private final Consumer<String> tell;
  private boolean isTold;

  /// The codes of each queue as they were read last; empty if there is no such queue any more.
  private final Map<String, Optional<Set<String>>> offered = new HashMap<>();

  /// The queues that were read when no write could be carried out any more.
  private final Set<String> settled = new HashSet<>();

  /// @param claims what other runs did
  /// @param left how long a write may still be carried out
  /// @param tell takes why it takes a while, for people
  IntentDecision(
      CatalogReader reader,
      Dialect dialect,
      RevisionClaims claims,
      Duration left,
      Consumer<String> tell) {
    this.reader = reader;
    this.dialect = dialect;
    this.claims = claims;
    this.end = System.nanoTime() + left.toNanos();
    this.tell = tell;
  }

  /// The code under its other name, if it was to be set aside and is.
  Optional<LiveCode> parked(Intent intent) {
    if (intent.parkAs().isEmpty() || claimed(intent).isPresent()) return Optional.empty();
    String aside = intent.parkAs().get();
    Predicate<LiveCode> isAside = live -> live.code().equals(aside);
    return read(intent, isAside).filter(isAside);
  }

  /// What became of an intent.
  ChangeOutcome of(Intent intent) {
    Optional<String> other =
        intent.effect().action().isOfQueue() ? claims.after(intent) : claimed(intent);
    if (other.isPresent()) return notMade(other.get());
    if (intent.parkAs().isPresent()) {
      return ChangeOutcome.failed(
          "the run ended before the code was called " + intent.parkAs().get());
    }
    return switch (intent.effect().action()) {
      case CREATE -> created(intent);
      case UPDATE -> updated(intent);
      case DELETE -> deleted(intent);
      case ADD_TO_QUEUE -> offered(intent, true);
      case REMOVE_FROM_QUEUE -> offered(intent, false);
    };
  }

  /// The run that wrote over what this was to write over.
  private Optional<String> claimed(Intent intent) {
    return intent.before().flatMap(code -> claims.by(code.id(), Optional.of(code.revision())));
  }

  private <T> T look(Supplier<T> read, Predicate<T> isDecided) {
    T seen = read.get();
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (isDecided.test(seen) || left.isNegative()) return seen;
    if (!isTold && left.compareTo(UNTOLD) > 0) {
      isTold = true;
      tell.accept(
          "waiting up to %d s: what the run sent before it was cut short may still be carried out"
              .formatted(left.toSeconds() + 1));
    }
    return new ConsistencyWait(left, reader.lag().deadline())
        .until(read, isDecided)
        .orElseGet(read);
  }

  /// Looks at a live code until nothing can change any more what became of a write to it.
  private Optional<LiveCode> read(Intent intent, Predicate<LiveCode> isWritten) {
    return look(
        () -> intent.effect().id().flatMap(reader::read),
        now -> now.isEmpty() || isDecided(intent, now.get(), isWritten));
  }

  private boolean isDecided(Intent intent, LiveCode now, Predicate<LiveCode> isWritten) {
    // under a lock nothing of ours comes after another writer's edit
    return (reader.locks() && !isUntouched(intent, now))
        || (isOurs(intent, now) && (isWritten.test(now) || ChangeExecutor.namesEditor(now)));
  }

  private boolean isOurs(Intent intent, LiveCode now) {
    boolean isAsMoved =
        intent.moveTo().isEmpty()
            || ChangeExecutor.namesEditor(now)
            || intent
                .before()
                .filter(code -> CodeRename.isCodeAlone(dialect, code, now))
                .isPresent();
    return isAsMoved && reader.isOurs(intent.before(), now, intent.at());
  }

  private List<Clash> differences(Intent intent, LiveCode now) {
    return ThreeWayMerge.differences(dialect, intent.effect(), now);
  }

  private ChangeOutcome created(Intent intent) {
    String code = intent.effect().code();
    // names are unique: once there is one, no other comes
    Optional<LiveCode> now = look(() -> named(code), Optional::isPresent);
    if (now.isEmpty()) return notMade();
    Optional<String> other = claims.by(now.get().id(), Optional.empty());
    if (other.isPresent()) return notMade(other.get());
    List<Clash> clashes = differences(intent, now.get());
    boolean isOurs = isOurs(intent, now.get());
    if (clashes.isEmpty()) return isOurs ? ChangeOutcome.applied(now) : ChangeExecutor.byOthers();
    return isOurs && ChangeExecutor.namesEditor(now.get())
        ? ChangeExecutor.altered(now.get(), clashes)
        : ChangeOutcome.unknown("a code of that name is live that isn't as wanted", clashes);
  }

  private Optional<LiveCode> named(String code) {
    return reader.codes().stream().filter(live -> live.code().equals(code)).findFirst();
  }

  private ChangeOutcome updated(Intent intent) {
    Predicate<LiveCode> isWritten =
        intent
            .moveTo()
            .<Predicate<LiveCode>>map(code -> live -> live.code().equals(code))
            .orElse(live -> differences(intent, live).isEmpty());
    Optional<LiveCode> now = read(intent, isWritten);
    if (now.isEmpty()) return ChangeExecutor.deleted(true);
    LiveCode live = now.get();
    List<Clash> clashes = differences(intent, live);
    boolean isUntouched = isUntouched(intent, live);
    if (!isUntouched && !isOurs(intent, live)) {
      return clashes.isEmpty()
          ? ChangeExecutor.byOthers()
          : ChangeOutcome.unknown("live is neither as before nor as wanted", clashes);
    }
    // what a move was to follow, or was to put right, was written before it
    if (clashes.isEmpty()) return ChangeOutcome.applied(now);
    if (intent.moveTo().isPresent()) return moved(intent, live, clashes);
    if (isUntouched) return notMade();
    // a direct successor with other values may be anybody's, unless the API says whose it is
    return ChangeExecutor.namesEditor(live)
        ? ChangeExecutor.altered(live, clashes)
        : ChangeOutcome.unknown("live is neither as before nor as wanted", clashes);
  }

  private static ChangeOutcome moved(Intent intent, LiveCode live, List<Clash> clashes) {
    return clashes.size() < intent.effect().parts().size()
        ? ChangeOutcome.altered(live, "the run ended before all of it was made", clashes)
        : notMade();
  }

  private ChangeOutcome deleted(Intent intent) {
    Optional<LiveCode> now = read(intent, live -> false);
    if (now.isEmpty()) return ChangeOutcome.applied(Optional.empty());
    return isUntouched(intent, now.get())
        ? notMade()
        : ChangeOutcome.conflict("somebody changed the code that was to go", List.of());
  }

  /// What became of adding a code to a queue, or removing it: whose doing it is can't be told, nor
  /// does it matter.
  private ChangeOutcome offered(Intent intent, boolean isAdd) {
    String code = intent.before().map(LiveCode::id).or(intent.effect()::id).orElse("");
    String queue = intent.effect().queue().orElseThrow().id();
    Predicate<Optional<Set<String>>> isWritten = codes -> QueueWrite.isAsWanted(isAdd, code, codes);
    Predicate<Optional<Set<String>>> isDecided = isWritten.or(Optional::isEmpty);
    Optional<Set<String>> seen = offered.get(queue);
    if (seen == null || (!isDecided.test(seen) && !settled.contains(queue))) {
      if (System.nanoTime() > end) settled.add(queue);
      seen = look(() -> reader.codesOf(queue), isDecided);
      offered.put(queue, seen);
    }
    if (seen.isEmpty()) return ChangeOutcome.unknown(QueueWrite.GONE, List.of());
    return isWritten.test(seen) ? ChangeOutcome.applied(intent.before()) : notMade();
  }

  private static ChangeOutcome notMade() {
    return ChangeOutcome.failed("the run ended before it was made");
  }

  private static ChangeOutcome notMade(String other) {
    return ChangeOutcome.failed(
        "the run ended before it was made; the run %s did it".formatted(other));
  }

  private static boolean isUntouched(Intent intent, LiveCode now) {
    return intent.before().filter(before -> before.revision().equals(now.revision())).isPresent();
  }
}
