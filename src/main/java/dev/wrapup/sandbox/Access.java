package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;
import dev.wrapup.sandbox.VersionedApi.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Tokens: who gets one, what it may do and how long.
final class Access {
  private record Grant(List<String> scopes, long until) {}

  private final Settings settings;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final AtomicLong issued = new AtomicLong();

  Access(Settings settings) {
    this.settings = settings;
  }

  byte[] token(Map<String, String> form) {
    if (!form.getOrDefault("grant_type", "").equals("client_credentials")) {
      throw new Refused(400, "unsupported_grant_type", "only client_credentials is known");
    }
    boolean isKnown =
        settings
            .login()
            .map(
                login ->
                    login.id().equals(form.get("client_id"))
                        && login.secret().equals(form.get("client_secret")))
            .orElse(form.containsKey("client_id"));
    if (!isKnown) throw new Refused(401, "invalid_client", "invalid_client");
    List<String> scopes =
        Arrays.stream(form.getOrDefault("scope", "").split(" ", -1))
            .filter(scope -> !scope.isEmpty())
            .toList();
    if (!settings.scopes().containsAll(scopes)) {
      throw new Refused(401, "invalid_scope", "invalid_scope");
    }
    String token = "sandbox-token-" + issued.incrementAndGet();
    grants.put(token, new Grant(scopes, System.nanoTime() + settings.lifetime().toNanos()));
    return Json.of(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("access_token", token);
          json.writeStringProperty("token_type", "bearer");
          json.writeNumberProperty("expires_in", settings.lifetime().toSeconds());
          json.writeEndObject();
        });
  }

  void expireTokens() {
    grants.clear();
  }

  void check(HttpExchange exchange, String scope) {
    String header =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    Grant grant = header.startsWith("Bearer ") ? grants.get(header.substring(7)) : null;
    if (grant == null || grant.until() < System.nanoTime()) {
      throw new Refused(401, "token-expired", "the token is unknown or expired");
    }
    if (!grant.scopes().contains(scope)) {
      throw new Refused(403, "missing-scope", "the token lacks the scope " + scope);
    }
  }
}
