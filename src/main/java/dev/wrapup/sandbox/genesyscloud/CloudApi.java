package dev.wrapup.sandbox.genesyscloud;

import com.sun.net.httpserver.HttpExchange;
import dev.wrapup.sandbox.http.ApiError;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.RateLimit;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.http.TokenStore;
import dev.wrapup.sandbox.organization.Organization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The routes of Genesys Cloud that concern wrap-up codes, as far as the vendor documents them.
/// Where the documentation is ambiguous, the stricter behavior is implemented.
public final class CloudApi extends ApiRoutes {
  /// The vendor's usual limits: requests a minute of a token, and how many tokens can use theirs
  /// up.
  static final int REQUESTS_A_TOKEN = 300;

  static final int TOKENS_AT_ONCE = 10;
  static final int MOST_BYTES = 512_000;
  static final int DEFAULT_PAGE = 25;
  static final int LARGEST_PAGE = 100;

  private final RateLimit limit;

  public CloudApi(Organization organization, Settings settings) {
    super(new TokenStore(settings));
    long all = (long) settings.limit() * TOKENS_AT_ONCE;
    this.limit = RateLimit.fixed((int) Math.min(all, Integer.MAX_VALUE), settings.window());
    String client =
        Organization.id("client " + settings.login().map(Settings.Login::id).orElse("any"));
    on("DELETE", "/tokens/me", NO_TOKEN, call -> access.drop(call.exchange()));
    CodeRoutes codes = new CodeRoutes(organization, settings, client);
    codes.addTo(this);
    new QueueRoutes(organization, settings, client, codes.listing()).addTo(this);
    new OrganizationRoutes(organization, settings, client).addTo(this);
    new DivisionRoutes(organization, settings).addTo(this);
    new MappingRoutes(organization, settings).addTo(this);
    new AuditRoutes(organization).addTo(this);
    new UsageRoutes(organization).addTo(this);
    new AnalyticsRoutes(organization, settings).addTo(this);
  }

  static ApiError notFound() {
    return new ApiError(404, "not.found", "The requested resource was not found.");
  }

  static ApiError bad(String why) {
    return new ApiError(400, "bad.request", why);
  }

  static ApiError conflict(String why) {
    return new ApiError(409, "general.conflict", why);
  }

  @Override
  protected ApiError refused(Denial denial, String what) {
    return switch (denial) {
      case TOKEN -> new ApiError(401, "bad.credentials", "Invalid login credentials.");
      case RIGHT ->
          new ApiError(
              403,
              "missing.permissions",
              "Unable to perform the requested action. You are missing the following permission(s): "
                  + what);
      case NOT_FOUND -> notFound();
      case METHOD -> new ApiError(405, "method.not.allowed", what + " is not known here");
      case RATE ->
          new ApiError(
              429,
              "too.many.requests.retry.after",
              "Rate limit exceeded the maximum. Retry the request in [%s] seconds".formatted(what));
      case SIZE ->
          new ApiError(
              413, "request.entity.too.large", "The request is over the size limit: " + what);
    };
  }

  /// One a token, and one for all of them.
  @Override
  protected List<RateLimit> limits(HttpExchange exchange) {
    return Stream.concat(access.limit(exchange).stream(), Stream.of(limit)).toList();
  }

  @Override
  protected int mostBytes() {
    return MOST_BYTES;
  }

  @Override
  protected byte[] error(int status, String code, String message, String requestId) {
    if (code.startsWith("invalid_") || code.startsWith("unsupported_")) {
      return CloudJson.loginError(code);
    }
    return CloudJson.error(status, code, message, requestId);
  }

  @Override
  protected Map<String, String> headers(String requestId, RateLimit.State rate) {
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
  protected byte[] token(Call call) {
    return access.token(call.form(), TokenStore.inHeader(call.exchange()), Optional.empty());
  }

  /// One page of what is asked for.
  ///
  /// @param largest page; a larger one that a client asks for is silently reduced
  static <T> byte[] page(List<T> all, Call call, int largest, Function<T, Object> writer) {
    int size = Math.min(count(call, "pageSize", DEFAULT_PAGE), largest);
    return CloudJson.page(all, size, count(call, "pageNumber", 1), call.path(), writer);
  }

  private static int count(Call call, String name, int otherwise) {
    try {
      int count = call.query().number(name, otherwise);
      if (count > 0) return count;
    } catch (NumberFormatException e) {
      // told below
    }
    throw bad(name + " must be a number from 1 on");
  }
}
