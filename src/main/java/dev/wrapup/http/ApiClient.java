package dev.wrapup.http;

import dev.wrapup.http.Transport.Outcome.Answered;
import dev.wrapup.http.Transport.Outcome.Lost;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.http.secret.Redactor;
import dev.wrapup.http.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// The HTTP client of one API: adds the token, keeps the rate budget and the deadline. Reads are
/// retried until the server is back; a write that may have arrived is never retried. Thread-safe
/// (docs/concurrency.md).
public final class ApiClient implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");

  /// How long a call may take whose answer a run can do without.
  private static final Duration OPTIONAL = Duration.ofSeconds(20);

  private final ClientSettings settings;
  private final Dispatcher dispatcher;
  private final Tokens tokens;
  private final Headers headers;
  private final RateLimitRule rule;
  private final Retries retries;

  public ApiClient(ClientSettings settings) {
    this(
        settings,
        Map.of("Accept", "application/json"),
        RateLimitRule.tooManyRequests(settings.clock()),
        true,
        Transport.CALL);
  }

  /// @param headers that every request carries beside the token
  /// @param isForDoctor whether `doctor` says more where the API can't be reached
  /// @param limit how long a call may take in all
  ApiClient(
      ClientSettings settings,
      Map<String, String> headers,
      RateLimitRule rule,
      boolean isForDoctor,
      Duration limit) {
    this.settings = settings;
    this.headers = Headers.of(headers);
    this.rule = rule;
    Redactor redactor = Redactor.of(settings.environment());
    this.dispatcher = new Dispatcher(settings, rule, redactor, limit);
    this.retries = new Retries(settings.deadline(), dispatcher, rule, isForDoctor);
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
    Reply reply = patiently(request(path, token).build());
    if (reply.status() == 401 && tokens.drop(token)) {
      reply = patiently(request(path, tokens.get()).build());
    }
    if (reply.status() == 401 || reply.status() == 403) {
      throw new HttpFailure(
              HttpFailure.Kind.SCOPE,
              "GET %s takes the %s %s and was refused: %s"
                  .formatted(withoutQuery(path), right(), right, reply.describe()),
              reply
                  .remedy()
                  .orElseGet(() -> "give the OAuth client the %s %s".formatted(right(), right)))
          .forDoctor();
    }
    return reply;
  }

  /// Reads an optional resource, without a retry and in less time than other calls have.
  ///
  /// @return empty if there is no answer
  /// @throws HttpFailure if the run's time is over
  public Optional<Reply> getOnce(String path) {
    Request once = request(path, tokens.get()).tag(Duration.class, OPTIONAL).build();
    return dispatcher.send(once, true) instanceof Answered answered
        ? Optional.of(answered.reply())
        : Optional.empty();
  }

  /// Sends a write. It is retried after a rejection without processing (expired token, 429) or if
  /// it was never sent, but not after a failure that leaves its effect unknown.
  ///
  /// @param path absolute, with its query
  /// @param json the body; empty for none
  /// @throws HttpFailure if it could not be sent at all, or the rate limit refused it each time
  public Sent send(String method, String path, Optional<byte[]> json) {
    return orLost(write(method, path, json, 0, false), Reply::tells);
  }

  /// Sends a write without optimistic locking. A 429 is returned, since the caller has to read
  /// again before a retry; the next call waits as long as the server asks.
  ///
  /// @param refused how often it was refused before
  public Sent sendUnlocked(String method, String path, Optional<byte[]> json, int refused) {
    return orLost(write(method, path, json, refused, true), Reply::tells);
  }

  /// Registers a hook that runs right before each write is sent, after any wait for the rate limit.
  ///
  /// @param runs if it throws, the write isn't sent
  public void beforeWrites(Runnable runs) {
    dispatcher.beforeWrites(runs);
  }

  /// Treats a response that leaves the effect of a write unknown as no response.
  static Sent orLost(Sent sent, Predicate<Reply> tells) {
    return sent instanceof Sent.Answered answered && !tells.test(answered.reply())
        ? new Sent.Lost(answered.reply().describe())
        : sent;
  }

  /// Asks by POST what changes nothing, and what a run can do without: it is repeated for the rate
  /// limit and an expired token, and not when the server fails.
  ///
  /// @param reader of a successful answer, which then has no body
  public Sent query(String path, byte[] json, BodyReader reader) {
    RequestBody body = RequestBody.create(json, JSON);
    return sent(
        token -> request(path, token).post(body).tag(BodyReader.class, reader).build(),
        true,
        0,
        false);
  }

  Sent write(String method, String path, Optional<byte[]> json, int refused, boolean isUnlocked) {
    RequestBody body = json.map(bytes -> RequestBody.create(bytes, JSON)).orElse(null);
    return sent(
        token -> request(path, token).method(method, body).build(), false, refused, isUnlocked);
  }

  private Sent sent(
      Function<Secret, Request> asking, boolean isRead, int refused, boolean isUnlocked) {
    long begin = System.nanoTime();
    boolean renewed = false;
    int refusals = refused;
    int unsent = 0;
    while (true) {
      Secret token;
      Request request;
      Transport.Outcome outcome;
      try {
        token = tokens.get();
        request = asking.apply(token);
        outcome = dispatcher.send(request, isRead);
      } catch (HttpFailure e) {
        if (refusals == 0 || e.kind() != HttpFailure.Kind.OUT_OF_TIME) throw e;
        // a server may have carried out what it refused for the rate limit
        return new Sent.Lost(e.message());
      }
      switch (outcome) {
        case Lost lost when NetworkErrors.isUnsent(lost.cause()) -> {
          if (NetworkErrors.isFinal(lost.cause()) || Retries.isTooLong(begin)) {
            throw retries.unreachable(request, lost.cause());
          }
          retries.backOff(++unsent, request);
        }
        case Lost lost -> {
          return new Sent.Lost(NetworkErrors.describe(lost.cause()));
        }
        case Answered answered when rule.isRefusal().test(answered) -> {
          dispatcher.pause(answered, request, ++refusals);
          if (isUnlocked) return new Sent.Answered(answered.reply(), true);
        }
        case Answered answered -> {
          boolean isOldToken = answered.reply().status() == 401 && !renewed && tokens.drop(token);
          if (!isOldToken) return new Sent.Answered(answered.reply(), refusals > 0);
          renewed = true;
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

  /// The number of requests so far, including those for tokens.
  public int requests() {
    return dispatcher.requests();
  }

  /// Sends nothing more, and cancels the calls in progress: what other threads still ask for is in
  /// vain.
  @Override
  public void close() {
    dispatcher.close();
  }

  /// When its calls have to be over.
  public Deadline deadline() {
    return settings.deadline();
  }

  /// Scheme, host and port.
  public String origin() {
    return SafeOrigin.of(settings.base());
  }

  private Request.Builder request(String path, Secret token) {
    return new Request.Builder()
        .url(url(path))
        .headers(headers)
        .header("Authorization", "Bearer " + token.reveal());
  }

  HttpUrl url(String path) {
    if (path.startsWith("/")) return HttpUrl.get(origin() + path);
    throw new IllegalArgumentException("not a path: " + path);
  }

  /// Sends a request with retries until the response is other than 408, 429, 499 and 5xx.
  Reply patiently(Request request) {
    return retries.repeat(request).reply();
  }

  /// Sends an idempotent request with retries, with the current token.
  ///
  /// @param json the body; empty for none
  Answered ask(String method, String path, Optional<byte[]> json) {
    RequestBody body = json.map(bytes -> RequestBody.create(bytes, JSON)).orElse(null);
    return retries.repeat(request(path, tokens.get()).method(method, body).build());
  }

  static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
