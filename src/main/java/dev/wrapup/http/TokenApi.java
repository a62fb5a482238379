package dev.wrapup.http;

import dev.wrapup.http.Transport.Outcome.Answered;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.pacing.CircuitBreaker;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.http.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A JSON client with a given token. Waits for the rate limit, retries reads after transient
/// failures, and follows neither redirects nor links to other servers. Not thread-safe.
public final class TokenApi {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /// When the API refuses for its rate limit without saying how long to wait (GitHub's best
  /// practices for its REST API, read 2026-11-24).
  private static final Duration UNSAID = Duration.ofMinutes(1);

  /// Limits are those of an hour.
  private static final Duration LONGEST = Duration.ofHours(2);

  private static final int TRIES = 4;

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,<]*\\brel=\"?next\"?");

  private final Deadline deadline;
  private final ApiClient client;

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
    if (!SafeOrigin.isUsable(origin)
        || origin.getUserInfo() != null
        || !SafeOrigin.isSafe(origin)) {
      throw new HttpFailure(
          HttpFailure.Kind.SETTINGS,
          "the API's address is not of the form https://host, and the token goes nowhere else",
          "set the address to https://…; plain HTTP is for this machine alone");
    }
    if (!token.isToken()) {
      throw new HttpFailure(
          HttpFailure.Kind.SETTINGS,
          "the token for %s is empty or has characters that no token has"
              .formatted(SafeOrigin.of(origin)),
          "set it to the token alone");
    }
    this.deadline = means.deadline();
    ClientSettings settings =
        new ClientSettings(
            URI.create(SafeOrigin.of(origin)),
            new Login.Given(token),
            RateBudget.unlimited(),
            deadline,
            means.environment(),
            means.caFile(),
            means.clock(),
            means.log());
    RateLimitRule rule =
        new RateLimitRule(
            TokenApi::isRefusal,
            (refusal, refusals) -> pause(refusal, refusals, means.clock()),
            TRIES,
            LONGEST,
            Dispatcher::failing);
    this.client = new ApiClient(settings, headers, rule, false, ANSWER);
  }

  /// An answer.
  ///
  /// @param next the path of the page that follows, as the answer links to it
  public record Answer(Reply reply, Optional<String> next) {}

  /// Reads.
  ///
  /// @param path absolute, with its query
  /// @return any whole answer but a refusal for the rate limit, 408, 499 and 5xx
  /// @throws HttpFailure if there is none, or one of these stays
  public Answer get(String path) {
    Answered answered = client.ask("GET", path, Optional.empty());
    return new Answer(answered.reply(), next(answered, path));
  }

  /// Asks a question by POST that changes nothing, and may so be repeated.
  ///
  /// @throws HttpFailure as [#get(String)] does
  public Reply ask(String path, byte[] json) {
    return client.ask("POST", path, Optional.of(json)).reply();
  }

  /// Writes. What the API refused for its rate limit is sent again; a failure that leaves open
  /// whether it was carried out is not.
  public Sent send(String method, String path, byte[] json) {
    Sent sent = client.write(method, path, Optional.of(json), 0, false);
    if (sent instanceof Sent.Lost) deadline.check();
    return ApiClient.orLost(sent, reply -> !reply.isPassing());
  }

  /// Backs off before a retry.
  ///
  /// @param attempt 1 after the first
  public void backOff(int attempt) {
    deadline.sleep(CircuitBreaker.BACK_OFF.after(attempt), "to ask again");
  }

  /// The number of requests so far.
  public int requests() {
    return client.requests();
  }

  /// A 403 is one of two things: what may not be done, and what was done too often.
  private static boolean isRefusal(Answered answered) {
    if (answered.reply().status() == 429) return true;
    return answered.reply().status() == 403
        && (answered.headers().get("Retry-After") != null
            || isUsedUp(answered)
            || answered.reply().isErrorAbout("secondary rate limit"));
  }

  private static boolean isUsedUp(Answered answered) {
    return answered.header("X-RateLimit-Remaining").equals("0");
  }

  private static Duration pause(Answered refusal, int refusals, Clock clock) {
    Optional<Duration> reset =
        Optional.of(refusal.header("X-RateLimit-Reset"))
            .filter(text -> isUsedUp(refusal) && text.matches("\\d{1,12}"))
            .map(text -> Long.parseLong(text) - clock.instant().getEpochSecond())
            .map(seconds -> Duration.ofSeconds(Math.max(0, seconds)));
    return refusal
        .retryAfter(clock)
        .or(() -> reset)
        .orElse(UNSAID.multipliedBy(1L << (refusals - 1)));
  }

  /// The path of the next page, which messages may contain.
  private Optional<String> next(Answered answered, String path) {
    Matcher link = NEXT.matcher(String.join(", ", answered.headers().values("Link")));
    if (!link.find()) return Optional.empty();
    try {
      URI page = client.url(path).uri().resolve(link.group(1));
      if (page.getHost() != null && SafeOrigin.of(page).equals(client.origin())) {
        String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
        String next = page.getRawPath() + query;
        if (answered.reply().secretIn(next).isEmpty()) return Optional.of(next);
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new HttpFailure(
        HttpFailure.Kind.BAD_ANSWER,
        "GET %s: the next page is on another server, where the token must not go, or repeats a secret"
            .formatted(client.url(path).encodedPath()),
        "check that the address is the API's");
  }
}
