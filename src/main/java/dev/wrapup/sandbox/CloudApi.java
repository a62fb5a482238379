package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The calls of Genesys Cloud that have to do with wrap-up codes, as far as they are known from
/// what the vendor published. Where that leaves a choice, this is the server that is harder to cope
/// with.
final class CloudApi implements Api {
  static final String API = "/api/v2";
  private static final int DEFAULT_PAGE = 25;
  private static final int LARGEST_PAGE = 100;

  private final Access access;
  private final CloudGate gate;
  private final CloudCodes codes;
  private final CloudPlaces places;
  private final CloudUsage usage;

  CloudApi(Organization organization, Settings settings) {
    this.access = new Access(settings);
    this.gate = new CloudGate(access, settings);
    this.codes = new CloudCodes(organization, settings, gate);
    this.places = new CloudPlaces(organization, settings, gate);
    this.usage = new CloudUsage(organization);
  }

  @Override
  public byte[] error(int status, String code, String message, String requestId) {
    if (code.startsWith("invalid_") || code.startsWith("unsupported_")) {
      return CloudJson.loginError(code);
    }
    return CloudJson.error(status, code, message, requestId);
  }

  @Override
  public void expireTokens() {
    access.expireTokens();
  }

  @Override
  public Map<String, String> headers(String requestId, RateLimit.State rate) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ININ-Correlation-Id", requestId);
    if (rate.allowed() > 0) {
      headers.put("inin-ratelimit-allowed", Integer.toString(rate.allowed()));
      headers.put("inin-ratelimit-count", Integer.toString(rate.count()));
      headers.put("inin-ratelimit-reset", Long.toString(rate.resetSeconds()));
    }
    return headers;
  }

  @Override
  public Refused tooMany(long waitSeconds) {
    return new Refused(
        429,
        "too.many.requests.retry.after",
        "Rate limit exceeded the maximum. Retry the request in [%d] seconds"
            .formatted(waitSeconds));
  }

  @Override
  public byte[] call(HttpExchange exchange, String method, byte[] body, List<Fault> faults) {
    if (method.equals("TOKEN")) return token(exchange, body);
    String path = exchange.getRequestURI().getPath();
    Query query = Query.of(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    if (CloudCodes.isAt(path)) return codes.call(exchange, method, path, query, body);
    if (path.equals(API + "/tokens/me") && method.equals("DELETE")) {
      access.drop(exchange);
      return new byte[0];
    }
    Optional<byte[]> answer = method.equals("GET") ? get(exchange, path, query) : Optional.empty();
    return answer.orElseThrow(CloudGate::notFound);
  }

  private byte[] token(HttpExchange exchange, byte[] body) {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new Refused(405, "method.not.allowed", "tokens are got by POST");
    }
    Query form = Query.of(new String(body, StandardCharsets.UTF_8));
    return access.token(form, Access.inHeader(exchange), Optional.empty());
  }

  static <T> byte[] page(List<T> all, Query query, String path, Json.EntityWriter<T> writer) {
    int size = Math.clamp(query.number("pageSize", DEFAULT_PAGE), 1, LARGEST_PAGE);
    int number = Math.max(1, query.number("pageNumber", 1));
    return CloudJson.page(all, size, number, path, writer);
  }

  private Optional<byte[]> get(HttpExchange exchange, String path, Query query) {
    Optional<String> permission = usage.permission(path);
    if (permission.isPresent()) {
      gate.check(exchange, permission.get());
      return usage.get(path, query);
    }
    return places.get(exchange, path, query);
  }
}
