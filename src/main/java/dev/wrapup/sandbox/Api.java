package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;

/// The calls of one dialect.
interface Api {
  /// Carries a call out.
  ///
  /// @param method `TOKEN` for a token request
  /// @return the body of the answer, whose status is 200
  /// @throws Refused for any other status
  byte[] call(HttpExchange exchange, String method, byte[] body, List<Fault> faults);

  /// The body that tells of an error.
  ///
  /// @param requestId of the request that it answers
  byte[] error(int status, String code, String message, String requestId);

  /// What every answer carries.
  Map<String, String> headers(String requestId, RateLimit.State rate);

  /// Takes every token that was given so far for expired.
  void expireTokens();

  /// How a request beyond the rate limit is answered.
  Refused tooMany(long waitSeconds);
}
