package dev.wrapup.platform.genesyscloud;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Looks again and again, since reads may lag behind writes by a time that nobody tells. Waits
/// longer each time.
///
/// @param most how long in all
public record Patience(Duration most) {
  /// As long as the vendor's own Terraform provider waits for a delete (1.84.1, read 2026-11-24).
  public static final Patience DEFAULT = new Patience(Duration.ofSeconds(30));

  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(4);

  /// Looks until what is seen is as wanted, or the patience is at its end.
  ///
  /// @return what was seen; empty if it never was as wanted
  <T> Optional<T> until(Supplier<T> look, Predicate<T> wanted) {
    long end = System.nanoTime() + most.toNanos();
    Duration wait = FIRST;
    while (true) {
      T seen = look.get();
      if (wanted.test(seen)) return Optional.of(seen);
      if (System.nanoTime() + wait.toNanos() > end) return Optional.empty();
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
      wait = wait.multipliedBy(2);
      if (wait.compareTo(LONGEST) > 0) wait = LONGEST;
    }
  }
}
