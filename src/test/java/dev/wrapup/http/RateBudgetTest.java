package dev.wrapup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateBudgetTest {
  private static final Deadline LATER = Deadline.after(Duration.ofSeconds(30));

  /// A run against a server far away, on a clock of its own: requests arrive late and unevenly, and
  /// the server counts each when it arrives.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void never_more_than_the_limit_in_any_window_and_nearly_all_of_it(long seed) {
    Random random = new Random(seed);
    long window = Duration.ofMinutes(1).toNanos();
    Pace pace = new Pace(300, Duration.ofMinutes(1), 0);
    PriorityQueue<Long> answers = new PriorityQueue<>();
    List<Long> arrivals = new ArrayList<>();
    long now = 0;

    while (arrivals.size() < 3000) {
      while (!answers.isEmpty() && answers.element() <= now) pace.answer(answers.remove());
      long wait = answers.size() == 4 ? Pace.UNTIL_ANSWERED : pace.delay(now);
      if (wait <= 0) {
        pace.leave(now);
        long there = now + Duration.ofMillis(random.nextInt(400)).toNanos();
        arrivals.add(there);
        answers.add(there + Duration.ofMillis(random.nextInt(300)).toNanos());
      } else {
        long turn = wait == Pace.UNTIL_ANSWERED ? Long.MAX_VALUE : now + wait;
        now = answers.isEmpty() ? turn : Math.min(turn, answers.element());
      }
      // now and then the whole machine stands still
      if (random.nextInt(500) == 0) now += Duration.ofSeconds(random.nextInt(5)).toNanos();
    }

    arrivals.sort(Comparator.naturalOrder());
    for (int i = 300; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i) - arrivals.get(i - 300)).isGreaterThanOrEqualTo(window);
    }
    double windows = (double) (arrivals.getLast() - arrivals.getFirst()) / window;
    assertThat(2999 / windows).isGreaterThanOrEqualTo(0.98 * 300);
  }

  @Test
  void requests_are_spread_over_the_window() {
    Pace pace = new Pace(300, Duration.ofMinutes(1), 0);
    List<Long> turns = new ArrayList<>();
    for (long now = 0; turns.size() < 100; now += Math.max(0, pace.delay(now))) {
      if (pace.delay(now) > 0) continue;
      pace.leave(now);
      pace.answer(now);
      turns.add(now);
    }

    for (int i = 1; i < turns.size(); i++) {
      assertThat(turns.get(i) - turns.get(i - 1)).isBetween(200_000_000L, 201_000_000L);
    }
  }

  @Test
  void a_turn_is_waited_for() {
    RateBudget budget = RateBudget.of(1, Duration.ofMillis(100));
    long begin = System.nanoTime();

    for (int i = 0; i < 3; i++) {
      budget.acquire(LATER);
      budget.release();
    }

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(200_000_000L);
  }

  @Test
  void a_request_without_an_answer_keeps_its_place() throws InterruptedException {
    RateBudget budget = RateBudget.of(1, Duration.ofMillis(50));
    budget.acquire(LATER);
    AtomicLong left = new AtomicLong();
    Thread next =
        Thread.startVirtualThread(
            () -> {
              budget.acquire(LATER);
              left.set(System.nanoTime());
            });

    Thread.sleep(200);
    long answered = System.nanoTime();
    budget.release();
    next.join();

    assertThat(left.get() - answered).isGreaterThanOrEqualTo(50_000_000L);
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
