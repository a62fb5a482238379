package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A receiver of webhooks on the loopback address that takes all of them and keeps their bodies.
public final class Receiver implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 20;

  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  private Receiver(HttpServer server) {
    this.server = server;
  }

  public static Receiver start() {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Receiver receiver = new Receiver(HttpServer.create(address, 0));
      receiver.server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            receiver.bodies.add(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  /// What it was told, in order.
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
