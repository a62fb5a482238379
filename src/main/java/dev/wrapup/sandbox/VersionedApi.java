package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Organization.Written;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/// The calls of the versioned API.
final class VersionedApi implements Api {
  private static final String CODES = "/api/v2/routing/wrapupcodes";
  private static final String RULES = "/api/v2/routing/rules";
  private static final String CLIENT = Organization.id("client");
  private static final int DEFAULT_PAGE = 25;
  private static final int LARGEST_PAGE = 250;

  private final Organization organization;
  private final Settings settings;
  private final URI url;
  private final Access access;

  VersionedApi(Organization organization, Settings settings, URI url) {
    this.organization = organization;
    this.settings = settings;
    this.url = url;
    this.access = new Access(settings);
  }

  @Override
  public byte[] error(int status, String code, String message, String requestId) {
    return Json.error(status, code, message);
  }

  @Override
  public void expireTokens() {
    access.expireTokens();
  }

  @Override
  public Map<String, String> headers(String requestId, RateLimit.State rate) {
    return Map.of("X-Request-Id", requestId);
  }

  @Override
  public Refused tooMany(long waitSeconds) {
    return new Refused(429, "rate-limited", "too many requests");
  }

  @Override
  public byte[] call(HttpExchange exchange, String method, byte[] body, List<Fault> faults) {
    String path = exchange.getRequestURI().getPath();
    if (method.equals("TOKEN")) return token(exchange, body);
    Query query = Query.of(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    if (path.equals(CODES) && method.equals("GET")) {
      check(exchange, "routing:wrapupcode:read");
      return page(organization.codes(), this::code, path, query, faults);
    }
    if (path.equals(RULES) && method.equals("GET")) {
      check(exchange, "routing:rule:read");
      return page(organization.rules(), Json::rule, path, query, faults);
    }
    if (path.equals(CODES) && method.equals("POST")) {
      check(exchange, "routing:wrapupcode:write");
      Payload payload = payload(body);
      return written(organization.create(payload.code(), payload.values(), CLIENT));
    }
    if (path.startsWith(CODES + "/")) {
      return one(exchange, method, path.substring(CODES.length() + 1), query, body);
    }
    throw new Refused(404, "not-found", "there is no such resource");
  }

  private byte[] one(HttpExchange exchange, String method, String id, Query query, byte[] body) {
    Optional<String> version = query.get("version");
    switch (method) {
      case "GET" -> {
        check(exchange, "routing:wrapupcode:read");
        LiveCode code =
            organization
                .byId(id)
                .orElseThrow(() -> new Refused(404, "not-found", "there is no such code"));
        return Json.of(json -> code(json, code));
      }
      case "PATCH" -> {
        check(exchange, "routing:wrapupcode:write");
        Payload payload = payload(body);
        return written(organization.update(id, version, payload.code(), payload.values(), CLIENT));
      }
      case "DELETE" -> {
        check(exchange, "routing:wrapupcode:write");
        return written(organization.delete(id, version, CLIENT));
      }
      default -> throw new Refused(405, "method-not-allowed", method + " is not known here");
    }
  }

  private byte[] token(HttpExchange exchange, byte[] body) {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new Refused(405, "method-not-allowed", "tokens are got by POST");
    }
    Query form = Query.of(new String(body, StandardCharsets.UTF_8));
    List<String> scopes =
        Arrays.stream(form.get("scope").orElse("").split(" ", -1))
            .filter(scope -> !scope.isEmpty())
            .toList();
    return access.token(form, Access.inForm(form), Optional.of(scopes));
  }

  private void check(HttpExchange exchange, String scope) {
    switch (access.permission(exchange, scope)) {
      case GRANTED -> {}
      case NO_TOKEN -> throw new Refused(401, "token-expired", "the token is unknown or expired");
      case LACKING -> throw new Refused(403, "missing-scope", "the token lacks the scope " + scope);
    }
  }

  private byte[] written(Written written) {
    return switch (written) {
      case Written.Done done -> Json.of(json -> code(json, done.now()));
      case Written.Missing ignored -> throw new Refused(404, "not-found", "there is no such code");
      case Written.Stale stale ->
          throw new Refused(
              409, "version-conflict", "the current version is " + stale.now().revision());
      case Written.Taken taken ->
          throw new Refused(409, "duplicate-code", "the code is taken by " + taken.holder().id());
    };
  }

  private <T> byte[] page(
      List<T> all, Json.EntityWriter<T> writer, String path, Query query, List<Fault> faults) {
    int size = Math.min(LARGEST_PAGE, query.number("pageSize", DEFAULT_PAGE));
    String cursor = query.get("cursor").orElse("");
    int from = Math.min(all.size(), cursor.isEmpty() ? 0 : Query.number(cursor.substring(1)));
    int to = Math.min(all.size(), from + Math.max(1, size));
    Optional<String> next = to < all.size() ? Optional.of("o" + to) : Optional.empty();
    if (Sandbox.find(faults, Fault.Kind.REPEAT_PAGE).isPresent()) next = Optional.of("o0");
    Optional<String> written = next.map(c -> nextPage(path, size, c));
    if (Sandbox.find(faults, Fault.Kind.FOREIGN_PAGE).isPresent()) {
      written = Optional.of("https://elsewhere.example" + path + "?cursor=o0");
    }
    return Json.page(all.subList(from, to), writer, written);
  }

  private String nextPage(String path, int size, String cursor) {
    String tail = path + "?pageSize=" + size + "&cursor=" + cursor;
    return switch (settings.pages()) {
      case CURSOR -> cursor;
      case PATH -> tail;
      case URI -> url + tail;
    };
  }

  private void code(JsonGenerator json, LiveCode code) {
    Json.code(json, code, organization.dialect());
  }

  /// What a create or an update sends.
  record Payload(String code, Map<Field, Value> values) {}

  private Payload payload(byte[] body) {
    try {
      return Payloads.read(body, organization.dialect());
    } catch (JacksonException e) {
      throw new Refused(400, "bad-request", "the body is not JSON");
    }
  }
}
