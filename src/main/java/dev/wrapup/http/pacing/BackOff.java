package dev.wrapup.http.pacing;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Exponential back-off with jitter.
///
/// @param first at most, after the first failure
/// @param longest at most, after however many
public record BackOff(Duration first, Duration longest) {
  /// @param failures in a row, from 1 on
  public Duration after(int failures) {
    long most = Math.min(first.toMillis() << Math.clamp(failures - 1, 0, 16), longest.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
  }
}
