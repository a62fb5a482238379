package dev.wrapup.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// The server's own limit: so many requests in any window. A refused request doesn't count.
final class RateLimit {
  private final int limit;
  private final Duration window;
  private final boolean isFixed;
  private final Deque<Long> answered = new ArrayDeque<>();
  private long begin = System.nanoTime();

  private RateLimit(Settings settings, boolean isFixed) {
    this.limit = settings.limit();
    this.window = settings.window();
    this.isFixed = isFixed;
  }

  /// In any window, wherever it begins.
  static RateLimit sliding(Settings settings) {
    return new RateLimit(settings, false);
  }

  /// In windows that follow each other.
  static RateLimit fixed(Settings settings) {
    return new RateLimit(settings, true);
  }

  /// Where a request stands.
  ///
  /// @param allowed so many in a window; 0 for any number
  /// @param count so many in this one
  /// @param resetSeconds when the next one begins
  /// @param waitSeconds how long the caller has to wait; 0 if it is within the limit
  record State(int allowed, int count, long resetSeconds, long waitSeconds) {
    static final State NONE = new State(0, 0, 0, 0);
  }

  synchronized State enter() {
    if (limit == 0) return State.NONE;
    long now = System.nanoTime();
    long length = window.toNanos();
    if (isFixed && now - begin >= length) {
      begin = now;
      answered.clear();
    }
    while (!isFixed && !answered.isEmpty() && now - answered.peek() >= length) answered.remove();
    if (answered.size() < limit) {
      answered.add(now);
      return new State(limit, answered.size(), seconds(begin + length - now), 0);
    }
    long end = (isFixed ? begin : answered.element()) + length;
    return new State(limit, answered.size(), seconds(end - now), seconds(end - now));
  }

  private static long seconds(long nanos) {
    return Math.max(1, (nanos + 999_999_999) / 1_000_000_000);
  }
}
