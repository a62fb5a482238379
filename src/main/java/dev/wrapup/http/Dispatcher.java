package dev.wrapup.http;

import dev.wrapup.http.Transport.Outcome.Answered;
import dev.wrapup.http.Transport.Outcome.Lost;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.pacing.CircuitBreaker;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateLimitHeaders;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.http.secret.Redactor;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// Sends each request once, subject to the rate budget and the circuit breaker. Thread-safe.
final class Dispatcher {
  /// The least pause, since `Retry-After` has whole seconds.
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

  private final ClientSettings settings;
  private final Deadline deadline;
  private final RateLimitRule rule;
  private final Transport transport;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

  /// Why nothing more is sent: the server asked for a pause beyond the deadline, and further
  /// requests would count against the exhausted limit; or the client is closed.
  private final AtomicReference<@Nullable HttpFailure> exhausted = new AtomicReference<>();

  /// The hook before each write.
  private volatile Runnable beforeWrites = () -> {};

  Dispatcher(ClientSettings settings, RateLimitRule rule, Redactor redactor, Duration limit) {
    this.settings = settings;
    this.deadline = settings.deadline();
    this.rule = rule;
    this.transport = new Transport(settings, redactor, limit);
    deadline.atEnd(settings.budget()::wake);
  }

  /// @param runs a hook that cancels the write by an exception
  void beforeWrites(Runnable runs) {
    beforeWrites = runs;
  }

  /// Sends nothing more, and cancels the calls in progress.
  void close() {
    exhausted.compareAndSet(null, Deadline.outOfTime());
    transport.close();
  }

  /// The number of requests so far.
  int requests() {
    return requests.get();
  }

  /// Sends a request once.
  ///
  /// @param isRead whether it may serve as a probe
  Transport.Outcome send(Request request, boolean isRead) {
    CircuitBreaker breaker = breaker(request);
    while (true) {
      boolean isProbe = breaker.enter();
      Request next = isProbe && !isRead ? probe(request) : request;
      Optional<Transport.Outcome> outcome = exchange(next, breaker, isProbe, isRead);
      if (next == request && outcome.isPresent()) return outcome.get();
      if (outcome.orElse(null) instanceof Lost lost && NetworkErrors.isFinal(lost.cause())) {
        throw unreachable(next, lost.cause());
      }
    }
  }

  /// By origin, since tokens may come from another server.
  private CircuitBreaker breaker(Request request) {
    HttpUrl url = request.url();
    return breakers.computeIfAbsent(
        url.scheme() + "://" + url.host() + ":" + url.port(),
        origin -> new CircuitBreaker(deadline));
  }

  /// A read that probes the server in place of a write.
  static Request probe(Request write) {
    HttpUrl.Builder url = write.url().newBuilder().query(null);
    if (write.method().equals("POST")) url.addQueryParameter("pageSize", "1");
    return write.newBuilder().url(url.build()).get().build();
  }

  /// @return empty if it was not sent, since the breaker opened while it waited
  private Optional<Transport.Outcome> exchange(
      Request request, CircuitBreaker breaker, boolean isProbe, boolean isRead) {
    try {
      HttpFailure over = exhausted.get();
      if (over != null) throw over;
      settings.budget().acquire(deadline);
      Optional<RateLimitHeaders> told = Optional.empty();
      try {
        if (breaker.isAway() && !isProbe) return Optional.empty();
        if (!isRead && !isProbe) beforeWrites.run();
        requests.incrementAndGet();
        long begin = System.nanoTime();
        Transport.Outcome outcome = transport.exchange(request);
        if (outcome instanceof Answered answered) told = answered.told();
        note(outcome, request, breaker, isProbe, begin);
        return Optional.of(outcome);
      } finally {
        settings.budget().release(told);
      }
    } finally {
      if (isProbe) breaker.probed();
    }
  }

  /// Reports the result to the circuit breaker.
  private void note(
      Transport.Outcome outcome,
      Request request,
      CircuitBreaker breaker,
      boolean isProbe,
      long begin) {
    switch (outcome) {
      case Answered answered when answered.reply().isPassing() -> {
        Optional<Duration> asked =
            answered
                .retryAfter(settings.clock())
                .filter(wait -> !endIfTooLong(wait, "server", answered.reply(), request));
        breaker.failed(isProbe, begin, failing(request, answered.reply()), asked);
      }
      case Answered ignored -> breaker.answered(begin);
      case Lost lost when isProbe || NetworkErrors.isOutage(lost.cause()) ->
          breaker.failed(isProbe, begin, unreachable(request, lost.cause()), Optional.empty());
      case Lost ignored -> {}
    }
  }

  /// Pauses all requests as long as the rate limit asks.
  ///
  /// @param refusals in a row, this one included
  /// @throws HttpFailure if these are as many as the rule takes
  void pause(Answered refused, Request request, int refusals) {
    if (refusals == rule.most()) throw rule.failure().apply(request, refused.reply());
    Duration asked = rule.pause().apply(refused, refusals);
    Duration wait = asked.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : asked;
    if (endIfTooLong(wait, "rate limit", refused.reply(), request)) return;
    settings
        .budget()
        .pause(wait, "%d to %s".formatted(refused.reply().status(), Transport.what(request)));
  }

  /// Fails all further requests if the server asks for a pause beyond the deadline or the limit.
  private boolean endIfTooLong(Duration wait, String who, Reply reply, Request request) {
    Duration left = deadline.left();
    String asks =
        "%s: the %s asks to wait %d s".formatted(Transport.what(request), who, wait.toSeconds());
    if (wait.compareTo(left) > 0) {
      exhausted(
          "%s, and only %d s are left: %s".formatted(asks, left.toSeconds(), reply.describe()),
          "try again later, or give the run more time by --timeout");
      return true;
    }
    if (wait.compareTo(rule.longest()) > 0) {
      exhausted(
          "%s, which is more than a run waits (%d s): %s"
              .formatted(asks, rule.longest().toSeconds(), reply.describe()),
          "try again when that time is over");
      return true;
    }
    return false;
  }

  private void exhausted(String message, String next) {
    exhausted.set(new HttpFailure(HttpFailure.Kind.RATE_LIMIT, message, next));
  }

  static HttpFailure failing(Request request, Reply reply) {
    return new HttpFailure(
        HttpFailure.Kind.SERVER,
        "%s failed again and again: %s".formatted(Transport.what(request), reply.describe()),
        reply
            .remedy()
            .orElse("try again later; if it stays, tell the API's support the request id"));
  }

  static HttpFailure unreachable(Request request, IOException cause) {
    return new HttpFailure(
        HttpFailure.Kind.UNREACHABLE,
        "%s can't be reached: %s"
            .formatted(SafeOrigin.of(request.url().uri()), NetworkErrors.describe(cause)),
        NetworkErrors.remedy(cause));
  }
}
