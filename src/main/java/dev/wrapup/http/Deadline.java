package dev.wrapup.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// When a run has to be over, on a clock that nobody sets. Safe for many threads.
public final class Deadline {
  private static final Duration NEVER = Duration.ofDays(3650);

  /// Takes what a run waits for, so that people are told.
  public interface Teller {
    /// @param wait how long; so far, or from now on
    void tell(Duration wait, String why);
  }

  private final AtomicLong end;
  private volatile Teller teller = (wait, why) -> {};
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Set<Runnable> cuts = ConcurrentHashMap.newKeySet();

  private Deadline(Duration limit) {
    this.end = new AtomicLong(System.nanoTime() + limit.toNanos());
  }

  /// That long from now.
  public static Deadline after(Duration limit) {
    return new Deadline(limit);
  }

  /// As good as never.
  public static Deadline never() {
    return new Deadline(NEVER);
  }

  /// Lets somebody hear what is waited for until it comes.
  public Deadline telling(Teller who) {
    teller = who;
    return this;
  }

  /// Tells of a wait, once for all who wait. Nobody may hold a lock meanwhile.
  public void tell(Duration wait, String why) {
    teller.tell(wait, why);
  }

  /// Comes that much later. One that never comes stays so.
  public void putOff(Duration time) {
    end.addAndGet(time.toNanos());
  }

  /// Comes now, whatever was agreed: ends all waits, and cuts off the calls that are under way.
  public void end() {
    end.set(System.nanoTime());
    ended.countDown();
    cuts.forEach(Runnable::run);
  }

  /// Does something when [#end()] is called; at once if it was.
  ///
  /// @param cut returns at once, and may be done twice
  void atEnd(Runnable cut) {
    cuts.add(cut);
    if (ended.getCount() == 0) cut.run();
  }

  /// There is nothing left to be done at the end.
  void forget(Runnable cut) {
    cuts.remove(cut);
  }

  /// How long a call may take that has a limit of its own.
  Duration limit(Duration most) {
    Duration left = left();
    return left.compareTo(most) < 0 ? left.plusMillis(1) : most;
  }

  /// What is left; never negative.
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end.get() - System.nanoTime()));
  }

  /// Fails if nothing is left.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#OUT_OF_TIME]
  public void check() {
    if (left().isZero()) throw outOfTime();
  }

  /// Fails if a wait would go beyond the end.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#OUT_OF_TIME]
  public void check(Duration wait) {
    if (wait.compareTo(left()) > 0) throw outOfTime();
  }

  /// Waits.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#OUT_OF_TIME], at once, if the wait would go
  ///   beyond the end; or when the end comes first, or the thread is interrupted
  public void sleep(Duration wait) {
    check(wait);
    try {
      if (ended.await(wait.toNanos(), TimeUnit.NANOSECONDS)) throw outOfTime();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw outOfTime();
    }
  }

  static HttpFailure outOfTime() {
    return new HttpFailure(
        HttpFailure.Kind.OUT_OF_TIME,
        "the time is over before the API answered all",
        "give it more by --timeout, or try again later");
  }
}
