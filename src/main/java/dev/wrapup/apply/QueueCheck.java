package dev.wrapup.apply;

import dev.wrapup.journal.AuditEntry;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Since;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.ConsistencyWait;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares what a run added to queues, and removed from them, with what they offer after it. A
/// queue that doesn't show it is read again as long as reads may lag: then others undid it.
final class QueueCheck {
  private final CatalogReader reader;
  private final List<AuditEntry> landed;

  /// Ids of the codes of each queue, as they were read last; empty if there is no such queue.
  private final Map<String, Optional<Set<String>>> offered = new HashMap<>();

  /// @param landed changes of queues that did
  /// @param after the queues as they were read after them
  QueueCheck(List<AuditEntry> landed, Optional<Queues> after, CatalogReader reader) {
    this.reader = reader;
    this.landed = List.copyOf(landed);
    for (Queues queues : after.stream().toList()) {
      queues.codeIds().forEach((queue, codes) -> offered.put(queue, Optional.of(codes)));
    }
  }

  /// Reads again what isn't shown as it was written.
  void await(ConsistencyWait patience) {
    if (!undone().isEmpty()) patience.until(this::look, List::isEmpty);
  }

  private List<AuditEntry> look() {
    for (String queue : undone().stream().map(QueueCheck::queue).distinct().toList()) {
      offered.put(queue, reader.codesOf(queue));
    }
    return undone();
  }

  private List<AuditEntry> undone() {
    return landed.stream().filter(this::isUndone).toList();
  }

  private boolean isUndone(AuditEntry entry) {
    Optional<Set<String>> codes = offered.get(queue(entry));
    return codes == null
        || !QueueWrite.isAsWanted(
            entry.effect().action() == Effect.Action.ADD_TO_QUEUE,
            entry.outcome().now().map(LiveCode::id).orElse(""),
            codes);
  }

  private static String queue(AuditEntry entry) {
    return entry.effect().queue().orElseThrow().id();
  }

  /// The outcome with what others have made of it.
  ChangeOutcome seen(AuditEntry entry) {
    if (!isUndone(entry)) return entry.outcome();
    Effect.Part part = entry.effect().parts().getFirst();
    Value none = Field.QUEUE.empty();
    Clash clash = new Clash(Field.QUEUE, part.to().orElse(none), part.from().orElse(none));
    return entry.outcome().with(new Since(false, List.of(clash)));
  }
}
