package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/// What the server says.
final class Answer {
  private final int status;
  private final byte[] body;
  private final Map<String, String> headers;

  Answer(int status, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  int status() {
    return status;
  }

  /// Sends it.
  ///
  /// @param cut whether to break off in the middle of the body
  void send(HttpExchange exchange, boolean cut) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length == 0) return;
    exchange.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
    exchange.getResponseBody().flush();
  }
}
