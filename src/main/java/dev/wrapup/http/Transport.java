package dev.wrapup.http;

import dev.wrapup.http.connection.ExtraCertificates;
import dev.wrapup.http.connection.LastKnownDns;
import dev.wrapup.http.connection.Proxies;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateLimitHeaders;
import dev.wrapup.http.response.FlatJson;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.http.response.SafeInt;
import dev.wrapup.http.secret.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/// One HTTP exchange without retries: those of the library, and its redirects, are disabled, since
/// a write must not be repeated blindly and credentials must not follow a redirect.
final class Transport {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /// How many connections are kept, and for how long while nothing is sent: servers close them,
  /// some after 5 s, and a call that meets this gets no answer.
  private static final int PARALLEL = 8;

  private static final Duration IDLE = Duration.ofSeconds(4);

  /// How long a call may take in all, however steadily its answer drips in.
  static final Duration CALL = Duration.ofMinutes(2);

  private static final List<String> REQUEST_ID =
      List.of("ININ-Correlation-Id", "X-Request-Id", "X-Correlation-Id", "X-GitHub-Request-Id");

  /// What people call a token.
  static final String TOKEN = "the token";

  private final OkHttpClient api;
  private final OkHttpClient login;
  private final ClientSettings settings;
  private final Redactor redactor;

  /// @param limit how long a call may take in all
  Transport(ClientSettings settings, Redactor redactor, Duration limit) {
    this.settings = settings;
    this.redactor = redactor;
    OkHttpClient.Builder builder =
        builder(settings.base(), settings.environment(), settings.caFile()).callTimeout(limit);
    api = builder.build();
    login =
        settings.login() instanceof Login.ByHeader elsewhere
            ? through(elsewhere.at(), builder)
            : api;
  }

  /// The same connections, but by the proxy that is meant for another host.
  private OkHttpClient through(URI target, OkHttpClient.Builder builder) {
    builder.proxyAuthenticator(Authenticator.NONE);
    Proxies.of(target, settings.environment()).apply(builder);
    return builder.connectionPool(api.connectionPool()).build();
  }

  /// A client for one server.
  ///
  /// @param proxies `HTTPS_PROXY` and `NO_PROXY` as the environment gives them
  static OkHttpClient.Builder builder(
      URI server, Map<String, String> proxies, Optional<Path> caFile) {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(PARALLEL, IDLE.toSeconds(), TimeUnit.SECONDS))
            .addInterceptor(new UserAgent())
            .dns(new LastKnownDns(Dns.SYSTEM))
            .connectTimeout(CONNECT)
            .readTimeout(ANSWER)
            .writeTimeout(ANSWER)
            .callTimeout(CALL);
    if (server.getScheme().equalsIgnoreCase("http")) {
      // without TLS in sight none is set up, which saves a start 70 ms
      builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
      caFile.ifPresent(ExtraCertificates::certificates);
    } else {
      caFile.ifPresent(file -> ExtraCertificates.extend(builder, file));
    }
    Proxies.of(server, proxies).apply(builder);
    return builder;
  }

  /// Cancels the calls in progress, and closes the connections.
  void close() {
    // both clients have the dispatcher and the pool of one builder
    api.dispatcher().cancelAll();
    api.connectionPool().evictAll();
  }

  private boolean isLogin(Request request) {
    return settings.login() instanceof Login.ByHeader elsewhere
        && SafeOrigin.of(request.url().uri()).equals(SafeOrigin.of(elsewhere.at()));
  }

  /// What came of a request.
  sealed interface Outcome {
    /// A whole answer.
    record Answered(Reply reply, Headers headers) implements Outcome {
      /// How long the server asks to wait: seconds, or until an HTTP date (RFC 9110 section 10.2.3,
      /// read 2026-11-23).
      Optional<Duration> retryAfter(Clock clock) {
        String value = header("Retry-After").strip();
        return SafeInt.number(value)
            .map(Duration::ofSeconds)
            .or(() -> Reply.httpDate(value).map(date -> Duration.between(clock.instant(), date)))
            .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
      }

      /// What the server says of its rate limit beside that.
      Optional<RateLimitHeaders> told() {
        return RateLimitHeaders.of(
            header("inin-ratelimit-allowed"),
            header("inin-ratelimit-count"),
            header("inin-ratelimit-reset"));
      }

      /// Empty where there is none.
      String header(String name) {
        return Optional.ofNullable(headers.get(name)).orElse("");
      }
    }

    /// No answer that can be read.
    record Lost(IOException cause) implements Outcome {}
  }

  Outcome exchange(Request request) {
    OkHttpClient client = isLogin(request) ? login : api;
    String what = what(request);
    long begin = System.nanoTime();
    try (Deadline.Wait _ = settings.deadline().waiting("for an answer to " + what)) {
      return HttpCall.call(
          client,
          request,
          what,
          settings.deadline(),
          redactor,
          response -> answered(request, what, response, begin));
    } catch (IOException e) {
      log(what, begin, "no answer: " + NetworkErrors.describe(e));
      return new Outcome.Lost(e);
    }
  }

  private Outcome answered(Request request, String what, Response response, long begin)
      throws IOException {
    BodyReader reader = response.isSuccessful() ? request.tag(BodyReader.class) : null;
    byte[] body = reader == null ? body(response) : new byte[0];
    learnToken(request, body);
    Reply reply =
        new Reply(
            response.code(),
            body,
            requestId(response.headers()),
            response.header("Date", ""),
            redactor);
    try {
      if (reader != null) reader.read(bounded(response), reply);
    } finally {
      String id = reply.requestId().map(text -> " " + text).orElse("");
      log(what, begin, reply.status() + id);
    }
    return new Outcome.Answered(reply, response.headers());
  }

  private static InputStream bounded(Response response) {
    Source bounded =
        new ForwardingSource(response.body().source()) {
          private long left = Reply.MOST_BYTES;

          @Override
          public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            left -= read;
            if (left < 0) throw tooLarge(response);
            return read;
          }
        };
    return Okio.buffer(bounded).inputStream();
  }

  static String what(Request request) {
    return request.method() + " " + request.url().encodedPath();
  }

  /// A token is known as one before anything of the answer that brings it is told.
  private void learnToken(Request request, byte[] body) {
    if (!request.url().encodedPath().equals(Tokens.PATH)) return;
    FlatJson.of(body).text(Tokens.ACCESS).ifPresent(token -> redactor.learn(TOKEN, token));
  }

  private void log(String what, long begin, String outcome) {
    long millis = (System.nanoTime() - begin) / 1_000_000;
    settings.log().accept(what + " → " + outcome + ", " + millis + " ms");
  }

  static byte[] body(Response response) throws IOException {
    BufferedSource source = response.body().source();
    if (!source.request(Reply.MOST_BYTES + 1L)) return source.readByteArray();
    throw tooLarge(response);
  }

  private static HttpFailure tooLarge(Response response) {
    return new HttpFailure(
        HttpFailure.Kind.BAD_ANSWER,
        "the answer to %s %s is larger than %d MiB"
            .formatted(
                response.request().method(),
                response.request().url().encodedPath(),
                Reply.MOST_BYTES >> 20),
        "check that the base URL is the API's");
  }

  private static Optional<String> requestId(Headers headers) {
    for (String name : REQUEST_ID) {
      String id = headers.get(name);
      if (id != null && !id.isBlank()) return Optional.of(id);
    }
    return Optional.empty();
  }
}
