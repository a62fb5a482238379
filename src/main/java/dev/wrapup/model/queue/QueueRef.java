package dev.wrapup.model.queue;

import java.util.Optional;

/// How a file names a queue.
///
/// @param name of the queue, or its id
/// @param id beside a name that several queues have; it alone decides then
public record QueueRef(String name, Optional<String> id) {
  /// Whether it may mean a queue. It is ambiguous if it may mean several.
  public boolean mayMean(Queue queue) {
    return id.map(queue.id()::equals)
        .orElseGet(() -> queue.name().equals(name) || queue.id().equals(name));
  }
}
