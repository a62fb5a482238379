package dev.wrapup.http.pacing;

import dev.wrapup.http.response.HttpFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The deadline of a run, on the monotonic clock. Thread-safe.
public final class Deadline {
  private static final Duration NEVER = Duration.ofDays(3650);

  /// Listens for waits, to tell of them while they last.
  public interface Teller {
    /// Must not block, since it may be called under a lock.
    ///
    /// @param why behind the word `waiting`
    /// @param most how long it is; empty if unknown
    Wait begin(String why, Optional<Duration> most);
  }

  /// A wait, which is over when it is closed.
  public interface Wait extends AutoCloseable {
    @Override
    void close();
  }

  private final AtomicLong end;
  private final boolean isUsual;
  private volatile Teller teller = (why, most) -> () -> {};
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Set<Runnable> cuts = ConcurrentHashMap.newKeySet();

  private Deadline(Duration limit, boolean isUsual) {
    this.isUsual = isUsual;
    this.end = new AtomicLong(System.nanoTime() + limit.toNanos());
  }

  /// A deadline that long from now.
  public static Deadline after(Duration limit) {
    return new Deadline(limit, false);
  }

  /// The same where nobody asked for it, so that it can be waived.
  public static Deadline usual(Duration limit) {
    return new Deadline(limit, true);
  }

  /// No deadline.
  public static Deadline never() {
    return new Deadline(NEVER, false);
  }

  /// Removes the usual deadline from a run that needs longer; one that was asked for stays.
  public void waive() {
    if (isUsual) end.set(System.nanoTime() + NEVER.toNanos());
  }

  /// Sets the listener for waits.
  public Deadline telling(Teller who) {
    teller = who;
    return this;
  }

  /// Tells of a wait until it is closed.
  ///
  /// @param why behind the word `waiting`, such as `for the rate limit`
  public Wait waiting(String why) {
    return teller.begin(why, Optional.empty());
  }

  /// The same, where it is known how long it is.
  public Wait waiting(String why, Duration most) {
    return teller.begin(why, Optional.of(most));
  }

  /// Extends the deadline.
  public void putOff(Duration time) {
    end.addAndGet(time.toNanos());
  }

  /// Cancels: ends all waits and the calls in progress.
  public void end() {
    end.set(System.nanoTime());
    ended.countDown();
    cuts.forEach(Runnable::run);
  }

  /// Registers a cancellation callback; called at once if already cancelled.
  ///
  /// @param cut non-blocking and idempotent
  public void atEnd(Runnable cut) {
    cuts.add(cut);
    if (ended.getCount() == 0) cut.run();
  }

  /// Removes a cancellation callback.
  public void forget(Runnable cut) {
    cuts.remove(cut);
  }

  /// The timeout of a call that has a limit of its own.
  public Duration limit(Duration most) {
    Duration left = left();
    return left.compareTo(most) < 0 ? left.plusMillis(1) : most;
  }

  /// The remaining time; never negative.
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end.get() - System.nanoTime()));
  }

  /// Fails if the deadline has passed.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#OUT_OF_TIME]
  public void check() {
    if (left().isZero()) throw outOfTime();
  }

  /// Fails if a wait would pass the deadline.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#OUT_OF_TIME]
  public void check(Duration wait) {
    if (wait.compareTo(left()) > 0) throw outOfTime();
  }

  /// Sleeps, and tells why.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#OUT_OF_TIME], at once, if the wait would go
  ///   beyond the end; or when the end comes first, or the thread is interrupted
  public void sleep(Duration wait, String why) {
    check(wait);
    try (Wait _ = waiting(why, wait)) {
      if (ended.await(wait.toNanos(), TimeUnit.NANOSECONDS)) throw outOfTime();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw outOfTime();
    }
  }

  public static HttpFailure outOfTime() {
    return new HttpFailure(
        HttpFailure.Kind.OUT_OF_TIME,
        "the time is over before the API answered all",
        "give it more by --timeout, or try again later");
  }
}
