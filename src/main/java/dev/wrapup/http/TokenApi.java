package dev.wrapup.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Speaks JSON to an API by a token that somebody else was granted. Waits when the API says that it
/// was asked too often, repeats what only reads after a failure that may pass, and follows neither
/// redirects nor links to another server. For one thread at a time.
public final class TokenApi {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

  /// When the API refuses for its rate limit without saying how long to wait (GitHub's best
  /// practices for its REST API, read 2026-11-24).
  private static final Duration UNSAID = Duration.ofMinutes(1);

  private static final int TRIES = 4;
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,<]*\\brel=\"?next\"?");

  private final URI origin;
  private final Secret token;
  private final Map<String, String> headers;
  private final Means means;
  private final OkHttpClient client;
  private final Redactor redactor;
  private final CircuitBreaker breaker;
  private int requests;

  /// What a run lends to its calls.
  ///
  /// @param environment the variables that name a proxy, and those with a secret that must not be
  ///   told
  /// @param caFile certificates (PEM) to trust beside the usual ones
  /// @param log takes one line for each request that was made
  public record Means(
      Deadline deadline,
      Map<String, String> environment,
      Optional<Path> caFile,
      Clock clock,
      Consumer<String> log) {}

  /// A client.
  ///
  /// @param origin scheme, host and port; HTTPS, or HTTP to loopback
  /// @param headers that every request carries beside the token
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if credentials must not go there
  public TokenApi(URI origin, Secret token, Map<String, String> headers, Means means) {
    if (!Origin.isUsable(origin) || origin.getUserInfo() != null || !Origin.isSafe(origin)) {
      throw new HttpFailure(
          HttpFailure.Kind.SETTINGS,
          "the API's address is not of the form https://host, and the token goes nowhere else",
          "set the address to https://…; plain HTTP is for this machine alone");
    }
    if (!token.isToken()) {
      throw new HttpFailure(
          HttpFailure.Kind.SETTINGS,
          "the token for %s is empty or has characters that no token has"
              .formatted(Origin.of(origin)),
          "set it to the token alone");
    }
    this.origin = URI.create(Origin.of(origin));
    this.token = token;
    this.headers = Map.copyOf(headers);
    this.means = means;
    this.redactor = Redactor.of(means.environment());
    redactor.learn("the token", token.reveal());
    this.breaker = new CircuitBreaker(means.deadline());
    this.client =
        Transport.builder(origin, means.environment(), means.caFile()).callTimeout(ANSWER).build();
  }

  /// An answer.
  ///
  /// @param next the path of the page that follows, as the answer links to it
  public record Answer(Reply reply, Optional<String> next) {}

  /// Reads.
  ///
  /// @param path absolute, with its query
  /// @return any whole answer but a refusal for the rate limit, 429 and 5xx
  /// @throws HttpFailure if there is none, or one of these stays
  public Answer get(String path) {
    return patiently(request("GET", path, Optional.empty()));
  }

  /// Asks a question by POST that changes nothing, and may so be repeated.
  ///
  /// @throws HttpFailure as [#get(String)] does
  public Reply ask(String path, byte[] json) {
    return patiently(request("POST", path, Optional.of(json))).reply();
  }

  /// Writes. What the API refused for its rate limit is sent again; a failure that leaves open
  /// whether it was carried out is not.
  public Sent send(String method, String path, byte[] json) {
    Request request = request(method, path, Optional.of(json));
    for (int refusals = 1; ; refusals++) {
      switch (once(request, false)) {
        case Lost lost -> {
          means.deadline().check();
          return new Sent.Lost(NetworkErrors.describe(lost.cause()));
        }
        case Refused refused -> pause(refused, request, refusals);
        case Whole whole when whole.answer().reply().isPassing() -> {
          return new Sent.Lost(whole.answer().reply().describe());
        }
        case Whole whole -> {
          return new Sent.Answered(whole.answer().reply(), false);
        }
      }
    }
  }

  /// Waits before something is tried again, longer each time.
  ///
  /// @param attempt 1 after the first
  public void backOff(int attempt) {
    means.deadline().sleep(FIRST_BACKOFF.multipliedBy(1L << (attempt - 1)));
  }

  /// How many requests have been made.
  public int requests() {
    return requests;
  }

  private Request request(String method, String path, Optional<byte[]> json) {
    if (!path.startsWith("/")) throw new IllegalArgumentException("not a path: " + path);
    Request.Builder request =
        new Request.Builder()
            .url(origin + path)
            .method(method, json.map(bytes -> RequestBody.create(bytes, JSON)).orElse(null));
    headers.forEach(request::header);
    return request.header("Authorization", "Bearer " + token.reveal()).build();
  }

  /// What came of one exchange.
  private sealed interface Outcome {}

  private record Whole(Answer answer) implements Outcome {}

  /// Refused, unread, for the rate limit.
  ///
  /// @param pause how long the API asks to wait, if it does
  private record Refused(Reply reply, Optional<Duration> pause) implements Outcome {}

  private record Lost(IOException cause) implements Outcome {}

  private Answer patiently(Request request) {
    int refusals = 0;
    int broken = 0;
    while (true) {
      switch (once(request, true)) {
        case Refused refused -> pause(refused, request, ++refusals);
        case Lost(Unanswered.Unreadable unreadable) -> throw unreadable.failure();
        case Lost lost -> {
          boolean isOutage = NetworkErrors.isOutage(lost.cause());
          if (NetworkErrors.isFinal(lost.cause()) || (!isOutage && ++broken == TRIES)) {
            throw Dispatcher.unreachable(request, lost.cause());
          }
        }
        case Whole whole when whole.answer().reply().isPassing() -> {}
        case Whole whole -> {
          return whole.answer();
        }
      }
    }
  }

  /// @param isRead whether it may be sent to learn whether the server is there
  private Outcome once(Request request, boolean isRead) {
    boolean isProbe = breaker.enter();
    while (isProbe && !isRead) {
      exchange(Dispatcher.probe(request), true);
      isProbe = breaker.enter();
    }
    return exchange(request, isProbe);
  }

  private Outcome exchange(Request request, boolean isProbe) {
    means.deadline().check();
    requests++;
    long begin = System.nanoTime();
    try {
      Outcome outcome =
          Unanswered.call(
              client,
              request,
              Transport.what(request),
              means.deadline(),
              redactor,
              response -> outcome(response, request, begin));
      if (outcome instanceof Whole whole && whole.answer().reply().isPassing()) {
        HttpFailure failure = Dispatcher.failing(request, whole.answer().reply());
        breaker.failed(isProbe, begin, failure, Optional.empty());
      } else {
        breaker.answered(begin);
      }
      return outcome;
    } catch (IOException e) {
      log(request, begin, "no answer: " + NetworkErrors.describe(e));
      if (isProbe || NetworkErrors.isOutage(e)) {
        breaker.failed(isProbe, begin, Dispatcher.unreachable(request, e), Optional.empty());
      }
      return new Lost(e);
    } finally {
      if (isProbe) breaker.probed();
    }
  }

  private Outcome outcome(Response response, Request request, long begin) throws IOException {
    Optional<String> id = Optional.ofNullable(response.header("X-GitHub-Request-Id"));
    Reply reply = new Reply(response.code(), Transport.body(response), id, "", redactor);
    log(request, begin, reply.status() + reply.requestId().map(text -> " " + text).orElse(""));
    if (isRateLimit(response, reply)) return new Refused(reply, pause(response));
    return new Whole(new Answer(reply, next(response)));
  }

  private void log(Request request, long begin, String outcome) {
    long millis = (System.nanoTime() - begin) / 1_000_000;
    means.log().accept("%s → %s, %d ms".formatted(Transport.what(request), outcome, millis));
  }

  /// A 403 is one of two things: what may not be done, and what was done too often.
  private static boolean isRateLimit(Response response, Reply reply) {
    if (reply.status() == 429) return true;
    return reply.status() == 403
        && (response.header("Retry-After") != null
            || "0".equals(response.header("X-RateLimit-Remaining"))
            || reply.isErrorAbout("secondary rate limit"));
  }

  private Optional<Duration> pause(Response response) {
    Optional<Duration> seconds =
        number(response.header("Retry-After", "")).map(Duration::ofSeconds);
    if (seconds.isPresent()) return seconds;
    if (!"0".equals(response.header("X-RateLimit-Remaining"))) return Optional.empty();
    return number(response.header("X-RateLimit-Reset", ""))
        .map(
            reset ->
                Duration.ofSeconds(Math.max(0, reset - means.clock().instant().getEpochSecond())));
  }

  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,12}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private void pause(Refused refused, Request request, int refusals) {
    if (refusals == TRIES) throw Dispatcher.failing(request, refused.reply());
    Duration wait = refused.pause().orElse(UNSAID.multipliedBy(1L << (refusals - 1)));
    Duration left = means.deadline().left();
    if (wait.compareTo(left) > 0) {
      throw new HttpFailure(
          HttpFailure.Kind.RATE_LIMIT,
          "%s: the rate limit asks to wait %d s, and only %d s are left (%s)"
              .formatted(
                  Transport.what(request),
                  wait.toSeconds(),
                  left.toSeconds(),
                  refused.reply().describe()),
          "try again later, or give the run more time by --timeout");
    }
    means
        .deadline()
        .tell(
            wait,
            "waiting, since the rate limit is used up (%s)".formatted(Transport.what(request)));
    means.deadline().sleep(wait);
  }

  /// The next page, by its path alone, which is told to people.
  private Optional<String> next(Response response) {
    Matcher link = NEXT.matcher(String.join(", ", response.headers("Link")));
    if (!link.find()) return Optional.empty();
    try {
      URI page = response.request().url().uri().resolve(link.group(1));
      if (page.getHost() != null && Origin.of(page).equals(origin.toString())) {
        String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
        String path = page.getRawPath() + query;
        if (redactor.secretIn(path).isEmpty()) return Optional.of(path);
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new HttpFailure(
        HttpFailure.Kind.BAD_ANSWER,
        "%s: the next page is on another server, where the token must not go, or repeats a secret"
            .formatted(Transport.what(response.request())),
        "check that the address is the API's");
  }
}
