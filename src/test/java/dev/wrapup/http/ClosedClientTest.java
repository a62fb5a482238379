package dev.wrapup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.Kind;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.organization.Organization;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Work that a run began beside another may go on when the run is over: it asks for nothing more.
class ClosedClientTest {
  private static final String CODE = "/api/v2/routing/wrapupcodes/id-0";

  @AutoClose private final Sandbox sandbox = Sandbox.start(Organization.generated(1, 0));

  private final ApiClient client =
      Kind.VERSIONED.client(
          sandbox.url(), RateBudget.unlimited(), Deadline.after(Duration.ofMinutes(5)));

  @Test
  void it_sends_nothing_more() {
    client.get(CODE, "a scope");
    client.close();

    int before = sandbox.requests().size();

    assertThatThrownBy(() -> client.get(CODE, "a scope")).isInstanceOf(HttpFailure.class);
    assertThat(sandbox.requests()).hasSize(before);
  }

  @Test
  void what_is_under_way_is_cut_off_and_not_tried_again() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    sandbox.watch(
        (moment, request) -> {
          if (moment != Moment.ARRIVED || !request.method().equals("GET")) return;
          arrived.countDown();
          try {
            ended.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    FutureTask<Reply> call = new FutureTask<>(() -> client.get(CODE, "a scope"));
    Thread.ofVirtual().start(call);
    assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();

    client.close();

    // sooner than an answer that does not come is given up
    assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(HttpFailure.class);
    ended.countDown();
    assertThat(sandbox.count("GET")).isLessThanOrEqualTo(1);
  }
}
