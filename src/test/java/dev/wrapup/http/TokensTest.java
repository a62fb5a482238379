package dev.wrapup.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.Sandbox.Request;
import dev.wrapup.sandbox.organization.Organization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// One token for all calls, however many they are.
class TokensTest {
  private static final int CALLERS = 8;
  private static final String CODE = "/api/v2/routing/wrapupcodes/id-";

  private static Sandbox sandbox(dev.wrapup.sandbox.http.Settings settings) {
    return Sandbox.start(Organization.generated(CALLERS, 0), settings);
  }

  private static ApiClient client(Sandbox sandbox) {
    return Kind.VERSIONED.client(
        sandbox.url(), RateBudget.unlimited(), Deadline.after(Duration.ofMinutes(1)));
  }

  private interface Call {
    /// @return the answer's status
    int make(ApiClient client, int caller);
  }

  private static List<Integer> atOnce(ApiClient client, Call call) throws Exception {
    List<Future<Integer>> statuses = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        statuses.add(callers.submit(() -> call.make(client, caller)));
      }
    }
    List<Integer> all = new ArrayList<>();
    for (Future<Integer> status : statuses) all.add(status.get());
    return all;
  }

  private static int read(ApiClient client, int caller) {
    return client.get(CODE + caller, "").status();
  }

  private static int write(ApiClient client, int caller) {
    String path = CODE + caller + "?version=1";
    return switch (client.send("DELETE", path, Optional.empty())) {
      case Sent.Answered answered -> answered.reply().status();
      case Sent.Lost lost -> throw new AssertionError(lost.reason());
    };
  }

  /// Lets the token expire when all callers have sent it along, and none has its answer.
  private static void expireUnderWay(Sandbox sandbox) {
    AtomicInteger arrived = new AtomicInteger();
    CyclicBarrier all = new CyclicBarrier(CALLERS, sandbox::expireTokens);
    sandbox.watch(
        (Moment moment, Request request) -> {
          boolean isCall = moment == Moment.ARRIVED && !request.method().equals("TOKEN");
          if (!isCall || arrived.incrementAndGet() > CALLERS) return;
          try {
            all.await();
          } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void calls_that_begin_together_share_one_token() throws Exception {
    try (Sandbox sandbox = sandbox(dev.wrapup.sandbox.http.Settings.DEFAULT)) {
      assertThat(atOnce(client(sandbox), TokensTest::read)).containsOnly(200);

      assertThat(sandbox.count("TOKEN")).isEqualTo(1);
    }
  }

  @Test
  void a_token_that_expires_under_many_reads_is_renewed_once() throws Exception {
    try (Sandbox sandbox = sandbox(dev.wrapup.sandbox.http.Settings.DEFAULT)) {
      expireUnderWay(sandbox);

      assertThat(atOnce(client(sandbox), TokensTest::read)).containsOnly(200);

      assertThat(sandbox.requests()).filteredOn(r -> r.status() == 401).hasSize(CALLERS);
      assertThat(sandbox.count("TOKEN")).isEqualTo(2);
    }
  }

  @Test
  void a_token_that_expires_under_many_writes_is_renewed_once_and_each_is_made_once()
      throws Exception {
    try (Sandbox sandbox = sandbox(dev.wrapup.sandbox.http.Settings.DEFAULT)) {
      expireUnderWay(sandbox);

      assertThat(atOnce(client(sandbox), TokensTest::write)).containsOnly(200);

      assertThat(sandbox.requests()).filteredOn(r -> r.status() == 401).hasSize(CALLERS);
      assertThat(sandbox.count("TOKEN")).isEqualTo(2);
      assertThat(sandbox.organization().codes()).isEmpty();
    }
  }

  @Test
  void a_token_is_renewed_before_it_expires_and_by_one_of_all() throws Exception {
    Duration lifetime = Duration.ofSeconds(6);
    try (Sandbox sandbox =
        sandbox(dev.wrapup.sandbox.http.Settings.DEFAULT.withLifetime(lifetime))) {
      ApiClient client = client(sandbox);
      read(client, 0);
      // of a token this short half is used, of others all but five seconds
      Thread.sleep(lifetime.dividedBy(2).plusMillis(100));

      assertThat(atOnce(client, TokensTest::read)).containsOnly(200);

      assertThat(sandbox.count("TOKEN")).isEqualTo(2);
      assertThat(sandbox.requests()).noneMatch(request -> request.status() == 401);
    }
  }
}
