package dev.wrapup.platform;

import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.response.HttpFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Polls eventually consistent reads with exponential back-off.
///
/// @param most in all; zero for a single read
/// @param deadline that ends each wait
public record ConsistencyWait(Duration most, Deadline deadline) {
  /// For consistent reads.
  public static final ConsistencyWait NONE = new ConsistencyWait(Duration.ZERO, Deadline.never());

  private static final Duration FIRST = Duration.ofMillis(50);

  private static final Duration LONGEST = Duration.ofSeconds(4);

  /// The remaining wait after a write at that time.
  public ConsistencyWait since(Instant written, Instant now) {
    Duration left = most.minus(Duration.between(written, now));
    if (left.isNegative()) return NONE;
    return left.compareTo(most) > 0 ? this : new ConsistencyWait(left, deadline);
  }

  /// Polls until the condition holds. The last look begins when the time is up: one that takes
  /// long, as of many codes within a rate limit, would else be the only one, and too early.
  ///
  /// @return the value for which it held; empty if it never did
  /// @throws HttpFailure of the kind [HttpFailure.Kind#OUT_OF_TIME] if the deadline comes first
  public <T> Optional<T> until(Supplier<T> look, Predicate<T> wanted) {
    long end = System.nanoTime() + most.toNanos();
    T first = look.get();
    if (wanted.test(first)) return Optional.of(first);
    if (most.isZero()) return Optional.empty();
    try (Deadline.Wait _ = deadline.waiting("for reads to show what was written")) {
      return poll(look, wanted, end);
    }
  }

  private <T> Optional<T> poll(Supplier<T> look, Predicate<T> wanted, long end) {
    Duration wait = FIRST;
    boolean isLast = false;
    while (!isLast) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      isLast = wait.compareTo(left) >= 0;
      deadline.sleep(isLast ? left : wait, "to look again");
      T seen = look.get();
      if (wanted.test(seen)) return Optional.of(seen);
      wait = wait.multipliedBy(2);
      if (wait.compareTo(LONGEST) > 0) wait = LONGEST;
    }
    return Optional.empty();
  }
}
