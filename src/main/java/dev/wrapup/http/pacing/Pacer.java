package dev.wrapup.http.pacing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Client-side rate limiter: at most so many requests in any window, evenly spaced. A server may
/// count a request at any time between sending and response, so each occupies its slot until one
/// window after its response. Times are those of [System#nanoTime()]. Not thread-safe.
final class Pacer {
  /// What [#delay(long)] tells when only an answer makes room.
  static final long UNTIL_ANSWERED = Long.MAX_VALUE;

  /// The window is taken this much longer than it is, for clocks that tick in milliseconds.
  private static final double MARGIN = 1.002;

  /// How much of a window may be made up for at once, after something held requests back.
  private static final int ARREARS_SHARE = 4;

  private final int limit;
  private final long window;
  private final long interval;
  private final long arrears;
  private final Deque<Long> answered = new ArrayDeque<>();
  private int underWay;

  /// When the next request is due.
  private long due;

  private Pacer(int limit, Duration window) {
    this.limit = limit;
    this.window = (long) (window.toNanos() * MARGIN);
    this.interval = this.window / limit;
    this.arrears = this.window / ARREARS_SHARE;
  }

  /// @param begin when the first request is due: what is past by then is made up for, as if
  ///   something had held requests back
  static Pacer spread(int limit, Duration window, long begin) {
    Pacer pace = new Pacer(limit, window);
    pace.due = begin;
    return pace;
  }

  /// How long the next request has to wait, in nanoseconds; nothing or less if it may leave now.
  long delay(long now) {
    while (!answered.isEmpty() && now - answered.element() >= window) answered.remove();
    long wait = due - now;
    if (underWay + answered.size() < limit) return wait;
    return answered.isEmpty() ? UNTIL_ANSWERED : Math.max(wait, answered.element() + window - now);
  }

  /// A request leaves.
  void leave(long now) {
    underWay++;
    due = Math.max(due, now - arrears) + interval;
  }

  /// A request was answered, or given up.
  void answer(long now) {
    underWay--;
    answered.add(now);
  }
}
