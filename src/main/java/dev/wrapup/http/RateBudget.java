package dev.wrapup.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// When the next request may leave. Holds two promises for all callers together: at most so many
/// requests in any window, as the server counts them, and nothing while the server asked to wait.
public final class RateBudget {
  /// Whoever holds it is next; the others wait for it, so that one thread alone watches the clock.
  private final ReentrantLock turn = new ReentrantLock(true);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();
  private final Optional<Pace> pace;
  private final AtomicLong waited = new AtomicLong();
  private long pausedUntil = System.nanoTime();

  private RateBudget(Optional<Pace> pace) {
    this.pace = pace;
  }

  /// No limit but the server's own.
  public static RateBudget unlimited() {
    return new RateBudget(Optional.empty());
  }

  /// At most so many requests in any window of that length.
  public static RateBudget of(int limit, Duration window) {
    return new RateBudget(Optional.of(new Pace(limit, window, System.nanoTime())));
  }

  /// Waits for the turn of one request, which [#release()] has to follow once it was answered or
  /// given up.
  ///
  /// @throws HttpFailure if that turn comes after the deadline
  void acquire(Deadline deadline) {
    long begin = System.nanoTime();
    turn.lock();
    lock.lock();
    try {
      deadline.check();
      for (long wait = waitFor(); wait > 0; wait = waitFor()) {
        boolean isKnown = wait != Pace.UNTIL_ANSWERED;
        if (isKnown) deadline.check(Duration.ofNanos(wait));
        // looked at again in any case: an answer may have come meanwhile, or a pause
        long left = answered.awaitNanos(isKnown ? wait : deadline.left().toNanos());
        if (left <= 0) deadline.check();
      }
      pace.ifPresent(p -> p.leave(System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Deadline.outOfTime();
    } finally {
      lock.unlock();
      turn.unlock();
    }
    waited.addAndGet(System.nanoTime() - begin);
  }

  private long waitFor() {
    long now = System.nanoTime();
    return Math.max(pausedUntil - now, pace.isPresent() ? pace.get().delay(now) : 0);
  }

  /// Says that a request was answered, or that nobody waits for its answer any more.
  void release() {
    if (pace.isEmpty()) return;
    lock.lock();
    try {
      pace.get().answer(System.nanoTime());
      answered.signal();
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

  /// How long requests have waited for their turn, all together.
  public Duration waited() {
    return Duration.ofNanos(waited.get());
  }
}
