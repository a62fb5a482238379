package dev.wrapup.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The route table of one dialect: method, path, required permission and handler.
public abstract class ApiRoutes {
  /// The path of the token endpoint.
  public static final String TOKEN = "/oauth/token";

  private static final String PREFIX = "/api/v2";

  /// The permission of a route that any valid token may call.
  public static final String ANY_TOKEN = "";

  /// The permission of a route that needs no token.
  public static final String NO_TOKEN = "none";

  /// Why a request is rejected before its handler runs.
  public enum Denial {
    /// The token is unknown or expired.
    TOKEN,
    /// The token lacks the permission.
    RIGHT,
    NOT_FOUND,
    /// The path exists, but not for this method.
    METHOD,
    RATE,
    /// The body is too large.
    SIZE
  }

  /// One request, as a handler receives it.
  ///
  /// @param ids the path parameters
  public record Call(
      HttpExchange exchange,
      String path,
      List<String> ids,
      Supplier<byte[]> body,
      List<Fault> faults) {
    /// The path parameter, or the first of them.
    public String id() {
      return ids.getFirst();
    }

    public QueryParameters query() {
      return QueryParameters.of(
          Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    }

    public QueryParameters form() {
      return QueryParameters.of(new String(body.get(), StandardCharsets.UTF_8));
    }
  }

  /// Handles the requests of one route.
  public interface Handler {
    /// @return the body of the 200 response
    /// @throws ApiError for any other response
    byte[] answer(Call call);
  }

  private record Route(String method, Pattern path, String right, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();
  protected final TokenStore access;

  protected ApiRoutes(TokenStore access) {
    this.access = access;
    routes.add(new Route("POST", Pattern.compile(TOKEN), NO_TOKEN, this::token));
  }

  /// Registers a route; the first that matches wins.
  ///
  /// @param path below `/api/v2`, with `*` for each path parameter
  public final void on(String method, String path, String right, Handler handler) {
    Pattern whole = Pattern.compile(PREFIX + path.replace("*", "([^/]+)"));
    routes.add(new Route(method, whole, right, handler));
  }

  /// Dispatches a request.
  ///
  /// @return the body of the 200 response
  /// @throws ApiError for any other response
  final byte[] call(HttpExchange exchange, byte[] body, List<Fault> faults) {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    Denial denial = Denial.NOT_FOUND;
    for (Route route : routes) {
      Matcher matcher = route.path.matcher(exchange.getRequestURI().getRawPath());
      if (!matcher.matches()) continue;
      denial = Denial.METHOD;
      if (!route.method.equals(method)) continue;
      if (!route.right.equals(NO_TOKEN)) check(exchange, route.right);
      List<String> ids = parameters(matcher.toMatchResult());
      return route.handler.answer(new Call(exchange, path, ids, () -> body, faults));
    }
    throw refused(denial, method);
  }

  private static List<String> parameters(MatchResult path) {
    return IntStream.rangeClosed(1, path.groupCount())
        .mapToObj(group -> path.group(group).replace("+", "%2B"))
        .map(QueryParameters::decode)
        .toList();
  }

  private void check(HttpExchange exchange, String right) {
    Optional<Denial> denial = access.denial(exchange, right);
    if (denial.isPresent()) throw refused(denial.get(), right);
  }

  /// Expires all tokens issued so far.
  final void expireTokens() {
    access.expireTokens();
  }

  /// Issues a token, as the response body.
  protected abstract byte[] token(Call call);

  /// The limits that a request counts against; the headers tell the state of the first.
  protected abstract List<RateLimit> limits(HttpExchange exchange);

  /// The largest body of a request, in bytes.
  protected abstract int mostBytes();

  /// The error response for a rejected request.
  ///
  /// @param what the missing permission, the method, the seconds to wait, or the most bytes
  protected abstract ApiError refused(Denial denial, String what);

  /// The body of an error response.
  ///
  /// @param requestId of the request that failed
  protected abstract byte[] error(int status, String code, String message, String requestId);

  /// The headers of every response.
  protected abstract Map<String, String> headers(String requestId, RateLimit.State rate);
}
