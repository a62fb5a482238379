package dev.wrapup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
  private static final Deadline LATER = Deadline.after(Duration.ofSeconds(30));

  @Test
  void never_more_than_the_limit_in_any_window_and_nearly_all_of_it() {
    Duration window = Duration.ofMillis(400);
    RateBudget budget = RateBudget.of(40, window);
    List<Long> sent = Collections.synchronizedList(new ArrayList<>());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        threads.execute(
            () -> {
              budget.acquire(LATER);
              sent.add(System.nanoTime());
            });
      }
    }

    List<Long> times = sent.stream().sorted().toList();
    assertThat(times).hasSize(200);
    for (int i = 40; i < times.size(); i++) {
      // 10 ms: a thread may wake late, and then its time is taken late
      assertThat(times.get(i) - times.get(i - 40))
          .isGreaterThanOrEqualTo(window.minusMillis(10).toNanos());
    }
    Duration all = Duration.ofNanos(times.getLast() - times.getFirst());
    assertThat(all).isLessThan(Duration.ofMillis(2200));
  }

  @Test
  void a_pause_holds_everybody_back() {
    RateBudget budget = RateBudget.unlimited();
    long begin = System.nanoTime();

    budget.pause(Duration.ofMillis(150));
    budget.acquire(LATER);

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(150_000_000L);
    assertThat(budget.waited()).isGreaterThanOrEqualTo(Duration.ofMillis(140));
  }

  @Test
  void a_turn_beyond_the_deadline_is_told_at_once() {
    RateBudget budget = RateBudget.unlimited();
    budget.pause(Duration.ofHours(1));

    assertThatThrownBy(() -> budget.acquire(Deadline.after(Duration.ofSeconds(2))))
        .isInstanceOfSatisfying(
            HttpFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.OUT_OF_TIME));
  }

  @Test
  void a_secret_prints_as_stars() {
    assertThat(new Secret("hunter2").toString()).isEqualTo("***");
    assertThat(String.valueOf(List.of(new Secret("hunter2")))).doesNotContain("hunter2");
  }
}
