package dev.wrapup.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// An HTTP response.
public final class Response {
  private final int status;
  private final byte[] body;
  private final Map<String, String> headers;

  Response(int status, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  /// A copy with another header.
  Response with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Response(status, body, more);
  }

  public int status() {
    return status;
  }

  /// Sends it.
  ///
  /// @param cut whether to send only half of the body
  public void send(HttpExchange exchange, boolean cut) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length == 0) return;
    exchange.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
    exchange.getResponseBody().flush();
  }
}
