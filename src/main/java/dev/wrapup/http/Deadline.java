package dev.wrapup.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// When a run has to be over, on a clock that nobody sets.
public final class Deadline {
  private static final Duration NEVER = Duration.ofDays(3650);

  private final AtomicLong end;

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

  /// Comes that much later. One that never comes stays so.
  public void putOff(Duration time) {
    end.addAndGet(time.toNanos());
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
  ///   beyond the end; or if the thread is interrupted
  public void sleep(Duration wait) {
    check(wait);
    try {
      Thread.sleep(wait);
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
