package dev.wrapup.model.queue;

import java.util.Optional;

/// How a file names a queue.
///
/// @param name of the queue, or its id
/// @param id beside a name that several queues have; it alone decides then
public record QueueRef(String name, Optional<String> id) {
  /// The longest name of a queue, in UTF-16 units.
  public static final int LONGEST = 256;

  /// What decides which queue is meant.
  public String word() {
    return id.orElse(name);
  }

  /// Whether it may mean a queue. It is ambiguous if it may mean several.
  public boolean mayMean(Queue queue) {
    return id.map(queue.id()::equals)
        .orElseGet(() -> queue.name().equals(name) || queue.id().equals(name));
  }
}
