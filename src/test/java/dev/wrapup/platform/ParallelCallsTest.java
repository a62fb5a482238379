package dev.wrapup.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.http.ApiClient;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.Sandbox.Request;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How many pages of a listing are asked for at once, as the server sees it.
class ParallelCallsTest {
  private static final String CODES = "/api/v2/routing/wrapupcodes";
  private static final int AT_ONCE = 8;

  private final CountDownLatch first = new CountDownLatch(AT_ONCE);
  private final CountDownLatch tooMany = new CountDownLatch(AT_ONCE + 1);
  private final AtomicInteger pages = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /// Answers no page after the first before as many are asked for as should be.
  private void hold(Moment moment, Request request) {
    if (!request.path().equals(CODES)) return;
    if (moment == Moment.CARRIED_OUT) {
      underWay.decrementAndGet();
      return;
    }
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    if (pages.incrementAndGet() == 1) return;
    first.countDown();
    tooMany.countDown();
    try {
      // one more that may be asked for is waited for as well, so that it is seen beside the others
      if (first.await(20, TimeUnit.SECONDS)) {
        boolean ignored = tooMany.await(500, TimeUnit.MILLISECONDS);
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("nobody asks for more");
  }

  @Test
  void two_thousand_codes_come_eight_pages_at_once() {
    Settings settings = Settings.DEFAULT.withLatency(Duration.ofMillis(50));
    try (Sandbox sandbox = Sandbox.start(CloudExample.generated(2000, 0), settings)) {
      sandbox.watch(this::hold);
      ApiClient client =
          Kind.GENESYS_CLOUD.client(
              sandbox.url(), RateBudget.unlimited(), Deadline.after(Duration.ofMinutes(1)));

      var catalog = Kind.GENESYS_CLOUD.platform().reader(client).snapshot(List.of());

      assertThat(catalog.codes()).hasSize(2000);
      assertThat(pages).hasValue(20);
      assertThat(most).hasValue(AT_ONCE);
    }
  }
}
