package dev.wrapup.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What was so before each change, for readers who are late. Not safe for threads.
///
/// @param <T> a state that doesn't change any more
final class Hindsight<T> {
  private record Past<T>(long until, T state) {}

  private final Deque<Past<T>> past = new ArrayDeque<>();
  private boolean hasBegun;

  /// Keeps states from now on.
  void begin() {
    hasBegun = true;
  }

  /// Keeps what is so until now.
  void keep(T state) {
    if (hasBegun) past.add(new Past<>(System.nanoTime(), state));
  }

  /// What was so that long ago; empty if it was as it is now.
  Optional<T> before(Duration lag) {
    long then = System.nanoTime() - lag.toNanos();
    while (!past.isEmpty() && past.element().until() < then) past.remove();
    return Optional.ofNullable(past.peek()).map(Past::state);
  }

  void forget() {
    past.clear();
  }
}
