package dev.wrapup.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wrapup.Encodings;
import dev.wrapup.sandbox.Sandbox;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Stands before a sandbox, and repeats what it was sent: in refusals, headers and status lines of
/// its own, and within what the sandbox answers. Stands for GitHub and a webhook's receiver too.
final class EchoServer implements AutoCloseable {
  private static final JsonMapper PLAIN = new JsonMapper();
  private static final JsonMapper ESCAPING =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII, JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .build();
  private static final List<Integer> REFUSALS = List.of(400, 401, 403, 404, 409, 418, 422);

  /// About where reasons are cut.
  private static final int CUT = 200;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /// The method of a request that says that each connection before it was taken.
  private static final String LAST = "LAST";

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();
  private final Set<String> heard = new ConcurrentSkipListSet<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final Random random;
  private final int seed;
  private final URI behind;
  private final int refusing;
  private final int repeating;
  private final boolean takesEvents;

  EchoServer(int seed, Sandbox sandbox) throws IOException {
    this.seed = seed;
    random = new Random(seed);
    behind = sandbox.url();
    refusing = random.nextInt(40);
    repeating = random.nextInt(60);
    takesEvents = random.nextInt(3) > 0;
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /// Repeats this from the start, whenever it comes in.
  EchoServer knows(String secret) {
    heard.add(secret);
    return this;
  }

  /// Repeats nothing of what it was sent so far: another run can't know its tokens. What the last
  /// run left on its way is waited for, since it would be heard later.
  void forget() throws IOException {
    try (Socket last = new Socket(socket.getInetAddress(), socket.getLocalPort())) {
      last.getOutputStream().write((LAST + " / HTTP/1.1\r\n\r\n").getBytes(UTF_8));
      last.getInputStream().read(); // connections are accepted in their order
    }
    for (Map.Entry<Socket, Thread> connection : connections.entrySet()) {
      connection.getKey().close();
      try {
        connection.getValue().join();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    heard.clear();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.put(connection, Thread.ofVirtual().start(() -> serve(connection)));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private record Request(String method, String path, Map<String, String> headers, String body) {}

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      for (Request request = read(in); request != null; request = read(in)) {
        if (request.method().equals(LAST)) return;
        byte[] answer = answer(request);
        connection.getOutputStream().write(answer);
        connection.getOutputStream().flush();
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) line.write(c);
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private Request read(InputStream in) throws IOException {
    String[] first = line(in).split(" ");
    if (first.length < 3) return null;
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    Request request =
        new Request(first[0], first[1], headers, new String(in.readNBytes(length), UTF_8));
    hear(request);
    return request;
  }

  private void hear(Request request) {
    String body = request.body();
    String authorization = request.headers().getOrDefault("Authorization", "");
    if (!authorization.isEmpty()) {
      String credentials = authorization.substring(authorization.indexOf(' ') + 1);
      heard.addAll(List.of(authorization, credentials));
      if (authorization.startsWith("Basic ")) {
        String decoded = new String(Base64.getDecoder().decode(credentials), UTF_8);
        heard.addAll(List.of(decoded, decoded.substring(decoded.indexOf(':') + 1)));
      }
    }
    for (String pair : body.split("&")) {
      if (!pair.startsWith("client_secret=")) continue;
      String secret = pair.substring("client_secret=".length());
      heard.addAll(List.of(body, secret, URLDecoder.decode(secret, UTF_8)));
    }
    if (heard.isEmpty()) heard.add(request.headers().toString());
  }

  /// Depends on the request and on how often it came, not on what else is asked meanwhile.
  private synchronized byte[] answer(Request request) throws IOException {
    String what = request.method() + request.path();
    random.setSeed((seed + 31L * what.hashCode()) * 31 + asked.merge(what, 1, Integer::sum));
    boolean isEvent = request.path().startsWith("/events");
    if (random.nextInt(100) < refusing || (isEvent && !takesEvents)) {
      int status = REFUSALS.get(random.nextInt(REFUSALS.size()));
      return answer(status, Map.of(), refusal());
    }
    if (isEvent) return answer(204, Map.of(), new byte[0]);
    if (request.path().equals("/graphql")) {
      return answer(200, Map.of(), json(Map.of("data", Map.of("viewer", Map.of("login", "me")))));
    }
    if (request.path().startsWith("/repos/")) return gitHub(request);
    return passOn(request);
  }

  private byte[] gitHub(Request request) throws IOException {
    return request.method().equals("GET")
        ? answer(200, Map.of(), json(List.of()))
        : answer(201, Map.of(), json(Map.of("id", 7, "number", 8, "html_url", text())));
  }

  private byte[] passOn(Request request) throws IOException {
    HttpRequest.Builder out =
        HttpRequest.newBuilder(behind.resolve(request.path()))
            .method(request.method(), BodyPublishers.ofString(request.body()));
    for (String name : List.of("Authorization", "Content-Type", "Accept")) {
      if (request.headers().containsKey(name)) out.header(name, request.headers().get(name));
    }
    try {
      HttpResponse<byte[]> in = CLIENT.send(out.build(), BodyHandlers.ofByteArray());
      boolean isToken = request.path().equals("/oauth/token");
      byte[] body = isToken ? in.body() : repeating(in.body());
      if (isToken && in.statusCode() == 200) {
        heard.add(PLAIN.readTree(body).path("access_token").asString(""));
      }
      Map<String, String> headers = new TreeMap<>();
      in.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      headers.keySet().removeIf(name -> !name.startsWith("inin-"));
      return answer(in.statusCode(), headers, body);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /// An answer of the sandbox, in which some text repeats something.
  private byte[] repeating(byte[] body) {
    if (random.nextInt(100) >= repeating || body.length == 0) return body;
    try {
      JsonNode json = PLAIN.readTree(body);
      List<JsonNode> inner = new ArrayList<>();
      collect(json, inner);
      if (inner.isEmpty()) return body;
      JsonNode chosen = inner.get(random.nextInt(inner.size()));
      switch (chosen) {
        case ObjectNode object -> {
          List<String> names = List.copyOf(object.propertyNames());
          object.put(names.get(random.nextInt(names.size())), text());
        }
        case ArrayNode array -> array.add(text());
        default -> {}
      }
      return json(json);
    } catch (JacksonException e) {
      return body;
    }
  }

  private static void collect(JsonNode node, List<JsonNode> inner) {
    if (node.isContainer() && !node.isEmpty()) inner.add(node);
    node.forEach(child -> collect(child, inner));
  }

  private byte[] refusal() {
    ObjectNode refusal = PLAIN.createObjectNode();
    for (String name :
        List.of("message", "error_description", "error", "code", "contextId", "status", "reason")) {
      if (random.nextBoolean()) refusal.put(name, text());
    }
    refusal.putArray("errors").addObject().put("message", text()).put("field", text());
    return json(refusal);
  }

  /// Something that was heard, somehow encoded, often at the place where it would be cut.
  private String text() {
    StringBuilder text = new StringBuilder();
    int before = random.nextInt(3) == 0 ? 0 : random.nextInt(CUT + 20);
    while (text.length() < before) text.append(random.nextInt(9) == 0 ? ' ' : 'x');
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      String said = said();
      for (int depth = random.nextInt(3); depth > 0; depth--) {
        said = Encodings.ALL.get(random.nextInt(Encodings.ALL.size())).apply(said);
      }
      text.append(said)
          .append(List.of(" ", ", ", "; ", "\n", "\"", "'", "<b>").get(random.nextInt(7)));
    }
    return text.toString();
  }

  private String said() {
    List<String> all = List.copyOf(heard);
    return all.isEmpty() ? "nothing" : all.get(random.nextInt(all.size()));
  }

  private byte[] json(Object value) {
    return (random.nextBoolean() ? PLAIN : ESCAPING).writeValueAsBytes(value);
  }

  private byte[] answer(int status, Map<String, String> headers, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(' ');
    head.append(oneLine(random.nextInt(4) == 0 ? text() : "OK")).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    for (String name :
        List.of("X-Request-Id", "ININ-Correlation-Id", "X-GitHub-Request-Id", "Server", "Date")) {
      if (random.nextInt(3) > 0) continue;
      boolean isIdAlone = random.nextBoolean();
      String value = isIdAlone ? said() : text();
      head.append(name).append(": ").append(oneLine(value)).append("\r\n");
    }
    if (status != 204) head.append("Content-Length: ").append(body.length).append("\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head.append("\r\n").toString().getBytes(UTF_8));
    if (status != 204) out.write(body);
    return out.toByteArray();
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\x00-\\x1f]", " ");
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
