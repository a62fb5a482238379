package dev.wrapup.sandbox.versioned;

import com.sun.net.httpserver.HttpExchange;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.http.ApiError;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.QueryParameters;
import dev.wrapup.sandbox.http.RateLimit;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.http.TokenStore;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.PayloadReader;
import dev.wrapup.sandbox.organization.PayloadReader.Payload;
import dev.wrapup.sandbox.organization.Written;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/// The routes of the versioned API.
public final class VersionedApi extends ApiRoutes {
  private static final String CODES = "/routing/wrapupcodes";
  private static final String RULES = "/routing/rules";
  private static final String READ = "routing:wrapupcode:read";
  private static final String READ_RULES = "routing:rule:read";
  private static final String WRITE = "routing:wrapupcode:write";
  private static final String CLIENT = Organization.id("client");
  private static final int DEFAULT_PAGE = 25;
  private static final int LARGEST_PAGE = 250;
  private static final int MOST_BYTES = 1 << 26;

  private final Organization organization;
  private final Settings settings;
  private final URI url;
  private final RateLimit limit;

  public VersionedApi(Organization organization, Settings settings, URI url) {
    super(new TokenStore(settings));
    this.organization = organization;
    this.settings = settings;
    this.url = url;
    this.limit = RateLimit.sliding(settings.limit(), settings.window());
    on("GET", CODES, READ, call -> page(organization.codes(), this::code, call));
    on("POST", CODES, WRITE, this::create);
    on("GET", CODES + "/*", READ, this::get);
    on("PATCH", CODES + "/*", WRITE, this::update);
    on("DELETE", CODES + "/*", WRITE, this::delete);
    on("GET", RULES, READ_RULES, call -> page(organization.rules(), Json::rule, call));
  }

  @Override
  protected ApiError refused(Denial denial, String what) {
    return switch (denial) {
      case TOKEN -> new ApiError(401, "token-expired", "the token is unknown or expired");
      case RIGHT -> new ApiError(403, "missing-scope", "the token lacks the scope " + what);
      case NOT_FOUND -> new ApiError(404, "not-found", "there is no such resource");
      case METHOD -> new ApiError(405, "method-not-allowed", what + " is not known here");
      case RATE -> new ApiError(429, "rate-limited", "too many requests");
      case SIZE -> new ApiError(413, "too-large", "the body has more than " + what + " bytes");
    };
  }

  @Override
  protected List<RateLimit> limits(HttpExchange exchange) {
    return List.of(limit);
  }

  @Override
  protected int mostBytes() {
    return MOST_BYTES;
  }

  @Override
  protected byte[] error(int status, String code, String message, String requestId) {
    return Json.bytes(Json.object("status", status, "code", code, "message", message));
  }

  @Override
  protected Map<String, String> headers(String requestId, RateLimit.State rate) {
    return Map.of("X-Request-Id", requestId);
  }

  @Override
  protected byte[] token(Call call) {
    QueryParameters form = call.form();
    List<String> scopes =
        Arrays.stream(form.get("scope").orElse("").split(" ", -1))
            .filter(scope -> !scope.isEmpty())
            .toList();
    return access.token(form, TokenStore.inForm(form), Optional.of(scopes));
  }

  private static ApiError noSuchCode() {
    return new ApiError(404, "not-found", "there is no such code");
  }

  private byte[] get(Call call) {
    LiveCode code = organization.byId(call.id()).orElseThrow(VersionedApi::noSuchCode);
    return Json.bytes(code(code));
  }

  private byte[] create(Call call) {
    Payload payload = payload(call.body().get());
    return written(organization.create(payload.code(), payload.values(), CLIENT));
  }

  private byte[] update(Call call) {
    Optional<String> version = call.query().get("version");
    Payload payload = payload(call.body().get());
    return written(
        organization.update(call.id(), version, payload.code(), payload.values(), CLIENT));
  }

  private byte[] delete(Call call) {
    return written(organization.delete(call.id(), call.query().get("version"), CLIENT));
  }

  private byte[] written(Written written) {
    return switch (written) {
      case Written.Done done -> Json.bytes(code(done.now()));
      case Written.Missing ignored -> throw noSuchCode();
      case Written.Stale stale ->
          throw new ApiError(
              409, "version-conflict", "the current version is " + stale.now().revision());
      case Written.Taken taken ->
          throw new ApiError(409, "duplicate-code", "the code is taken by " + taken.holder().id());
    };
  }

  private <T> byte[] page(List<T> all, Function<T, Object> writer, Call call) {
    QueryParameters query = call.query();
    int size = Math.min(LARGEST_PAGE, number(query.get("pageSize").orElse("" + DEFAULT_PAGE)));
    String cursor = query.get("cursor").orElse("");
    int from = Math.min(all.size(), cursor.isEmpty() ? 0 : number(cursor.substring(1)));
    int to = Math.min(all.size(), from + Math.max(1, size));
    Optional<String> next = to < all.size() ? Optional.of("o" + to) : Optional.empty();
    if (Fault.find(call.faults(), Fault.Kind.REPEAT_PAGE).isPresent()) next = Optional.of("o0");
    Optional<String> written = next.map(c -> nextPage(call.path(), size, c));
    if (Fault.find(call.faults(), Fault.Kind.FOREIGN_PAGE).isPresent()) {
      written = Optional.of("https://elsewhere.example" + call.path() + "?cursor=o0");
    }
    List<Object> entities = all.subList(from, to).stream().map(writer).toList();
    return Json.bytes(Json.object("entities", entities, "nextPage", written));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ApiError(400, "bad-request", "not a number: " + text);
    }
  }

  private String nextPage(String path, int size, String cursor) {
    String tail = path + "?pageSize=" + size + "&cursor=" + cursor;
    return switch (settings.pages()) {
      case CURSOR -> cursor;
      case PATH -> tail;
      case URI -> url + tail;
    };
  }

  private Object code(LiveCode code) {
    return Json.code(code, organization.dialect());
  }

  private Payload payload(byte[] body) {
    try {
      return PayloadReader.read(body, organization.dialect());
    } catch (JacksonException e) {
      throw new ApiError(400, "bad-request", "the body is not JSON");
    }
  }
}
