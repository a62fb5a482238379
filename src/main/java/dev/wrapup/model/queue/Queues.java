package dev.wrapup.model.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The queues of an organization as far as they can be seen, and the codes that some of them offer.
///
/// @param all in the order of their ids, each once
/// @param codeIds ids of the codes that a queue offers, by its id. What a queue offers that isn't
///   in it was not read, and is unknown, never nothing
/// @param unseen why there may be more queues, for people; empty if all are here
public record Queues(List<Queue> all, Map<String, Set<String>> codeIds, Optional<String> unseen) {
  public Queues {
    all = List.copyOf(all);
    Map<String, Set<String>> copy = new HashMap<>();
    codeIds.forEach((id, codes) -> copy.put(id, Set.copyOf(codes)));
    codeIds = Map.copyOf(copy);
  }

  /// The ids of the codes that a queue offers; empty if that was not read.
  public Optional<Set<String>> codesOf(Queue queue) {
    return codesOf(queue.id());
  }

  /// The same of the queue with that id.
  public Optional<Set<String>> codesOf(String queue) {
    return Optional.ofNullable(codeIds.get(queue));
  }
}
