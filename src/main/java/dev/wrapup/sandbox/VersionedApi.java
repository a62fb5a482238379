package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Organization.Written;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;

/// The calls of the versioned API.
final class VersionedApi {
  private static final String CODES = "/api/v2/routing/wrapupcodes";
  private static final String RULES = "/api/v2/routing/rules";
  private static final int DEFAULT_PAGE = 25;
  private static final int LARGEST_PAGE = 250;

  private final Organization organization;
  private final Settings settings;
  private final URI url;
  private final Access access;
  private final RateLimit limit;
  private final AtomicLong answered = new AtomicLong();

  VersionedApi(Organization organization, Settings settings, URI url) {
    this.organization = organization;
    this.settings = settings;
    this.url = url;
    this.access = new Access(settings);
    this.limit = new RateLimit(settings);
  }

  /// What a call gave rise to; thrown to break off anywhere in it.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final String code;

    Refused(int status, String code, String message) {
      super(message, null, false, false);
      this.status = status;
      this.code = code;
    }
  }

  void expireTokens() {
    access.expireTokens();
  }

  Answer answer(HttpExchange exchange, String method, byte[] body, List<Fault> faults) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Request-Id", "sandbox-" + answered.incrementAndGet());
    Optional<Answer> fault = fault(faults, headers);
    if (fault.isPresent()) return fault.get();
    Optional<Long> wait = limit.waitSeconds();
    if (wait.isPresent()) {
      headers.put("Retry-After", wait.get().toString());
      return new Answer(429, Json.error(429, "rate-limited", "too many requests"), headers);
    }
    try {
      return new Answer(200, call(exchange, method, body, faults), headers);
    } catch (Refused e) {
      String message = String.valueOf(e.getMessage());
      return new Answer(e.status, Json.error(e.status, e.code, message), headers);
    }
  }

  private static Optional<Answer> fault(List<Fault> faults, Map<String, String> headers) {
    for (Fault fault : faults) {
      switch (fault.kind()) {
        case REFUSE -> {
          fault.number().ifPresent(s -> headers.put("Retry-After", Integer.toString(s)));
          return Optional.of(
              new Answer(429, Json.error(429, "rate-limited", "too many requests"), headers));
        }
        case STATUS -> {
          int status = fault.number().orElse(503);
          return Optional.of(
              new Answer(status, Json.error(status, "fault", "as the fault asks"), headers));
        }
        case GARBAGE -> {
          byte[] page = "<html>maintenance</html>".getBytes(StandardCharsets.UTF_8);
          return Optional.of(new Answer(200, page, headers));
        }
        case EXPIRE -> {
          return Optional.of(
              new Answer(401, Json.error(401, "token-expired", "the token expired"), headers));
        }
        case LATENCY, RESET_BEFORE, RESET_AFTER, CUT, REPEAT_PAGE, FOREIGN_PAGE -> {}
      }
    }
    return Optional.empty();
  }

  private byte[] call(HttpExchange exchange, String method, byte[] body, List<Fault> faults) {
    String path = exchange.getRequestURI().getPath();
    if (method.equals("TOKEN")) return token(exchange, body);
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    if (path.equals(CODES) && method.equals("GET")) {
      access.check(exchange, "routing:wrapupcode:read");
      return page(organization.codes(), Json::code, path, query, faults);
    }
    if (path.equals(RULES) && method.equals("GET")) {
      access.check(exchange, "routing:rule:read");
      return page(organization.rules(), Json::rule, path, query, faults);
    }
    if (path.equals(CODES) && method.equals("POST")) {
      access.check(exchange, "routing:wrapupcode:write");
      Payload payload = payload(body);
      return written(organization.create(payload.code(), payload.values()));
    }
    if (path.startsWith(CODES + "/")) {
      return one(exchange, method, path.substring(CODES.length() + 1), query, body);
    }
    throw new Refused(404, "not-found", "there is no such resource");
  }

  private byte[] one(
      HttpExchange exchange, String method, String id, Map<String, String> query, byte[] body) {
    Optional<String> version = Optional.ofNullable(query.get("version"));
    switch (method) {
      case "GET" -> {
        access.check(exchange, "routing:wrapupcode:read");
        LiveCode code =
            organization
                .byId(id)
                .orElseThrow(() -> new Refused(404, "not-found", "there is no such code"));
        return Json.of(json -> Json.code(json, code));
      }
      case "PATCH" -> {
        access.check(exchange, "routing:wrapupcode:write");
        Payload payload = payload(body);
        return written(organization.update(id, version, payload.code(), payload.values()));
      }
      case "DELETE" -> {
        access.check(exchange, "routing:wrapupcode:write");
        return written(organization.delete(id, version));
      }
      default -> throw new Refused(405, "method-not-allowed", method + " is not known here");
    }
  }

  private byte[] token(HttpExchange exchange, byte[] body) {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new Refused(405, "method-not-allowed", "tokens are got by POST");
    }
    return access.token(query(new String(body, StandardCharsets.UTF_8)));
  }

  private static byte[] written(Written written) {
    return switch (written) {
      case Written.Done done -> Json.of(json -> Json.code(json, done.now()));
      case Written.Missing ignored -> throw new Refused(404, "not-found", "there is no such code");
      case Written.Stale stale ->
          throw new Refused(
              409, "version-conflict", "the current version is " + stale.now().revision());
      case Written.Taken taken ->
          throw new Refused(409, "duplicate-code", "the code is taken by " + taken.holder().id());
    };
  }

  private <T> byte[] page(
      List<T> all,
      Json.EntityWriter<T> writer,
      String path,
      Map<String, String> query,
      List<Fault> faults) {
    int size = Math.min(LARGEST_PAGE, number(query.getOrDefault("pageSize", "" + DEFAULT_PAGE)));
    String cursor = query.getOrDefault("cursor", "");
    int from = Math.min(all.size(), cursor.isEmpty() ? 0 : number(cursor.substring(1)));
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

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Refused(400, "bad-request", "not a number: " + text);
    }
  }

  /// What a create or an update sends.
  record Payload(String code, Map<Field, Value> values) {}

  private static Payload payload(byte[] body) {
    try {
      return Payloads.read(body);
    } catch (JacksonException e) {
      throw new Refused(400, "bad-request", "the body is not JSON");
    }
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : Optional.ofNullable(text).orElse("").split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) continue;
      query.put(
          URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }
}
