package dev.wrapup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
  private static final Deadline LATER = Deadline.after(Duration.ofSeconds(30));

  @Test
  void never_more_than_the_limit_in_any_window_and_nearly_all_of_it() {
    Duration window = Duration.ofMinutes(1);
    RateBudget budget = RateBudget.of(300, window);
    List<Long> turns = new ArrayList<>();

    for (int i = 0; i < 3000; i++) turns.add(budget.reserve());

    for (int i = 300; i < turns.size(); i++) {
      assertThat(turns.get(i) - turns.get(i - 300)).isGreaterThanOrEqualTo(window.toNanos());
    }
    double windows = (double) (turns.getLast() - turns.getFirst()) / window.toNanos();
    assertThat(2999 / windows).isGreaterThanOrEqualTo(0.98 * 300);
  }

  @Test
  void a_turn_is_waited_for() {
    RateBudget budget = RateBudget.of(1, Duration.ofMillis(100));
    long begin = System.nanoTime();

    for (int i = 0; i < 3; i++) budget.acquire(LATER);

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(200_000_000L);
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
