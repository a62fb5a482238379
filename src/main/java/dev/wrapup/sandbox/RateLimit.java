package dev.wrapup.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The server's own limit: so many requests in any window. A refused request doesn't count.
final class RateLimit {
  private final Settings settings;
  private final Deque<Long> answered = new ArrayDeque<>();

  RateLimit(Settings settings) {
    this.settings = settings;
  }

  /// How many whole seconds the caller has to wait; empty if it is within the limit.
  synchronized Optional<Long> waitSeconds() {
    if (settings.limit() == 0) return Optional.empty();
    long now = System.nanoTime();
    long window = settings.window().toNanos();
    while (!answered.isEmpty() && now - answered.peek() >= window) answered.remove();
    if (answered.size() < settings.limit()) {
      answered.add(now);
      return Optional.empty();
    }
    long nanos = answered.element() + window - now;
    return Optional.of(Math.max(1, (nanos + 999_999_999) / 1_000_000_000));
  }
}
