package dev.wrapup.apply;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.journal.AuditEntry;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Since;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.UnreadWrite;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.ParallelCalls;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compares what a run added to queues, and removed from them, with what they offer after it. A
/// queue that doesn't show it is read again as long as reads may lag.
final class QueueCheck {
  private final CatalogReader reader;
  private final List<AuditEntry> landed;

  /// Ids of those that are read next.
  private Set<String> due;

  /// Ids of the codes of each queue, as they were read last; empty if it is gone or can't be seen.
  private final Map<String, Optional<Set<String>>> offered = new ConcurrentHashMap<>();

  /// Ids of the queues that couldn't be read.
  private final Set<String> unread = ConcurrentHashMap.newKeySet();

  /// What some reading showed as it was written.
  private final Set<AuditEntry> shown = new HashSet<>();

  /// @param landed changes of queues that did
  /// @param queues ids of the queues to read
  QueueCheck(List<AuditEntry> landed, Set<String> queues, CatalogReader reader) {
    this.reader = reader;
    this.landed = List.copyOf(landed);
    this.due = Set.copyOf(queues);
  }

  /// Reads all queues, and again those that don't show what was written. One that can't be read
  /// keeps no other from being read.
  void await(ConsistencyWait patience) {
    if (due.isEmpty()) return;
    try {
      patience.until(this::look, Set::isEmpty);
    } catch (HttpFailure e) {
      // there is no time to see whether they are late
      unread.addAll(due);
    }
  }

  private Set<String> look() {
    ParallelCalls.map("queues", List.copyOf(due), this::read);
    landed.stream().filter(entry -> !isUndone(entry)).forEach(shown::add);
    due =
        landed.stream()
            .filter(this::isUndone)
            .map(QueueCheck::queue)
            .filter(queue -> !unread.contains(queue) && !isGone(queue))
            .collect(Collectors.toSet());
    return due;
  }

  private boolean read(String queue) {
    try {
      offered.put(queue, reader.codesOf(queue));
      return true;
    } catch (HttpFailure | IncompleteCatalogException e) {
      return !unread.add(queue);
    }
  }

  private boolean isGone(String queue) {
    return offered.containsKey(queue) && offered.get(queue).isEmpty();
  }

  private boolean isUndone(AuditEntry entry) {
    String queue = queue(entry);
    if (isGone(queue)) return isAdd(entry);
    String code = entry.outcome().now().map(LiveCode::id).orElse("");
    return !QueueWrite.isAsWanted(
        isAdd(entry), code, offered.getOrDefault(queue, Optional.empty()));
  }

  private static boolean isAdd(AuditEntry entry) {
    return entry.effect().action() == Effect.Action.ADD_TO_QUEUE;
  }

  private static String queue(AuditEntry entry) {
    return entry.effect().queue().orElseThrow().id();
  }

  /// Queues with changes that nobody can say of whether they are still as written.
  Stream<UnreadWrite> unread() {
    return landed.stream()
        .map(entry -> entry.effect().queue().orElseThrow())
        .filter(queue -> unread.contains(queue.id()))
        .map(queue -> new UnreadWrite(true, queue.id(), queue.name()));
  }

  /// Queues with the codes as they were read last; those that couldn't be read, without them.
  Queues asRead(Queues before) {
    Map<String, Set<String>> codes = new HashMap<>(before.codeIds());
    codes.keySet().removeAll(unread);
    offered.forEach(
        (queue, now) -> {
          if (!unread.contains(queue)) now.ifPresent(ids -> codes.put(queue, ids));
        });
    List<Queue> there = before.all().stream().filter(queue -> !isGone(queue.id())).toList();
    return new Queues(there, codes, before.unseen());
  }

  /// The outcome with what others have made of it.
  ChangeOutcome seen(AuditEntry entry) {
    return isAsWritten(entry)
        ? entry.outcome()
        : entry.outcome().with(new Since(false, List.of(clash(entry))));
  }

  /// The outcome as a run tells it that has just written it: what no reading showed may be the
  /// server's doing, or somebody else's.
  ChangeOutcome seenAtOnce(AuditEntry entry) {
    if (isAsWritten(entry) || isGone(queue(entry)) || shown.contains(entry)) return seen(entry);
    return ChangeOutcome.altered(
        entry.outcome().now().orElseThrow(),
        isAdd(entry)
            ? PostApplyCheck.BUT + "the queue doesn't offer it, or somebody has removed it again"
            : PostApplyCheck.BUT + "the queue still offers it, or somebody has added it again",
        List.of(clash(entry)));
  }

  private boolean isAsWritten(AuditEntry entry) {
    return unread.contains(queue(entry)) || !isUndone(entry);
  }

  private static Clash clash(AuditEntry entry) {
    Effect.Part part = entry.effect().parts().getFirst();
    Value none = Field.QUEUE.empty();
    return new Clash(Field.QUEUE, part.to().orElse(none), part.from().orElse(none));
  }
}
