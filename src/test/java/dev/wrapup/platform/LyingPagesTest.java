package dev.wrapup.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.wrapup.Kind;
import dev.wrapup.Seeds;
import dev.wrapup.http.ApiClient;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.LiveCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A listing with numbered pages whose server tells something else than there is, each time in the
/// same way: the catalog that is read is the true one, or there is none.
class LyingPagesTest {
  private static final int SEEDS = Seeds.count(8, 25);
  private static final int SIZE = 100;
  private static final int CODES = 3 * SIZE - 20;

  private final HttpServer server = server();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private List<Page> pages = truth();

  LyingPagesTest() {
    server.createContext("/", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    executor.shutdownNow();
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One page, as far as it is to be lied about.
  private record Page(List<String> entities, String total, String count) {
    Page with(List<String> entities) {
      return new Page(entities, total, count);
    }

    Page total(String total) {
      return new Page(entities, total, count);
    }

    Page count(String count) {
      return new Page(entities, total, count);
    }

    String json() {
      return "{\"entities\":[%s],\"total\":%s,\"pageCount\":%s}"
          .formatted(String.join(",", entities), total, count);
    }
  }

  private static String entity(String id, String name) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"division\":{\"id\":\"*\"}}".formatted(id, name);
  }

  private static List<Page> truth() {
    List<Page> pages = new ArrayList<>();
    for (int from = 0; from < CODES; from += SIZE) {
      List<String> entities = new ArrayList<>();
      for (int i = from; i < Math.min(CODES, from + SIZE); i++) {
        entities.add(entity("id-" + i, "CODE_" + i));
      }
      pages.add(new Page(entities, "" + CODES, "3"));
    }
    return pages;
  }

  /// A way to lie.
  enum Lie {
    COUNT,
    COUNT_ON_ALL,
    TOTAL,
    TOTAL_ON_ALL,
    NO_NUMBER,
    ENORMOUS,
    ANOTHER_PAGE,
    ALWAYS_THE_FIRST,
    DROPPED,
    DOUBLED,
    REPLACED,
    SAME_NAME,
    OTHER_NAME,
    CUT,
    EMPTY,
    NO_JSON,
    NO_FIELD
  }

  private void tell(Lie lie, Random random) {
    pages = truth();
    int at = random.nextInt(pages.size());
    Page page = pages.get(at);
    List<String> entities = new ArrayList<>(page.entities());
    int which = random.nextInt(entities.size());
    int other = (which + 1 + random.nextInt(entities.size() - 1)) % entities.size();
    int off = (random.nextInt(5) + 1) * (random.nextBoolean() ? 1 : -1);
    switch (lie) {
      case COUNT -> pages.set(at, page.count("" + (3 + off)));
      case COUNT_ON_ALL -> pages.replaceAll(each -> each.count("" + (3 + off)));
      case TOTAL -> pages.set(at, page.total("" + (CODES + off)));
      case TOTAL_ON_ALL -> pages.replaceAll(each -> each.total("" + (CODES + off)));
      case NO_NUMBER -> {
        String none = List.of("null", "\"3\"", "2.5", "{}", "[]", "-3", "true").get(other % 7);
        pages.set(at, random.nextBoolean() ? page.total(none) : page.count(none));
        if (at > 0) pages.set(0, random.nextBoolean() ? page.total(none) : page.count(none));
      }
      case ENORMOUS -> {
        String huge = List.of("999999999", "9".repeat(30), "1e30").get(other % 3);
        pages.replaceAll(each -> random.nextBoolean() ? each.count(huge) : each);
        pages.set(0, pages.getFirst().count(huge).total(random.nextBoolean() ? huge : "280"));
      }
      case ANOTHER_PAGE -> pages.set(at, pages.get((at + 1 + random.nextInt(2)) % 3));
      case ALWAYS_THE_FIRST -> pages.replaceAll(each -> pages.getFirst());
      case DROPPED -> entities.remove(which);
      case DOUBLED -> entities.add(entities.get(which));
      case REPLACED -> entities.set(which, entities.get(other));
      case SAME_NAME -> entities.set(which, entity("id-" + (at * SIZE + which), "CODE_" + other));
      case OTHER_NAME -> entities.add(entity("id-" + other, "another name"));
      case CUT -> {
        String json = page.json();
        entities.clear();
        pages.set(at, new Page(List.of(), "", json.substring(0, random.nextInt(json.length()))));
      }
      case EMPTY -> entities.clear();
      case NO_JSON -> entities.set(which, "<html>Sign in</html>");
      case NO_FIELD ->
          entities.set(which, entities.get(which).replace(other % 2 == 0 ? "\"id\"" : "name", "x"));
    }
    boolean isOfEntities = lie.compareTo(Lie.DROPPED) >= 0 && lie != Lie.CUT;
    if (isOfEntities) pages.set(at, page.with(entities));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    byte[] body = body(uri).getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String body(String uri) {
    if (uri.startsWith("/oauth/")) return "{\"access_token\":\"t0k3n\",\"expires_in\":3600}";
    if (!uri.contains("/wrapupcodes")) return new Page(List.of(), "0", "0").json();
    asked.incrementAndGet();
    int number = Integer.parseInt(uri.replaceFirst(".*pageNumber=", ""));
    if (number > pages.size()) return new Page(List.of(), "" + CODES, "3").json();
    Page page = pages.get(number - 1);
    return page.total().isEmpty() ? page.count() : page.json();
  }

  private Catalog read() {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    ApiClient client =
        Kind.GENESYS_CLOUD.client(
            base, RateBudget.unlimited(), Deadline.after(Duration.ofMinutes(1)));
    return Kind.GENESYS_CLOUD.platform().reader(client).snapshot(List.of());
  }

  private static Map<String, String> names(Catalog catalog) {
    Map<String, String> names = new TreeMap<>();
    for (LiveCode code : catalog.codes()) names.put(code.id(), code.code());
    return names;
  }

  @Test
  void the_truth_is_read() {
    assertThat(names(read())).hasSize(CODES).containsEntry("id-279", "CODE_279");
  }

  @ParameterizedTest
  @EnumSource
  void a_lie_never_makes_a_wrong_catalog(Lie lie) {
    Map<String, String> truth = names(read());
    int refused = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      tell(lie, new Random(seed * 0x9E3779B97F4A7C15L));
      asked.set(0);

      try {
        assertThat(names(read())).as("seed %d", seed).isEqualTo(truth);
      } catch (IncompleteCatalogException e) {
        assertThat(e.message()).as("seed %d", seed).contains("wrap-up codes");
        refused++;
      }

      assertThat(asked.get()).as("requests of seed %d", seed).isLessThan(20);
    }
    // what stands there twice and is the same does no harm
    if (lie != Lie.DOUBLED) assertThat(refused).isPositive();
  }
}
