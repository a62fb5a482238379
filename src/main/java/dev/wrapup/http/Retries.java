package dev.wrapup.http;

import dev.wrapup.http.Transport.Outcome.Answered;
import dev.wrapup.http.Transport.Outcome.Lost;
import dev.wrapup.http.pacing.CircuitBreaker;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.response.HttpFailure;
import java.io.IOException;
import okhttp3.Request;

/// Repeats requests, as long as that may help.
///
/// @param isForDoctor whether `doctor` says more where the API can't be reached
record Retries(Deadline deadline, Dispatcher dispatcher, RateLimitRule rule, boolean isForDoctor) {
  /// Attempts at a read whose responses are malformed.
  private static final int TRIES = 5;

  /// Sends an idempotent request until there is an answer other than 408, 429, 499 and 5xx.
  Answered repeat(Request request) {
    long begin = System.nanoTime();
    int refusals = 0;
    int failures = 0;
    int broken = 0;
    while (true) {
      switch (dispatcher.send(request, true)) {
        case Answered answered when rule.isRefusal().test(answered) ->
            dispatcher.pause(answered, request, ++refusals);
        case Answered answered when answered.reply().isPassing() -> {
          if (isTooLong(begin)) throw Dispatcher.failing(request, answered.reply());
          backOff(++failures, request);
        }
        case Answered answered -> {
          return answered;
        }
        case Lost(HttpCall.Unreadable unreadable) -> throw unreadable.failure();
        case Lost lost -> {
          boolean isOutage = NetworkErrors.isOutage(lost.cause());
          boolean isHopeless = NetworkErrors.isFinal(lost.cause()) || isTooLong(begin);
          if (isHopeless || (!isOutage && ++broken == TRIES)) {
            throw unreachable(request, lost.cause());
          }
          backOff(++failures, request);
        }
      }
    }
  }

  /// Waits by itself, since the circuit breaker may be closed by the responses to others.
  void backOff(int failures, Request request) {
    deadline.sleep(
        CircuitBreaker.backOff(failures, deadline),
        "to send %s again".formatted(Transport.what(request)));
  }

  static boolean isTooLong(long begin) {
    return System.nanoTime() - begin > CircuitBreaker.LONGEST.toNanos();
  }

  HttpFailure unreachable(Request request, IOException cause) {
    HttpFailure failure = Dispatcher.unreachable(request, cause);
    return isForDoctor ? failure.forDoctor() : failure;
  }
}
