package dev.wrapup.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The calls of Genesys Cloud that have to do with wrap-up codes, as far as they are known from
/// what the vendor published. Where that leaves a choice, this is the server that is harder to cope
/// with.
final class CloudApi extends Api {
  private static final int DEFAULT_PAGE = 25;
  private static final int LARGEST_PAGE = 100;

  CloudApi(Organization organization, Settings settings) {
    super(new Access(settings));
    String client =
        Organization.id("client " + settings.login().map(Settings.Login::id).orElse("any"));
    new CloudCodes(organization, settings, client).addTo(this);
    new CloudPlaces(organization, settings, client).addTo(this);
    new CloudUsage(organization).addTo(this);
  }

  static Refused notFound() {
    return new Refused(404, "not.found", "The requested resource was not found.");
  }

  @Override
  Refused refused(Denial denial, String what) {
    return switch (denial) {
      case TOKEN -> new Refused(401, "bad.credentials", "Invalid login credentials.");
      case RIGHT ->
          new Refused(
              403,
              "missing.permissions",
              "Unable to perform the requested action. You are missing the following permission(s): "
                  + what);
      case NOT_FOUND -> notFound();
      case METHOD -> new Refused(405, "method.not.allowed", what + " is not known here");
      case RATE ->
          new Refused(
              429,
              "too.many.requests.retry.after",
              "Rate limit exceeded the maximum. Retry the request in [%s] seconds".formatted(what));
    };
  }

  @Override
  byte[] error(int status, String code, String message, String requestId) {
    if (code.startsWith("invalid_") || code.startsWith("unsupported_")) {
      return CloudJson.loginError(code);
    }
    return CloudJson.error(status, code, message, requestId);
  }

  @Override
  Map<String, String> headers(String requestId, RateLimit.State rate) {
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
  byte[] token(Call call) {
    return access.token(call.form(), Access.inHeader(call.exchange()), Optional.empty());
  }

  static <T> byte[] page(List<T> all, Call call, Function<T, Object> writer) {
    int size = Math.clamp(call.query().number("pageSize", DEFAULT_PAGE), 1, LARGEST_PAGE);
    int number = Math.max(1, call.query().number("pageNumber", 1));
    return CloudJson.page(all, size, number, call.path(), writer);
  }
}
