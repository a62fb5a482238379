package dev.wrapup.http;

import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.response.FlatJson;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.http.response.SafeInt;
import dev.wrapup.http.secret.Redactor;
import dev.wrapup.http.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// The access token of a run: fetched once for all callers, renewed before it expires.
final class Tokens {
  static final String ACCESS = "access_token";
  static final String PATH = "/oauth/token";
  private static final Duration EARLY = Duration.ofSeconds(5);
  private static final Duration UNSAID = Duration.ofDays(1);

  /// How long to wait when the login is asked too often, and how often at most: a minute in all.
  private static final Duration THROTTLED = Duration.ofSeconds(5);

  private static final int MOST_REFUSALS = 12;

  private static final String SECRET = "the client's secret";

  private final ApiClient client;
  private final ClientSettings settings;
  private @Nullable Secret token;
  private long renewAt;
  private volatile Set<String> granted = Set.of();

  /// @param redactor learns the secret that tokens are got by
  Tokens(ApiClient client, ClientSettings settings, Redactor redactor) {
    this.client = client;
    this.settings = settings;
    switch (settings.login()) {
      case Login.Given given -> {
        token = given.token();
        renewAt = Long.MAX_VALUE;
        redactor.learn(Transport.TOKEN, given.token().reveal());
      }
      case Login.ByForm form -> redactor.learn(SECRET, form.secret().reveal());
      case Login.ByHeader header -> redactor.learn(SECRET, header.secret().reveal());
    }
  }

  /// The token at hand, or a new one.
  synchronized Secret get() {
    Secret known = token;
    if (known != null && (renewAt == Long.MAX_VALUE || System.nanoTime() < renewAt)) return known;
    return fetch();
  }

  /// Forgets a token that was refused, unless another call has fetched a new one since.
  ///
  /// @return whether another one can be had
  synchronized boolean drop(Secret refused) {
    if (settings.login() instanceof Login.Given) return false;
    if (token == refused) token = null;
    return true;
  }

  /// Whether the answer that brought the token at hand names a scope. A server names them where
  /// they aren't what was asked for (RFC 6749 section 5.1, read 2026-11-24).
  boolean isGranted(String scope) {
    return granted.contains(scope);
  }

  Optional<Instant> logIn() {
    return settings.login() instanceof Login.Given
        ? Optional.empty()
        : orFail(request(settings.login())).date();
  }

  boolean grants(String scopes) {
    if (!(settings.login() instanceof Login.ByForm form)) {
      throw new IllegalStateException("this login asks for no scopes");
    }
    return request(new Login.ByForm(form.id(), form.secret(), List.of(scopes))).isSuccess();
  }

  private Secret fetch() {
    long now = System.nanoTime();
    Reply reply = orFail(request(settings.login()));
    FlatJson answer = FlatJson.of(reply.body());
    Optional<Secret> fresh = answer.text(ACCESS).map(Secret::new).filter(Secret::isToken);
    if (fresh.isEmpty()) {
      throw new HttpFailure(
          HttpFailure.Kind.BAD_ANSWER,
          "%s answered %s without a token".formatted(origin() + PATH, reply.status()),
          "check that the base URL is the API's");
    }
    token = fresh.get();
    granted = Set.copyOf(List.of(answer.text("scope").orElse("").split(" ", -1)));
    renewAt = now + lifetime(answer).toNanos();
    return fresh.get();
  }

  /// How long a token is used: until shortly before it expires, or until it is refused where the
  /// answer doesn't say.
  private static Duration lifetime(FlatJson answer) {
    Optional<Integer> seconds = answer.text("expires_in").flatMap(SafeInt::number);
    if (seconds.isEmpty()) return UNSAID;
    Duration lifetime = Duration.ofSeconds(seconds.get());
    Duration half = lifetime.dividedBy(2);
    return lifetime.minus(half.compareTo(EARLY) < 0 ? half : EARLY);
  }

  private Reply request(Login login) {
    FormBody.Builder form = new FormBody.Builder().add("grant_type", "client_credentials");
    Request.Builder request = new Request.Builder();
    switch (login) {
      case Login.ByForm client ->
          form.add("client_id", client.id())
              .add("client_secret", client.secret().reveal())
              .add("scope", String.join(" ", client.scopes()));
      case Login.ByHeader client ->
          request.header(
              "Authorization",
              Credentials.basic(client.id(), client.secret().reveal(), StandardCharsets.UTF_8));
      case Login.Given ignored -> throw new IllegalStateException("the token is given");
    }
    Request whole = request.url(origin() + PATH).post(form.build()).build();
    Reply reply = client.patiently(whole);
    for (int refusals = 1; isTooMany(reply) && refusals < MOST_REFUSALS; refusals++) {
      settings.deadline().sleep(THROTTLED, "for the login, which was asked too often");
      reply = client.patiently(whole);
    }
    return reply;
  }

  /// A login may say by 400 that it is asked too often
  /// (github.com/MyPureCloud/terraform-provider-genesyscloud, issue 1004, read 2026-11-24).
  private static boolean isTooMany(Reply reply) {
    return reply.status() == 400 && reply.isErrorAbout("rate limit exceeded");
  }

  private String origin() {
    return settings.login() instanceof Login.ByHeader login
        ? SafeOrigin.of(login.at())
        : client.origin();
  }

  private Reply orFail(Reply reply) {
    if (reply.isSuccess()) return reply;
    if (reply.status() == 400 || reply.status() == 401 || reply.status() == 403) {
      throw new HttpFailure(
              HttpFailure.Kind.CREDENTIALS,
              "%s refused the token: %s. %s".formatted(origin(), reply.describe(), why()),
              remedy())
          .forDoctor();
    }
    throw new HttpFailure(
        HttpFailure.Kind.BAD_ANSWER,
        "%s answered the token request with %s".formatted(origin() + PATH, reply.describe()),
        "check that the base URL is the API's");
  }

  private String why() {
    String always = "The client id or secret is wrong, the client was deleted, or it ";
    return settings.login() instanceof Login.ByForm form
        ? always + "lacks a scope of: " + String.join(" ", form.scopes())
        : always + "is of another region";
  }

  private String remedy() {
    return settings.login() instanceof Login.ByForm
        ? "set GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET"
        : "check GENESYSCLOUD_REGION, GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET,"
            + " or GENESYS_ENV, GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET where these are set";
  }
}
