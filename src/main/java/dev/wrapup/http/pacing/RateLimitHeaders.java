package dev.wrapup.http.pacing;

import dev.wrapup.http.response.SafeInt;
import java.time.Duration;
import java.util.Optional;

/// The rate limit headers of a response, such as those of Genesys Cloud: `inin-ratelimit-allowed`,
/// `-count` and `-reset` (its JavaScript SDK's documentation, read 2026-11-24).
///
/// @param allowed requests in a window
/// @param count that it has counted in this one
/// @param reset when the next one begins
public record RateLimitHeaders(int allowed, int count, Duration reset) {
  private static final int LONGEST_SECONDS = 3600;

  /// What the headers say; empty if one is missing or makes no sense.
  public static Optional<RateLimitHeaders> of(String allowed, String count, String reset) {
    Optional<Integer> most = SafeInt.number(allowed);
    Optional<Integer> counted = SafeInt.number(count);
    Optional<Integer> seconds = SafeInt.number(reset);
    if (most.isEmpty() || most.get() == 0 || counted.isEmpty() || seconds.isEmpty()) {
      return Optional.empty();
    }
    Duration next = Duration.ofSeconds(Math.min(seconds.get(), LONGEST_SECONDS));
    return Optional.of(new RateLimitHeaders(most.get(), counted.get(), next));
  }
}
