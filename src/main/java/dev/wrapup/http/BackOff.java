package dev.wrapup.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before another try: twice as long each time, and at random, so that callers who
/// failed together don't come back together (exponential backoff with jitter).
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
