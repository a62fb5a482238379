package dev.wrapup.model.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /// The queues that offer each code as a file names them, in the order of their names, by the id
  /// of the code. Of queues with the same name the ids stand beside it; one whose name no file can
  /// hold has its id alone.
  public Map<String, List<QueueRef>> refs() {
    Map<String, Long> bearers =
        all.stream()
            .flatMap(queue -> Stream.of(queue.id(), queue.name()).distinct())
            .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    Map<String, List<QueueRef>> refs = new HashMap<>();
    for (Queue queue : all.stream().sorted(Comparator.comparing(Queue::name)).toList()) {
      String name = queue.name();
      boolean isName = !name.isBlank() && name.length() <= QueueRef.LONGEST;
      boolean isAlone = !isName || bearers.getOrDefault(name, 0L) == 1;
      QueueRef ref =
          new QueueRef(
              isName ? name : queue.id(), isAlone ? Optional.empty() : Optional.of(queue.id()));
      codesOf(queue)
          .orElse(Set.of())
          .forEach(code -> refs.computeIfAbsent(code, none -> new ArrayList<>()).add(ref));
    }
    return refs;
  }
}
