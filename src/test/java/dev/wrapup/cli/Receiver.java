package dev.wrapup.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A workforce-management system that takes events, or doesn't.
final class Receiver implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /// One try of an event.
  ///
  /// @param nth which try of this event it is, from 1
  /// @param status what was answered; 0 for a connection that broke
  record Try(String id, String body, Map<String, String> headers, int nth, int status) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String code() {
      return json().path("code").asString();
    }
  }

  interface Mood {
    /// @return a status, or 0 to break the connection
    int status(Try event);
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Try> tries = new ArrayList<>();
  private volatile Mood mood = event -> 204;
  private volatile Consumer<Runnable> around = Runnable::run;

  private Receiver(HttpServer server) {
    this.server = server;
  }

  static Receiver start() {
    try {
      Receiver receiver =
          new Receiver(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      receiver.server.createContext("/", receiver::handle);
      receiver.server.setExecutor(receiver.executor);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Receiver answers(Mood mood) {
    this.mood = mood;
    return this;
  }

  /// Lets somebody do something before and after the moment at which a try is taken or not, and
  /// before its answer leaves.
  void around(Consumer<Runnable> around) {
    this.around = around;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/events?key=url-s3cr3t";
  }

  synchronized List<Try> tries() {
    return List.copyOf(tries);
  }

  /// Those that were taken, in the order of their taking.
  List<Try> accepted() {
    return tries().stream().filter(event -> event.status() / 100 == 2).toList();
  }

  /// Forgets all but these.
  synchronized void reset(List<Try> before) {
    tries.clear();
    tries.addAll(before);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    AtomicInteger status = new AtomicInteger();
    String id = headers.getOrDefault("webhook-id", "");
    around.accept(() -> status.set(note(id, body, headers).status()));
    if (status.get() != 0) exchange.sendResponseHeaders(status.get(), -1);
    exchange.close();
  }

  private synchronized Try note(String id, String body, Map<String, String> headers) {
    int nth = 1 + (int) tries.stream().filter(earlier -> earlier.id().equals(id)).count();
    int status = mood.status(new Try(id, body, headers, nth, 0));
    Try event = new Try(id, body, headers, nth, status);
    tries.add(event);
    return event;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
