package dev.wrapup.http;

import dev.wrapup.http.Transport.Outcome.Answered;
import dev.wrapup.http.pacing.CircuitBreaker;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import okhttp3.Request;

/// How an API signals an exceeded rate limit, and the reaction to it.
///
/// @param pause how long, by the refusal and how many there were in a row
/// @param most so many refusals in a row are given up
/// @param longest a wait that is longer is for people, such as one for the end of the day
/// @param failure what to tell when it is given up
record RateLimitRule(
    Predicate<Answered> isRefusal,
    BiFunction<Answered, Integer, Duration> pause,
    int most,
    Duration longest,
    BiFunction<Request, Reply, HttpFailure> failure) {
  private static final int MOST = 20;

  /// When a 429 doesn't say how long to wait.
  private static final Duration UNSAID = Duration.ofSeconds(5);

  /// 429, which may say how long to wait.
  static RateLimitRule tooManyRequests(Clock clock) {
    return new RateLimitRule(
        answered -> answered.reply().status() == 429,
        (refusal, refusals) -> refusal.retryAfter(clock).orElse(UNSAID),
        MOST,
        CircuitBreaker.LONGEST,
        RateLimitRule::givenUp);
  }

  private static HttpFailure givenUp(Request request, Reply reply) {
    return new HttpFailure(
        HttpFailure.Kind.RATE_LIMIT,
        "%s was refused for the rate limit %d times in a row, and is not sent again: %s"
            .formatted(Transport.what(request), MOST, reply.describe()),
        "lower --rate-limit, or run when others that share the limit don't");
  }
}
