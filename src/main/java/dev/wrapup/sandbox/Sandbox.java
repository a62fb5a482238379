package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.RequestFilter;
import dev.wrapup.sandbox.http.Response;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/// An HTTP server on the loopback address in front of an [Organization], with a request log and
/// fault injection.
public final class Sandbox implements AutoCloseable {
  static {
    // without it every answer in two parts waits 40 ms for the client's acknowledgment
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /// One logged request.
  ///
  /// @param method `TOKEN` for a token request
  /// @param path without the query
  /// @param status 0 without a response
  /// @param at [System#nanoTime()]
  public record Request(String method, String path, int status, long at) {}

  /// When a listener is called.
  public enum Moment {
    /// Before the request is handled; its status is 0.
    ARRIVED,
    /// After it was handled, before the response is sent.
    CARRIED_OUT
  }

  private final Organization organization;
  private final Settings settings;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final RequestFilter filter;
  private final List<Request> log = new ArrayList<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<BiConsumer<Moment, Request>> watchers = new CopyOnWriteArrayList<>();
  private int ordinal;

  private Sandbox(Organization organization, Settings settings, HttpServer server) {
    this.organization = organization;
    this.settings = settings;
    this.server = server;
    SandboxApi api = SandboxApi.of(organization.dialect());
    this.filter = new RequestFilter(api.routes().of(organization, settings, url()));
    this.faults.addAll(settings.faults());
  }

  /// Starts a server as [Settings#DEFAULT] says.
  public static Sandbox start(Organization organization) {
    return start(organization, Settings.DEFAULT);
  }

  /// Starts a server.
  ///
  /// @throws UncheckedIOException if the port can't be bound
  public static Sandbox start(Organization organization, Settings settings) {
    try {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
      Sandbox sandbox = new Sandbox(organization, settings, HttpServer.create(address, 0));
      sandbox.server.createContext("/", sandbox::handle);
      sandbox.server.setExecutor(sandbox.executor);
      sandbox.server.start();
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public Organization organization() {
    return organization;
  }

  /// The requests so far, in order.
  public List<Request> requests() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  /// The number of requests of a method; `TOKEN` for token requests.
  public int count(String method) {
    return (int) requests().stream().filter(request -> request.method().equals(method)).count();
  }

  /// The number of write requests.
  public int writes() {
    return count("POST") + count("PATCH") + count("PUT") + count("DELETE");
  }

  /// Injects a fault from now on; ordinals count from the start of the server.
  public void inject(Fault fault) {
    faults.add(fault);
  }

  public void clearFaults() {
    faults.clear();
  }

  /// Registers a listener. It is called synchronously in the thread that handles the request, so
  /// that its edits are ordered with the requests. If it throws, the connection is reset.
  public void watch(BiConsumer<Moment, Request> watcher) {
    watchers.add(watcher);
  }

  /// Expires all tokens issued so far.
  public void expireTokens() {
    filter.expireTokens();
  }

  /// Stops immediately, dropping requests in progress.
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    long at = System.nanoTime();
    String path = exchange.getRequestURI().getPath();
    String method = path.equals(ApiRoutes.TOKEN) ? "TOKEN" : exchange.getRequestMethod();
    List<Fault> hits = hits(method);
    int status = 0;
    try {
      byte[] body = exchange.getRequestBody().readNBytes(filter.mostBytes());
      delay(hits);
      tell(Moment.ARRIVED, new Request(method, path, 0, at));
      if (Fault.find(hits, Fault.Kind.RESET_BEFORE).isPresent()) return;
      Response answer = filter.answer(exchange, body, hits);
      tell(Moment.CARRIED_OUT, new Request(method, path, answer.status(), at));
      if (Fault.find(hits, Fault.Kind.RESET_AFTER).isPresent()) return;
      status = answer.status();
      record(new Request(method, path, status, at));
      answer.send(exchange, Fault.find(hits, Fault.Kind.CUT).isPresent());
    } finally {
      if (status == 0) record(new Request(method, path, 0, at));
      exchange.close();
    }
  }

  private void tell(Moment moment, Request request) {
    watchers.forEach(watcher -> watcher.accept(moment, request));
  }

  private List<Fault> hits(String method) {
    synchronized (log) {
      int nth = ordinals.merge(method, 1, Integer::sum);
      if (!method.equals("TOKEN")) ordinal++;
      int all = ordinal;
      return faults.stream().filter(fault -> fault.hits(method, nth, all)).toList();
    }
  }

  private void record(Request request) {
    synchronized (log) {
      log.add(request);
    }
  }

  private void delay(List<Fault> hits) {
    long millis = settings.latency().toMillis();
    millis +=
        Fault.find(hits, Fault.Kind.LATENCY).map(fault -> fault.latency().toMillis()).orElse(0L);
    if (millis == 0) return;
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
