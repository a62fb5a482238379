package dev.wrapup;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real browser without a screen, driven through its DevTools protocol. `.ci/chromium` installs
/// one.
public final class Browser implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PATIENCE_SECONDS = 60;
  private static final int LONGEST_PICTURE = 8_000;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final Path profile;
  private final HttpClient client;
  private final Wire wire;

  private Browser(Process process, Path profile) throws IOException, InterruptedException {
    this.process = process;
    this.profile = profile;
    this.client = HttpClient.newHttpClient();
    this.wire = new Wire();
    client.newWebSocketBuilder().buildAsync(address(), wire).join();
  }

  /// Starts one. Without any on the machine the test is skipped, but not in CI.
  public static Browser start() throws IOException, InterruptedException {
    Optional<Path> found = find();
    if (found.isEmpty()) {
      String hint = "no Chromium in the path: run .ci/chromium, or install it as you like";
      if ("true".equals(System.getenv("CI"))) fail(hint);
      abort(hint);
    }
    Path profile = Files.createTempDirectory("browser");
    Process process =
        new ProcessBuilder(
                found.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output").toFile())
            .start();
    return new Browser(process, profile);
  }

  private static Optional<Path> find() {
    String path = System.getenv().getOrDefault("PATH", "");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Where it listens, which it writes into its profile when it is ready.
  private URI address() throws IOException, InterruptedException {
    Path told = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
      List<String> lines = Files.exists(told) ? Files.readAllLines(told) : List.of();
      if (lines.size() == 2) return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      if (!process.isAlive()) break;
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new IllegalStateException(Files.readString(profile.resolve("output")));
  }

  /// Opens a file, as wide as asked, and waits until it is loaded.
  public Page open(Path file, int width, boolean dark) {
    String target =
        call("", "Target.createTarget", Map.of("url", "about:blank")).get("targetId").asString();
    String session =
        call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asString();
    Page page = new Page(target, session);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      page.call(domain + ".enable", Map.of());
    }
    page.resize(width);
    page.emulate("screen", dark);
    page.call("Page.navigate", Map.of("url", file.toUri().toString()));
    while (page.events("Page.loadEventFired").isEmpty()) wire.next();
    return page;
  }

  private JsonNode call(String session, String method, Map<String, ?> parameters) {
    int id = wire.send(session, method, parameters);
    for (; ; ) {
      JsonNode message = wire.next();
      if (message.path("id").asInt(0) != id) continue;
      if (message.has("error")) throw new IllegalStateException(method + ": " + message);
      return message.get("result");
    }
  }

  @Override
  public void close() throws IOException {
    call("", "Browser.close", Map.of());
    client.shutdownNow();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }

  /// A key, as the protocol names it.
  public enum Key {
    TAB("Tab", 9, ""),
    ENTER("Enter", 13, "\r"),
    RIGHT("ArrowRight", 39, "");

    private final String name;
    private final int code;
    private final String text;

    Key(String name, int code, String text) {
      this.name = name;
      this.code = code;
      this.text = text;
    }
  }

  /// A file in the browser.
  public final class Page implements AutoCloseable {
    private final String target;
    private final String session;

    private Page(String target, String session) {
      this.target = target;
      this.session = session;
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
      return Browser.this.call(session, method, parameters);
    }

    private List<JsonNode> events(String method) {
      return wire.events.stream()
          .filter(event -> event.path("sessionId").asString("").equals(session))
          .filter(event -> event.path("method").asString("").equals(method))
          .map(event -> event.get("params"))
          .toList();
    }

    /// Shows it as a screen, light or dark, or as a printer would.
    public void emulate(String medium, boolean dark) {
      List<Map<String, String>> features =
          List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"));
      call("Emulation.setEmulatedMedia", Map.of("media", medium, "features", features));
    }

    /// Makes it as wide as asked.
    public void resize(int width) {
      call(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /// Loads it again as a browser does that runs no scripts.
    public void reloadWithoutScripts() {
      call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
      int loads = events("Page.loadEventFired").size();
      call("Page.reload", Map.of());
      while (events("Page.loadEventFired").size() == loads) wire.next();
    }

    /// Presses a key, where the focus is.
    public void press(Key key) {
      for (String type : List.of("keyDown", "keyUp")) {
        call(
            "Input.dispatchKeyEvent",
            Map.of(
                "type", type,
                "key", key.name,
                "code", key.name,
                "text", key.text,
                "windowsVirtualKeyCode", key.code));
      }
    }

    /// How many sheets of paper it takes.
    public int sheets() {
      String pdf =
          call("Page.printToPDF", Map.of("preferCSSPageSize", true)).get("data").asString();
      String text = new String(Base64.getDecoder().decode(pdf), StandardCharsets.ISO_8859_1);
      return Math.toIntExact(Pattern.compile("/Type\\s*/Page\\b").matcher(text).results().count());
    }

    /// All that the browser had to say against it: errors, warnings, what its policy forbade.
    public List<String> complaints() {
      evaluate("0"); // whatever came before has been told when this is answered
      return Stream.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
          .flatMap(method -> events(method).stream())
          .map(JsonNode::toString)
          .toList();
    }

    /// All that it asked for, itself included.
    public List<String> requests() {
      return events("Network.requestWillBeSent").stream()
          .map(event -> event.at("/request/url").asString())
          .toList();
    }

    /// What an expression comes to, run in it.
    public JsonNode evaluate(String script) {
      JsonNode answer =
          call(
              "Runtime.evaluate",
              Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
      if (answer.has("exceptionDetails")) throw new IllegalStateException(answer.toString());
      return answer.path("result").path("value");
    }

    /// A picture of it in PNG, of its upper part if it is very long.
    public void screenshot(Path to) throws IOException {
      JsonNode size = call("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
      Map<String, ?> clip =
          Map.of(
              "x", 0,
              "y", 0,
              "width", size.get("width").asInt(),
              "height", Math.min(size.get("height").asInt(), LONGEST_PICTURE),
              "scale", 1);
      String picture =
          call(
                  "Page.captureScreenshot",
                  Map.of("format", "png", "captureBeyondViewport", true, "clip", clip))
              .get("data")
              .asString();
      Files.createDirectories(to.toAbsolutePath().getParent());
      Files.write(to, Base64.getDecoder().decode(picture));
    }

    @Override
    public void close() {
      Browser.this.call("", "Target.closeTarget", Map.of("targetId", target));
    }
  }

  /// The messages, one at a time; what nobody waits for is kept.
  private static final class Wire implements WebSocket.Listener {
    private final List<JsonNode> events = new ArrayList<>();
    private final BlockingQueue<JsonNode> incoming = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private @Nullable WebSocket socket;
    private int sent;

    @Override
    public void onOpen(WebSocket opened) {
      socket = opened;
      opened.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        incoming.add(JSON.readTree(part.toString()));
        part.setLength(0);
      }
      return null;
    }

    int send(String session, String method, Map<String, ?> parameters) {
      var message = JSON.createObjectNode().put("id", ++sent).put("method", method);
      if (!session.isEmpty()) message.put("sessionId", session);
      message.set("params", JSON.valueToTree(parameters));
      socket.sendText(message.toString(), true).join();
      return sent;
    }

    JsonNode next() {
      try {
        JsonNode message = incoming.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) throw new IllegalStateException("the browser says nothing");
        if (message.has("method")) events.add(message);
        return message;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
