package dev.wrapup.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import dev.wrapup.sandbox.http.ApiRoutes.Denial;
import dev.wrapup.sandbox.http.Settings.Login;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Issues access tokens, and checks their permissions and lifetime.
public final class TokenStore {
  /// @param rights empty for all
  private record Grant(Optional<List<String>> rights, long until, RateLimit limit) {}

  private final Settings settings;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final AtomicLong issued = new AtomicLong();

  public TokenStore(Settings settings) {
    this.settings = settings;
  }

  /// The client credentials in a form.
  public static Optional<Login> inForm(QueryParameters form) {
    return form.get("client_id").map(id -> new Login(id, form.get("client_secret").orElse("")));
  }

  /// The client credentials in an HTTP Basic header (RFC 7617, read 2026-11-24).
  public static Optional<Login> inHeader(HttpExchange exchange) {
    String header = authorization(exchange);
    if (!header.startsWith("Basic ")) return Optional.empty();
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring("Basic ".length()));
      String text = new String(bytes, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      if (colon < 0) return Optional.empty();
      return Optional.of(new Login(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Issues a token, as the response body.
  ///
  /// @param rights requested; empty for all of the client
  public byte[] token(QueryParameters form, Optional<Login> client, Optional<List<String>> rights) {
    if (!form.get("grant_type").orElse("").equals("client_credentials")) {
      throw new ApiError(400, "unsupported_grant_type", "only client_credentials is known");
    }
    boolean isKnown = client.isPresent() && settings.login().map(client.get()::equals).orElse(true);
    if (!isKnown) throw new ApiError(401, "invalid_client", "invalid_client");
    if (settings.rights().isPresent()
        && rights.isPresent()
        && !settings.rights().get().containsAll(rights.get())) {
      throw new ApiError(401, "invalid_scope", "invalid_scope");
    }
    String token = "sandbox-token-" + issued.incrementAndGet();
    long until = System.nanoTime() + settings.lifetime().toNanos();
    RateLimit limit = RateLimit.fixed(settings.limit(), settings.window());
    grants.values().removeIf(grant -> grant.until < System.nanoTime());
    grants.put(token, new Grant(rights.or(settings::rights), until, limit));
    return Json.bytes(
        Json.object(
            "access_token",
            token,
            "token_type",
            "bearer",
            "expires_in",
            settings.lifetime().toSeconds()));
  }

  void expireTokens() {
    grants.clear();
  }

  /// Why the token of a request is not sufficient; empty if it is.
  Optional<Denial> denial(HttpExchange exchange, String right) {
    Optional<Grant> grant = grant(exchange).filter(one -> one.until() >= System.nanoTime());
    if (grant.isEmpty()) return Optional.of(Denial.TOKEN);
    boolean isGranted =
        right.equals(ApiRoutes.ANY_TOKEN)
            || grant.get().rights().map(rights -> rights.contains(right)).orElse(true);
    return isGranted ? Optional.empty() : Optional.of(Denial.RIGHT);
  }

  /// The limit of the token of a request; empty if that isn't known.
  public Optional<RateLimit> limit(HttpExchange exchange) {
    return grant(exchange).map(Grant::limit);
  }

  private Optional<Grant> grant(HttpExchange exchange) {
    String header = authorization(exchange);
    if (!header.startsWith("Bearer ")) return Optional.empty();
    return Optional.ofNullable(grants.get(header.substring("Bearer ".length())));
  }

  /// Revokes the token of a request.
  public byte[] drop(HttpExchange exchange) {
    grants.remove(authorization(exchange).replaceFirst("^Bearer ", ""));
    return new byte[0];
  }

  private static String authorization(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
  }
}
