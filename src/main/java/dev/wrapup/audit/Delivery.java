package dev.wrapup.audit;

/// What came of telling an event.
public sealed interface Delivery {
  /// How often it was sent.
  int tries();

  /// The receiver took it.
  ///
  /// @param status 2xx
  record Accepted(int tries, int status) implements Delivery {}

  /// It was given up; it can be replayed.
  record Failed(int tries, String reason) implements Delivery {}
}
