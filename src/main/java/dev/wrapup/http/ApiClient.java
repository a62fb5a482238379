package dev.wrapup.http;

import dev.wrapup.http.Transport.Outcome.Answered;
import dev.wrapup.http.Transport.Outcome.Lost;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/// Speaks to one API: with a token, within the rate budget, never beyond the deadline. A read is
/// made again after a passing failure, a write is not. Safe for many threads; how is told in
/// docs/concurrency.md.
public final class ApiClient {
  private static final MediaType JSON = MediaType.get("application/json");

  /// How often a read is tried in all when the server fails.
  private static final int TRIES = 5;

  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

  /// When a 429 doesn't say how long to wait.
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

  /// So many refusals in a row are no rate limit any more.
  private static final int MOST_REFUSALS = 20;

  /// A wait that is longer is for people, such as one for the end of the day.
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final Settings settings;
  private final Redactor redactor;
  private final Transport transport;
  private final Tokens tokens;
  private final HttpUrl base;
  private final AtomicInteger requests = new AtomicInteger();

  /// Why nothing is sent any more: the server asked to wait for longer than the run can, and each
  /// further request would only count against what is used up.
  private final AtomicReference<@Nullable HttpFailure> exhausted = new AtomicReference<>();

  public ApiClient(Settings settings) {
    this.settings = settings;
    this.redactor = Redactor.of(settings.environment());
    this.transport = new Transport(settings, redactor);
    this.base = HttpUrl.get(settings.base());
    this.tokens = new Tokens(this, settings, redactor);
  }

  /// Reads a resource. Asks for a new token once if the one at hand is refused.
  ///
  /// @param path absolute, with its query
  /// @param right the scope or permission that the call needs, for the error when it is missing
  /// @return any whole answer but 401, 403, 408, 429, 499 and 5xx
  /// @throws HttpFailure if there is none, or one of these stays
  public Reply get(String path, String right) {
    Secret token = tokens.get();
    Reply reply = patiently(authorized(path, token));
    if (reply.status() == 401) {
      tokens.drop(token);
      reply = patiently(authorized(path, tokens.get()));
    }
    if (reply.status() == 401 || reply.status() == 403) {
      throw new HttpFailure(
          HttpFailure.Kind.SCOPE,
          "GET %s takes the %s %s and was refused: %s"
              .formatted(withoutQuery(path), right(), right, reply.describe()),
          reply
                  .remedy()
                  .orElseGet(() -> "give the OAuth client the %s %s".formatted(right(), right))
              + ", then try: wrapup doctor");
    }
    return reply;
  }

  /// Sends a write. What the server refused unread (an expired token, 429) is sent again; a failure
  /// that leaves open whether it was carried out is not.
  ///
  /// @param path absolute, with its query
  /// @param json the body; empty for none
  /// @throws HttpFailure if it could not be sent at all, or the rate limit refused it each time
  public Sent send(String method, String path, Optional<byte[]> json) {
    String what = method + " " + withoutQuery(path);
    RequestBody body = json.map(bytes -> RequestBody.create(bytes, JSON)).orElse(null);
    boolean renewed = false;
    int refusals = 0;
    while (true) {
      Secret token = tokens.get();
      Request request = request(path, token).method(method, body).build();
      switch (once(request)) {
        case Lost lost -> {
          return new Sent.Lost(Unanswered.why(lost.cause(), redactor));
        }
        case Answered answered -> {
          int status = answered.reply().status();
          if (status == 401 && !renewed) {
            tokens.drop(token);
            renewed = true;
          } else if (status == 429) {
            if (++refusals == MOST_REFUSALS) throw refused(what, answered.reply());
            pause(answered, what);
          } else if (!answered.reply().tells()) {
            return new Sent.Lost(answered.reply().describe());
          } else {
            return new Sent.Answered(answered.reply());
          }
        }
      }
    }
  }

  private String right() {
    return settings.login().right();
  }

  /// Whether a token with these scopes is granted; asks for one and forgets it.
  public boolean grants(String... scopes) {
    return tokens.grants(String.join(" ", scopes));
  }

  /// Whether the server named a scope when it gave the token. Makes no request.
  public boolean isGranted(String scope) {
    return tokens.isGranted(scope);
  }

  /// Asks for a token.
  ///
  /// @return when the server says that it answered
  public Optional<Instant> logIn() {
    return tokens.logIn();
  }

  /// How many requests have been made, tokens included.
  public int requests() {
    return requests.get();
  }

  /// Scheme, host and port.
  public String origin() {
    return Origin.of(settings.base());
  }

  private Request authorized(String path, Secret token) {
    return request(path, token).build();
  }

