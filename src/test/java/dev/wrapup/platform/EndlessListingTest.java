package dev.wrapup.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.wrapup.Kind;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A listing whose every page leads to one more.
class EndlessListingTest {
  private final AtomicInteger pages = new AtomicInteger();

  @Test
  void is_given_up() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      server.createContext("/", this::answer);
      server.setExecutor(executor);
      server.start();
      URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      CatalogReader reader =
          Kind.VERSIONED
              .platform()
              .reader(Kind.VERSIONED.client(base, RateBudget.unlimited(), Deadline.never()));

      assertThatThrownBy(reader::codes)
          .isInstanceOfSatisfying(
              IncompleteCatalogException.class,
              e -> assertThat(e.message()).contains("page 4000", "more than any organization has"));
    } finally {
      server.stop(0);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean isToken = exchange.getRequestURI().getPath().equals("/oauth/token");
    String body =
        isToken
            ? "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":86400}"
            : "{\"entities\":[],\"nextPage\":\"c%d\"}".formatted(pages.incrementAndGet());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
