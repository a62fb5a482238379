package dev.wrapup.sandbox.organization;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/// Past states with their end times, for eventually consistent reads. Not thread-safe.
///
/// @param <T> an immutable state
final class StateHistory<T> {
  private record Past<T>(long until, T state) {}

  private final Deque<Past<T>> past = new ArrayDeque<>();
  private boolean hasBegun;

  /// Starts recording.
  void begin() {
    hasBegun = true;
  }

  /// Records the state that ends now.
  void keep(Supplier<T> state) {
    if (hasBegun) past.add(new Past<>(System.nanoTime(), state.get()));
  }

  /// The state that long ago; empty if it is still current.
  Optional<T> before(Duration lag) {
    long then = System.nanoTime() - lag.toNanos();
    while (!past.isEmpty() && past.element().until() < then) past.remove();
    return Optional.ofNullable(past.peek()).map(Past::state);
  }

  void forget() {
    past.clear();
  }
}
