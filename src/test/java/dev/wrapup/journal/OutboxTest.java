package dev.wrapup.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.wrapup.http.Webhook;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.model.Dialect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Receivers that take some events, and those that take none.
@Timeout(60)
class OutboxTest {
  private static final int EVENTS = 200;

  @TempDir Path folder;
  private HttpServer server;
  private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /// @param statuses by the number of the request; 0 breaks the connection
  private String receiver(IntUnaryOperator statuses) throws IOException {
    return receiver((request, id) -> statuses.applyAsInt(request));
  }

  /// Statuses by the number of the request and the event's id.
  private interface Statuses {
    int of(int request, String id);
  }

  private String receiver(Statuses statuses) throws IOException {
    AtomicInteger requests = new AtomicInteger();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String id = exchange.getRequestHeaders().getFirst("webhook-id");
          int status = statuses.of(requests.incrementAndGet(), id);
          if (status == 204) taken.add(id);
          if (status == 429) exchange.getResponseHeaders().set("Retry-After", "86400");
          if (status != 0) exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Outbox.Told tell(String url, int events, Duration grace) {
    Webhook webhook =
        new Webhook(
            url, Optional.empty(), Map.of(), Optional.empty(), Deadline.never(), line -> {});
    Run run = JournalTest.run(Dialect.VERSIONED);
    Path path = folder.resolve("journal.jsonl");
    try (Journal journal =
            Journal.begin(path, run, List.of(), Clock.systemUTC(), Optional.empty());
        Outbox outbox = new Outbox(webhook, journal, Clock.systemUTC())) {
      for (int i = 0; i < events; i++) {
        outbox.send(new Event(0, "msg_" + i, "{}", List.of("id " + i / 2)));
      }
      return outbox.settle(grace);
    }
  }

  @Test
  void an_event_that_is_not_taken_makes_no_other_wait_and_none_is_given_up() throws IOException {
    String url = receiver(request -> request % 10 == 0 ? (request % 20 == 0 ? 0 : 500) : 204);

    Outbox.Told told = tell(url, EVENTS, Duration.ofSeconds(20));

    assertThat(told).isEqualTo(new Outbox.Told(EVENTS, 0, 0, Optional.empty()));
    for (int i = 0; i < EVENTS; i += 2) {
      assertThat(taken.indexOf("msg_" + i)).isLessThan(taken.indexOf("msg_" + (i + 1)));
    }
  }

  @Test
  void an_event_waits_for_itself_and_longer_each_time() throws IOException {
    List<Long> tries = Collections.synchronizedList(new ArrayList<>());
    String url =
        receiver(
            request -> {
              tries.add(System.nanoTime());
              return request < 4 ? 503 : 204;
            });

    Outbox.Told told = tell(url, 1, Duration.ofSeconds(20));

    assertThat(told.accepted()).isOne();
    assertThat(Duration.ofNanos(tries.get(3) - tries.get(0))).isGreaterThan(Duration.ofMillis(800));
  }

  @Test
  void an_event_is_tried_more_often_while_others_are_taken() throws IOException {
    CountDownLatch tries = new CountDownLatch(5);
    AtomicInteger others = new AtomicInteger();
    String url =
        receiver(
            (request, id) -> {
              if (id.equals("msg_0")) {
                long before = tries.getCount();
                tries.countDown();
                return before > 0 ? 503 : 204;
              }
              // three of them after each of its tries but the last two
              long left = 4L - Math.min(3, others.getAndIncrement() / 3);
              while (tries.getCount() > left) pause(Duration.ofMillis(10));
              return 204;
            });

    Outbox.Told told = tell(url, 24, Duration.ofSeconds(20));

    assertThat(told).isEqualTo(new Outbox.Told(24, 0, 0, Optional.empty()));
  }

  @Test
  void a_receiver_that_takes_none_is_given_up_in_time_and_told_why() throws IOException {
    String url = receiver(request -> 503);

    Outbox.Told told = tell(url, EVENTS, Duration.ofSeconds(3));

    assertThat(told.accepted()).isZero();
    assertThat(told.failed()).isEqualTo(EVENTS);
    assertThat(told.why().orElseThrow())
        .matches("(there was no time left for it, since )?http://127.0.0.1:\\d+ answered 503.*");
  }

  @Test
  void a_receiver_that_asks_to_wait_for_a_day_is_given_up_though_it_took_another_meanwhile()
      throws IOException {
    CountDownLatch asked = new CountDownLatch(1);
    String url =
        receiver(
            request -> {
              if (request == 1) {
                asked.countDown();
                return 429;
              }
              // answered once the first one's answer is known
              while (asked.getCount() > 0) pause(Duration.ofMillis(10));
              pause(Duration.ofMillis(300));
              return 204;
            });

    Outbox.Told told = tell(url, 8, Duration.ofSeconds(20));

    assertThat(told.accepted()).isPositive();
    assertThat(told.failed()).isPositive();
  }
}
