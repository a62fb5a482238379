package dev.wrapup.http.pacing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Rate limiter for all callers together: at most so many requests in any window, no more than the
/// server's headers leave, and none during a requested pause.
public final class RateBudget {
  /// Queues the callers, so that only one thread waits on the clock.
  private final ReentrantLock turn = new ReentrantLock(true);

  private final Optional<Pacer> pace;
  private final boolean isGuess;
  private final ServerWindow allowance = new ServerWindow();
  private int waiting;
  private long waitingSince;
  private long waited;
  private long pausedUntil = System.nanoTime();
  private String pausedBy = "";

  private RateBudget(Optional<Pacer> pace, boolean isGuess) {
    this.pace = pace;
    this.isGuess = isGuess;
  }

  /// No limit but the server's own.
  public static RateBudget unlimited() {
    return new RateBudget(Optional.empty(), false);
  }

  /// At most so many requests in any window of that length, spread over it.
  ///
  /// @param late how long the run has taken without one, which is made up for; not negative
  public static RateBudget of(int limit, Duration window, Duration late) {
    return new RateBudget(Optional.of(pacer(limit, window, late)), false);
  }

  /// At most so many requests in any window of that length, until the server tells its own limit.
  /// The first of them may leave at once, for short runs that come nowhere near the limit.
  public static RateBudget untilTold(int limit, Duration window) {
    return new RateBudget(Optional.of(pacer(limit, window, window)), true);
  }

  private static Pacer pacer(int limit, Duration window, Duration late) {
    return Pacer.spread(limit, window, System.nanoTime() - late.toNanos());
  }

  /// Waits for the turn of one request, which [#release(Optional)] has to follow once it was
  /// answered or given up.
  ///
  /// @throws HttpFailure if that turn comes after the deadline
  public void acquire(Deadline deadline) {
    standInLine();
    turn.lock();
    try {
      awaitTurn(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Deadline.outOfTime();
    } finally {
      leaveLine();
      turn.unlock();
    }
  }

  private synchronized void awaitTurn(Deadline deadline) throws InterruptedException {
    deadline.check();
    for (long wait = waitFor(); wait > 0; wait = waitFor()) {
      deadline.check();
      boolean isKnown = wait != Pacer.UNTIL_ANSWERED;
      if (isKnown) deadline.check(Duration.ofNanos(wait));
      // looked at again in any case: an answer may have come meanwhile, or a pause
      try (Deadline.Wait _ =
          isKnown ? deadline.waiting(why(), Duration.ofNanos(wait)) : deadline.waiting(why())) {
        TimeUnit.NANOSECONDS.timedWait(this, isKnown ? wait : deadline.left().toNanos());
      }
    }
    leave(System.nanoTime());
  }

  private String why() {
    return "for the rate limit" + (pausedUntil - System.nanoTime() > 0 ? pausedBy : "");
  }

  private synchronized void leaveLine() {
    if (--waiting == 0) waited += System.nanoTime() - waitingSince;
  }

  private synchronized void standInLine() {
    if (waiting++ == 0) waitingSince = System.nanoTime();
  }

  private long waitFor() {
    long now = System.nanoTime();
    return Math.max(pausedUntil - now, delay(now));
  }

  /// How long the next request has to wait if nobody asked for a pause, in nanoseconds.
  long delay(long now) {
    boolean isPaced = pace.isPresent() && !(isGuess && allowance.isTold());
    return Math.max(allowance.delay(now), isPaced ? pace.get().delay(now) : 0);
  }

  /// A request leaves.
  void leave(long now) {
    pace.ifPresent(p -> p.leave(now));
    allowance.leave(now);
  }

  /// A request was answered, or given up.
  void answer(long now, Optional<RateLimitHeaders> told) {
    pace.ifPresent(p -> p.answer(now));
    allowance.answer(now, told);
  }

  /// Says that a request was answered, or that nobody waits for its answer any more.
  ///
  /// @param told what the server said of its limit; empty if nothing
  public synchronized void release(Optional<RateLimitHeaders> told) {
    answer(System.nanoTime(), told);
    notifyAll();
  }

  /// Lets nobody send for a while.
  ///
  /// @param answer by which the server asked for it
  public synchronized void pause(Duration wait, String answer) {
    allowance.refused(System.nanoTime());
    pausedUntil = Math.max(pausedUntil, System.nanoTime() + wait.toNanos());
    pausedBy = " (%s)".formatted(answer);
  }

  /// Lets who waits look at the deadline again.
  public synchronized void wake() {
    notifyAll();
  }

  /// How long there was any request that waited for its turn: a time in which many did counts once.
  public synchronized Duration waited() {
    return Duration.ofNanos(waited);
  }
}