  private Request.Builder request(String path, Secret token) {
    return new Request.Builder()
        .url(url(path))
        .header("Authorization", "Bearer " + token.reveal())
        .header("Accept", "application/json");
  }

  HttpUrl url(String path) {
    HttpUrl url = base.resolve(path);
    if (url != null) return url;
    throw new IllegalArgumentException("not a path: " + path);
  }

  /// Makes a request that may be repeated until there is an answer other than 408, 429, 499 and
  /// 5xx.
  Reply patiently(Request request) {
    String what = request.method() + " " + request.url().encodedPath();
    int refusals = 0;
    for (int attempt = 1; ; ) {
      switch (once(request)) {
        case Answered answered when answered.reply().status() == 429 -> {
          if (++refusals == MOST_REFUSALS) throw serverFailure(what, answered.reply());
          pause(answered, what);
        }
        case Answered answered when answered.reply().isPassing() -> {
          if (attempt++ == TRIES) throw serverFailure(what, answered.reply());
          backOff(attempt);
        }
        case Answered answered -> {
          return answered.reply();
        }
        case Lost(Unanswered.Unreadable unreadable, boolean _) -> throw unreadable.failure();
        case Lost lost -> {
          settings.deadline().check();
          if (attempt++ == TRIES || isHopeless(lost.cause())) throw unreachable(lost.cause());
          backOff(attempt);
        }
      }
    }
  }

  private Transport.Outcome once(Request request) {
    HttpFailure over = exhausted.get();
    if (over != null) throw over;
    settings.budget().acquire(settings.deadline());
    requests.incrementAndGet();
    Optional<Told> told = Optional.empty();
    try {
      Transport.Outcome outcome = transport.exchange(request);
      if (outcome instanceof Answered answered) told = answered.told();
      return outcome;
    } finally {
      settings.budget().release(told);
    }
  }

  private void pause(Answered refused, String what) {
    Duration wait = refused.retryAfter().flatMap(this::retryAfter).orElse(DEFAULT_WAIT);
    Duration left = settings.deadline().left();
    if (wait.compareTo(left) > 0) {
      throw exhausted(
          "%s: the rate limit asks to wait %d s, and only %d s are left: %s"
              .formatted(what, wait.toSeconds(), left.toSeconds(), refused.reply().describe()),
          "try again later, or give the run more time by --timeout");
    }
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      throw exhausted(
          "%s: the rate limit asks to wait %d s, which is more than a run waits (%d s): %s"
              .formatted(
                  what, wait.toSeconds(), LONGEST_WAIT.toSeconds(), refused.reply().describe()),
          "try again when that time is over");
    }
    settings.budget().pause(wait);
  }

  private HttpFailure exhausted(String message, String next) {
    HttpFailure failure = new HttpFailure(HttpFailure.Kind.RATE_LIMIT, message, next);
    exhausted.set(failure);
    return failure;
  }

  /// Seconds, or an HTTP date (RFC 9110 section 10.2.3, read 2026-11-23).
  private Optional<Duration> retryAfter(String text) {
    String value = text.strip();
    Optional<Integer> seconds = Digits.number(value);
    if (seconds.isPresent()) return seconds.map(Duration::ofSeconds);
    return Transport.httpDate(value)
        .map(date -> Duration.between(settings.clock().instant(), date))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private void backOff(int attempt) {
    long most = FIRST_BACKOFF.toMillis() << (attempt - 2);
    settings
        .deadline()
        .sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most)));
  }

  private static HttpFailure refused(String what, Reply reply) {
    return new HttpFailure(
        HttpFailure.Kind.RATE_LIMIT,
        "%s was refused for the rate limit %d times in a row, and is not sent again: %s"
            .formatted(what, MOST_REFUSALS, reply.describe()),
        "lower --rate-limit, or run when others that share the limit don't");
  }

  private HttpFailure serverFailure(String what, Reply reply) {
    return new HttpFailure(
        HttpFailure.Kind.SERVER,
        "%s failed again and again: %s".formatted(what, reply.describe()),
        reply
            .remedy()
            .orElse("try again later; if it stays, tell the API's support the request id"));
  }

  private static boolean isHopeless(IOException cause) {
    return cause instanceof UnknownHostException || cause instanceof SSLException;
  }

  private HttpFailure unreachable(IOException cause) {
    String next =
        cause instanceof SSLException
            ? "trust its certificate by --ca-file, or check the address"
            : "check the address, the network and HTTPS_PROXY, then try: wrapup doctor";
    return new HttpFailure(
        HttpFailure.Kind.UNREACHABLE,
        "%s can't be reached: %s".formatted(origin(), Unanswered.why(cause, redactor)),
        next);
  }

  static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
