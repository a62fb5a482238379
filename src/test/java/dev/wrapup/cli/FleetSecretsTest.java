package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.wrapup.Seeds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What servers hear of targets whose variables are set in any way: each what is its own, never
/// anything of another. What a target sees of the variables has a test of its own.
class FleetSecretsTest {
  private static final List<String> NAMES = List.of("a", "b", "a-b");

  private static final List<String> VARIABLES =
      List.of(
          "GENESYS_CLIENT_ID",
          "GENESYS_CLIENT_SECRET",
          "GENESYSCLOUD_OAUTHCLIENT_ID",
          "GENESYSCLOUD_OAUTHCLIENT_SECRET",
          "GENESYSCLOUD_ACCESS_TOKEN");

  /// What each server was sent, by whose it is.
  private static final Map<String, Queue<String>> HEARD = new ConcurrentHashMap<>();

  private static final AtomicInteger OWN = new AtomicInteger();

  private static final Map<String, HttpServer> SERVERS = new ConcurrentHashMap<>();

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    for (String name : NAMES) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      HEARD.put(name, new ConcurrentLinkedQueue<>());
      server.createContext("/", exchange -> hear(name, exchange));
      server.start();
      SERVERS.put(name, server);
    }
  }

  @AfterAll
  static void each_heard_of_its_own() {
    assertThat(OWN.get()).isGreaterThan(20);
    SERVERS.values().forEach(server -> server.stop(0));
  }

  /// Keeps a request, read in each way in which it may hold something, and refuses it.
  private static void hear(String name, HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder(exchange.getRequestURI() + " " + body);
    exchange.getRequestHeaders().values().forEach(all::append);
    for (String word : all.toString().split("[^A-Za-z0-9+/=]+", -1)) {
      if (word.length() % 4 == 0 && word.length() > 12) all.append(' ').append(decoded(word));
    }
    HEARD.get(name).add(URLDecoder.decode(all.toString(), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(401, -1);
    exchange.close();
  }

  private static String decoded(String word) {
    try {
      return new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, Seeds.count(40, 2_000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void no_server_hears_what_is_of_another_target(long seed) {
    Random random = new Random(seed);
    HEARD.values().forEach(Queue::clear);
    Program program = new Program(folder);
    StringBuilder fleet = new StringBuilder("format: 1\ntargets:\n");
    for (String name : NAMES) {
      String suffix = "__" + name.toUpperCase(Locale.ROOT).replace('-', '_');
      program.with("GENESYS_BASE_URL" + suffix, url(name));
      String api = random.nextBoolean() ? "versioned" : "genesys-cloud";
      program.with("WRAPUP_API" + suffix, api);
      program.file(name + ".yaml", "format: 1\napi: %s\ncodes: {}\n".formatted(api));
      for (String variable : VARIABLES) {
        if (random.nextBoolean()) program.with(variable + suffix, value(name, variable));
      }
      fleet.append("  %s: {files: [%s.yaml]}\n".formatted(name, name));
    }
    for (String variable : VARIABLES) {
      program.without(variable);
      if (random.nextBoolean()) program.with(variable, value("plain", variable));
    }
    if (random.nextBoolean()) program.with("GENESYS_BASE_URL", url("a"));
    program.file("fleet.yaml", fleet.toString());
    String alone = random.nextBoolean() ? NAMES.get(random.nextInt(NAMES.size())) : "";

    if (alone.isEmpty()) program.run("fleet", "plan", "--timeout", "20s");
    else program.run("fleet", "plan", "--timeout", "20s", "--target", alone);

    HEARD.forEach(
        (name, requests) -> {
          for (String request : requests) {
            if (request.contains("of<" + name + ">")) OWN.incrementAndGet();
            for (String other : List.of("a", "b", "a-b", "plain")) {
              boolean isOwn = other.equals(name) || (other.equals("plain") && name.equals(alone));
              if (!isOwn) assertThat(request).doesNotContain("of<" + other + ">");
            }
          }
        });
  }

  private static String url(String name) {
    return "http://127.0.0.1:" + SERVERS.get(name).getAddress().getPort();
  }

  private static String value(String name, String variable) {
    return "%s-of<%s>".formatted(variable, name);
  }
}
