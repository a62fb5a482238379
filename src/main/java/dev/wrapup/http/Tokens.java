package dev.wrapup.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.FormBody;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// The token of a run: fetched once however many calls wait for it, renewed before it expires
/// (OAuth 2.0 client credentials, RFC 6749 section 4.4, read 2026-11-23).
final class Tokens {
  private static final String PATH = "/oauth/token";
  private static final Duration EARLY = Duration.ofSeconds(5);
  private static final Duration UNSAID = Duration.ofDays(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final ApiClient client;
  private final Settings settings;
  private @Nullable Secret token;
  private long renewAt;
  private volatile Set<String> granted = Set.of();

  Tokens(ApiClient client, Settings settings) {
    this.client = client;
    this.settings = settings;
  }

  /// The token at hand, or a new one.
  Secret get() {
    lock.lock();
    try {
      Secret known = token;
      if (known != null && System.nanoTime() < renewAt) return known;
      return fetch();
    } finally {
      lock.unlock();
    }
  }

  /// Forgets a token that was refused, unless another call has fetched a new one since.
  void drop(Secret refused) {
    lock.lock();
    try {
      if (token == refused) token = null;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the token at hand has a scope.
  boolean isGranted(String scope) {
    return granted.contains(scope);
  }

  Optional<Instant> logIn() {
    return orFail(request(String.join(" ", settings.scopes()))).date();
  }

  boolean grants(String scopes) {
    return request(scopes).isSuccess();
  }

  private Secret fetch() {
    long now = System.nanoTime();
    Reply reply = orFail(request(String.join(" ", settings.scopes())));
    Flat answer = Flat.of(reply.body());
    String text = answer.text("access_token").filter(t -> isHeaderValue(t)).orElse("");
    if (text.isEmpty()) {
      throw new HttpFailure(
          HttpFailure.Kind.BAD_ANSWER,
          "%s answered %s without a token".formatted(client.origin() + PATH, reply.status()),
          "check that the base URL is the API's");
    }
    Secret fresh = new Secret(text);
    token = fresh;
    granted = Set.copyOf(List.of(granted(answer).split(" ", -1)));
    renewAt = now + lifetime(answer).toNanos();
    return fresh;
  }

  /// How long a token is used: until shortly before it expires, or until it is refused where the
  /// answer doesn't say.
  private static Duration lifetime(Flat answer) {
    String seconds = answer.text("expires_in").orElse("");
    boolean isNumber =
        !seconds.isEmpty() && seconds.length() <= 9 && seconds.chars().allMatch(Character::isDigit);
    if (!isNumber) return UNSAID;
    Duration lifetime = Duration.ofSeconds(Long.parseLong(seconds));
    Duration half = lifetime.dividedBy(2);
    return lifetime.minus(half.compareTo(EARLY) < 0 ? half : EARLY);
  }

  /// A server says what it granted where that is not what was asked for (RFC 6749 section 5.1).
  private String granted(Flat answer) {
    return answer.text("scope").orElse(String.join(" ", settings.scopes()));
  }

  private static boolean isHeaderValue(String text) {
    return !text.isBlank() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private Reply request(String scopes) {
    FormBody form =
        new FormBody.Builder()
            .add("grant_type", "client_credentials")
            .add("client_id", settings.clientId())
            .add("client_secret", settings.clientSecret().reveal())
            .add("scope", scopes)
            .build();
    return client.patiently(new Request.Builder().url(client.url(PATH)).post(form).build());
  }

  private Reply orFail(Reply reply) {
    if (reply.isSuccess()) return reply;
    if (reply.status() == 400 || reply.status() == 401 || reply.status() == 403) {
      throw new HttpFailure(
          HttpFailure.Kind.CREDENTIALS,
          "%s refused the token: %s\n  The client id or secret is wrong, the client was deleted, or it lacks a scope of: %s"
              .formatted(client.origin(), reply.describe(), String.join(" ", settings.scopes())),
          "set GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET, then try: wrapup doctor");
    }
    throw new HttpFailure(
        HttpFailure.Kind.BAD_ANSWER,
        "%s answered the token request with %s".formatted(client.origin() + PATH, reply.describe()),
        "check that the base URL is the API's");
  }
}
