package dev.wrapup.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// When the next request may leave. Holds two promises for all callers together: at most so many
/// requests in any window, spread out rather than in bursts, and nothing while the server asked to
/// wait.
public final class RateBudget {
  /// The window is taken this much longer than it is, since requests reach the server unevenly.
  private static final double MARGIN = 1.005;

  /// How many requests may follow each other at once after a pause, as a share of the limit.
  private static final int BURST_SHARE = 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final long[] sent;
  private final long window;
  private final long interval;
  private final long tolerance;
  private long count;
  private long paced;
  private long pausedUntil;
  private final AtomicLong waited = new AtomicLong();

  private RateBudget(int limit, Duration window) {
    this.sent = new long[limit];
    this.window = (long) (window.toNanos() * MARGIN);
    this.interval = limit == 0 ? 0 : this.window / limit;
    this.tolerance = interval * (limit / BURST_SHARE);
    long now = System.nanoTime();
    this.paced = now;
    this.pausedUntil = now;
  }

  /// No limit but the server's own.
  public static RateBudget unlimited() {
    return new RateBudget(0, Duration.ZERO);
  }

  /// At most so many requests in any window of that length.
  public static RateBudget of(int limit, Duration window) {
    return new RateBudget(limit, window);
  }

  /// Waits for the turn of one request.
  ///
  /// @throws HttpFailure if that turn comes after the deadline
  void acquire(Deadline deadline) {
    long turn = reserve();
    long begin = System.nanoTime();
    while (true) {
      long wait = Math.max(turn, pausedUntil()) - System.nanoTime();
      if (wait <= 0) break;
      deadline.sleep(Duration.ofNanos(wait));
    }
    waited.addAndGet(System.nanoTime() - begin);
    deadline.check();
  }

  /// When the next request may leave, on the clock of [System#nanoTime()]; that turn is taken.
  long reserve() {
    lock.lock();
    try {
      long now = System.nanoTime();
      if (sent.length == 0) return now;
      long turn = Math.max(now, paced - tolerance);
      int slot = (int) (count % sent.length);
      if (count >= sent.length) turn = Math.max(turn, sent[slot] + window);
      paced = Math.max(paced, turn) + interval;
      sent[slot] = turn;
      count++;
      return turn;
    } finally {
      lock.unlock();
    }
  }

  /// Lets nobody send for a while.
  void pause(Duration wait) {
    lock.lock();
    try {
      pausedUntil = Math.max(pausedUntil, System.nanoTime() + wait.toNanos());
    } finally {
      lock.unlock();
    }
  }

  private long pausedUntil() {
    lock.lock();
    try {
      return pausedUntil;
    } finally {
      lock.unlock();
    }
  }

  /// How long requests have waited for their turn, all together.
  public Duration waited() {
    return Duration.ofNanos(waited.get());
  }
}
