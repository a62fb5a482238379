package dev.wrapup.journal;

/// The result of delivering an event.
public sealed interface Delivery {
  /// The number of attempts.
  int tries();

  /// Accepted by the receiver.
  ///
  /// @param status 2xx
  record Accepted(int tries, int status) implements Delivery {}

  /// Given up; can be replayed.
  record Failed(int tries, String reason) implements Delivery {}
}
