package dev.wrapup.plan.diff;

import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.model.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds the queue that a file means. What it can't tell becomes a finding, once for each way to
/// write.
final class QueueNaming {
  private static final int LISTED = 5;

  private record Told(QueueRef ref, String byId) {}

  private final Queues queues;
  private final Map<String, List<Queue>> byWord = new HashMap<>();
  private final Set<Told> told = new HashSet<>();
  private final Suggestion suggestion = new Suggestion();

  QueueNaming(Queues queues) {
    this.queues = queues;
    for (Queue queue : queues.all()) {
      byWord.computeIfAbsent(queue.id(), word -> new ArrayList<>()).add(queue);
      if (queue.name().equals(queue.id())) continue;
      byWord.computeIfAbsent(queue.name(), word -> new ArrayList<>()).add(queue);
    }
  }

  /// The one queue that is meant; empty if there is none, or several.
  Optional<Queue> find(QueueRef ref) {
    List<Queue> meant = meant(ref);
    return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
  }

  /// The same, with an error where there is none.
  ///
  /// @param byId how the id of a queue is written there
  Optional<Queue> find(Sourced<QueueRef> ref, String byId, List<Finding> findings) {
    List<Queue> meant = meant(ref.value());
    if (meant.size() != 1 && told.add(new Told(ref.value(), byId))) {
      findings.add(meant.isEmpty() ? unknown(ref) : ambiguous(ref, byId, meant));
    }
    return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
  }

  /// All that may be meant.
  List<Queue> meant(QueueRef ref) {
    return byWord.getOrDefault(ref.word(), List.of()).stream().filter(ref::mayMean).toList();
  }

  private Finding unknown(Sourced<QueueRef> ref) {
    String name = ref.value().name();
    String id = ref.value().id().map(" with the id %s"::formatted).orElse("");
    String view = queues.unseen().map(why -> " among those that can be seen: " + why).orElse("");
    Set<String> names = queues.all().stream().map(Queue::name).collect(Collectors.toSet());
    return Finding.error(
        "unknown-queue",
        "there is no queue '%s'%s%s".formatted(name, id, view),
        Optional.of(ref.at()),
        name,
        suggestion
            .nearest(name, new TreeSet<>(names))
            .filter(near -> !near.equals(name))
            .map("did you mean '%s'?"::formatted)
            .orElse("write the name of a queue as it is live, or its id"));
  }

  private static Finding ambiguous(Sourced<QueueRef> ref, String byId, List<Queue> meant) {
    String name = ref.value().name();
    return Finding.error(
        "ambiguous-queue",
        "%s are called '%s': %s"
            .formatted(
                Words.count(meant.size(), "queue"),
                name,
                Words.named(meant.stream().map(Queue::id).toList(), LISTED)),
        Optional.of(ref.at()),
        name,
        "write " + byId.formatted(meant.getFirst().id()));
  }
}
