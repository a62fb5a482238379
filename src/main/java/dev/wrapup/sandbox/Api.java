package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The calls of one dialect: a table of methods, paths and who answers them.
abstract class Api {
  private static final String PREFIX = "/api/v2";

  /// The right of a call that any token will do for.
  static final String ANY_TOKEN = "";

  /// The right of a call that needs no token.
  static final String NO_TOKEN = "none";

  /// What any call may be refused for.
  enum Denial {
    /// The token is unknown or expired.
    TOKEN,
    /// The token lacks the right.
    RIGHT,
    NOT_FOUND,
    /// The path knows other methods only.
    METHOD,
    RATE
  }

  /// One call.
  ///
  /// @param id what stands in the path for `*`; empty if nothing does
  record Call(
      HttpExchange exchange, String path, String id, Supplier<byte[]> body, List<Fault> faults) {
    Query query() {
      return Query.of(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    }

    Query form() {
      return Query.of(new String(body.get(), StandardCharsets.UTF_8));
    }
  }

  /// Carries a call out.
  interface Handler {
    /// @return the body of the answer, whose status is 200
    /// @throws Refused for any other status
    byte[] answer(Call call);
  }

  private record Route(String method, Pattern path, String right, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();
  final Access access;

  Api(Access access) {
    this.access = access;
    routes.add(new Route("POST", Pattern.compile(Sandbox.TOKEN), NO_TOKEN, this::token));
  }

  /// @param path below `/api/v2`, in which `*` stands for an id; the first that fits is taken
  final void on(String method, String path, String right, Handler handler) {
    Pattern whole = Pattern.compile(PREFIX + path.replace("*", "(.+)"));
    routes.add(new Route(method, whole, right, handler));
  }

  /// Carries a call out.
  ///
  /// @return the body of the answer, whose status is 200
  /// @throws Refused for any other status
  final byte[] call(HttpExchange exchange, byte[] body, List<Fault> faults) {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    Denial denial = Denial.NOT_FOUND;
    for (Route route : routes) {
      Matcher matcher = route.path.matcher(path);
      if (!matcher.matches()) continue;
      denial = Denial.METHOD;
      if (!route.method.equals(method)) continue;
      if (!route.right.equals(NO_TOKEN)) check(exchange, route.right);
      String id = matcher.groupCount() > 0 ? matcher.group(1) : "";
      return route.handler.answer(new Call(exchange, path, id, () -> body, faults));
    }
    throw refused(denial, method);
  }

  private void check(HttpExchange exchange, String right) {
    Optional<Denial> denial = access.denial(exchange, right);
    if (denial.isPresent()) throw refused(denial.get(), right);
  }

  /// Takes every token that was given so far for expired.
  final void expireTokens() {
    access.expireTokens();
  }

  /// A token, as the answer's body.
  abstract byte[] token(Call call);

  /// How the dialect refuses a call.
  ///
  /// @param what it is about: the right, the method, or the seconds to wait
  abstract Refused refused(Denial denial, String what);

  /// The body that tells of an error.
  ///
  /// @param requestId of the request that it answers
  abstract byte[] error(int status, String code, String message, String requestId);

  /// What every answer carries.
  abstract Map<String, String> headers(String requestId, RateLimit.State rate);
}
