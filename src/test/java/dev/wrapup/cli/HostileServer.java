package dev.wrapup.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.wrapup.HostileText;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that gives tokens, lists codes that nobody can change, and has reasons that try to be
/// more than text for all that it refuses. It stands for GitHub and GitLab as well: there it takes
/// what is posted, at times.
final class HostileServer implements AutoCloseable {
  static final String VIEWER = "github-actions[bot]";
  private static final String CODES = "/api/v2/routing/wrapupcodes";

  /// What is below a repository or a project.
  private static final String HOSTED = "/(repos|api/v4/projects)/.*";

  private static final String RULES = "/api/v2/routing/rules";

  /// Writes half a character as what it is.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final List<Integer> REFUSALS = List.of(400, 403, 404, 409, 418, 422);

  private final Map<String, Integer> asked = new HashMap<>();
  private final Random random;
  private final long seed;
  private final HostileText texts;
  private final HttpServer server;
  private final AtomicReference<List<LiveCode>> codes = new AtomicReference<>(List.of());
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<JsonNode> posted = new AtomicReference<>(JSON.nullNode());

  private HostileServer(long seed, HttpServer server) {
    this.seed = seed;
    this.random = new Random(seed);
    this.texts = new HostileText(random);
    this.server = server;
  }

  static HostileServer start(Random random) {
    try {
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HostileServer hostile = new HostileServer(random.nextLong(), HttpServer.create(anyPort, 0));
      hostile.server.createContext("/", hostile::handle);
      hostile.server.setExecutor(hostile.executor);
      hostile.server.start();
      return hostile;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  HostileServer lists(List<LiveCode> live) {
    codes.set(List.copyOf(live));
    return this;
  }

  /// What was posted last on GitHub or GitLab.
  JsonNode posted() {
    return posted.get();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      // not on what is asked meanwhile
      int times = asked.merge(method + path, 1, Integer::sum);
      random.setSeed(seed + 31L * (method + path).hashCode() + times);
      if (path.equals("/oauth/token")) {
        answer(exchange, 200, Map.of("access_token", "t0k3n", "expires_in", 3600));
      } else if (path.equals("/graphql")) {
        answer(exchange, 200, Map.of("data", Map.of("viewer", Map.of("login", VIEWER))));
      } else if (path.equals(CODES) && method.equals("GET") && !codes.get().isEmpty()) {
        answer(exchange, 200, Map.of("entities", codes.get().stream().map(this::code).toList()));
      } else if (path.matches(HOSTED) && method.equals("GET")) {
        answer(exchange, 200, List.of());
      } else if (path.matches(HOSTED) && random.nextInt(4) > 0) {
        posted.set(JSON.readTree(body));
        Map<String, Object> made =
            Map.of("id", 7, "number", 8, "body", texts.text(200), "html_url", texts.text(80));
        answer(exchange, 201, made);
      } else if (path.startsWith(CODES + "/") && method.equals("GET")) {
        answer(exchange, 404, refusal());
      } else if (path.equals(RULES) && !codes.get().isEmpty()) {
        answer(exchange, 403, refusal());
      } else {
        answer(exchange, REFUSALS.get(random.nextInt(REFUSALS.size())), refusal());
      }
    }
  }

  private Map<String, Object> code(LiveCode live) {
    Map<String, Object> code = new HashMap<>();
    code.put("id", live.id());
    code.put("version", Long.parseLong(live.revision()));
    code.put("code", live.code());
    live.values()
        .forEach(
            (field, value) ->
                code.put(
                    field.name(),
                    switch (value) {
                      case Value.Text text -> text.text();
                      case Value.Outcomes outcomes -> outcomes.outcomes();
                    }));
    return code;
  }

  private Object refusal() {
    Map<String, Object> refusal = new HashMap<>();
    refusal.put(random.nextBoolean() ? "message" : "error_description", texts.text(300));
    refusal.put("code", texts.text(40));
    refusal.put("errors", List.of(Map.of("message", texts.text(100)), texts.text(20)));
    return refusal;
  }

  private void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    // a header takes all but the end of its line, byte by byte
    String id = texts.text(60).replaceAll("[\r\n]", " ");
    String latin = new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    exchange.getResponseHeaders().set("X-Request-Id", latin);
    exchange.getResponseHeaders().set("X-GitHub-Request-Id", latin);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
