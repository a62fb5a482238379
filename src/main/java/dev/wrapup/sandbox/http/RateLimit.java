package dev.wrapup.sandbox.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Limits requests per window. A rejected request doesn't count.
public final class RateLimit {
  private final int limit;
  private final Duration window;
  private final boolean isFixed;
  private final Deque<Long> answered = new ArrayDeque<>();
  private long begin = System.nanoTime();

  private RateLimit(int limit, Duration window, boolean isFixed) {
    this.limit = limit;
    this.window = window;
    this.isFixed = isFixed;
  }

  /// With a sliding window.
  ///
  /// @param limit of a window; 0 for none
  public static RateLimit sliding(int limit, Duration window) {
    return new RateLimit(limit, window, false);
  }

  /// With consecutive fixed windows.
  ///
  /// @param limit of a window; 0 for none
  public static RateLimit fixed(int limit, Duration window) {
    return new RateLimit(limit, window, true);
  }

  /// The state of the limit for one request.
  ///
  /// @param allowed requests per window; 0 for no limit
  /// @param count of this window
  /// @param resetSeconds until the next window
  /// @param waitSeconds until a retry may succeed; 0 within the limit
  public record State(int allowed, int count, long resetSeconds, long waitSeconds) {
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
