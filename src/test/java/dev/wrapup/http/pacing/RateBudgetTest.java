package dev.wrapup.http.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    Pacer pace = Pacer.spread(300, Duration.ofMinutes(1), 0);
    PriorityQueue<Long> answers = new PriorityQueue<>();
    List<Long> arrivals = new ArrayList<>();
    long now = 0;

    while (arrivals.size() < 3000) {
      while (!answers.isEmpty() && answers.element() <= now) pace.answer(answers.remove());
      long wait = answers.size() == 4 ? Pacer.UNTIL_ANSWERED : pace.delay(now);
      if (wait <= 0) {
        pace.leave(now);
        long there = now + Duration.ofMillis(random.nextInt(400)).toNanos();
        arrivals.add(there);
        answers.add(there + Duration.ofMillis(random.nextInt(300)).toNanos());
      } else {
        long turn = wait == Pacer.UNTIL_ANSWERED ? Long.MAX_VALUE : now + wait;
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
    Pacer pace = Pacer.spread(300, Duration.ofMinutes(1), 0);
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
    RateBudget budget = RateBudget.of(1, Duration.ofMillis(100), Duration.ZERO);
    long begin = System.nanoTime();

    for (int i = 0; i < 3; i++) {
      budget.acquire(LATER);
      budget.release(Optional.empty());
    }

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(200_000_000L);
  }

  @Test
  void a_request_without_an_answer_keeps_its_place() throws InterruptedException {
    RateBudget budget = RateBudget.of(1, Duration.ofMillis(50), Duration.ZERO);
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
    budget.release(Optional.empty());
    next.join();

    assertThat(left.get() - answered).isGreaterThanOrEqualTo(50_000_000L);
  }

  @Test
  void a_pause_holds_everybody_back() {
    RateBudget budget = RateBudget.unlimited();
    long begin = System.nanoTime();

    budget.pause(Duration.ofMillis(150), "429");
    budget.acquire(LATER);

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(150_000_000L);
    assertThat(budget.waited()).isPositive();
  }

  @Test
  void a_time_in_which_many_wait_counts_once() throws InterruptedException {
    RateBudget budget = RateBudget.unlimited();
    long begin = System.nanoTime();
    budget.pause(Duration.ofMillis(300), "429");

    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(Thread.ofPlatform().start(() -> budget.acquire(LATER)));
    }
    for (Thread caller : callers) caller.join();

    Duration all = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(budget.waited()).isBetween(Duration.ofNanos(1), all);
  }

  @Test
  void a_turn_beyond_the_deadline_is_told_at_once() {
    RateBudget budget = RateBudget.unlimited();
    budget.pause(Duration.ofHours(1), "429");

    assertThatThrownBy(() -> budget.acquire(Deadline.after(Duration.ofSeconds(2))))
        .isInstanceOfSatisfying(
            HttpFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.OUT_OF_TIME));
  }

  private static Optional<RateLimitHeaders> told(int allowed, int count, int reset) {
    return RateLimitHeaders.of("" + allowed, "" + count, "" + reset);
  }

  /// How many requests leave within some seconds, on a clock that needs no waiting. Each is
  /// answered at once, without a word of the limit.
  private static int leaving(RateBudget budget, long begin, int fromSecond, int toSecond) {
    long now = begin + Duration.ofSeconds(fromSecond).toNanos();
    long end = begin + Duration.ofSeconds(toSecond).toNanos();
    int left = 0;
    while (true) {
      long wait = budget.delay(now);
      if (wait == Pacer.UNTIL_ANSWERED || now + Math.max(0, wait) >= end) return left;
      if (wait > 0) {
        now += wait;
        continue;
      }
      budget.leave(now);
      budget.answer(now, Optional.empty());
      left++;
    }
  }

  @Test
  void a_guess_lets_a_burst_leave_and_holds_in_the_window() {
    RateBudget budget = RateBudget.untilTold(300, Duration.ofMinutes(1));
    long begin = System.nanoTime();

    assertThat(leaving(budget, begin, 0, 1)).isBetween(70, 85);
    assertThat(leaving(budget, begin, 1, 60)).isLessThanOrEqualTo(300 - 70);
  }

  @Test
  void a_guess_holds_until_the_server_tells_its_own_limit() {
    RateBudget budget = RateBudget.untilTold(300, Duration.ofMinutes(1));
    long begin = System.nanoTime();
    budget.leave(begin);

    budget.answer(begin, told(180, 30, 20));

    assertThat(leaving(budget, begin, 0, 20)).isEqualTo(150);
    assertThat(leaving(budget, begin, 20, 80)).isEqualTo(180);
  }

  @Test
  void requests_under_way_and_late_answers_leave_no_room_twice() {
    RateBudget budget = RateBudget.untilTold(300, Duration.ofMinutes(1));
    long begin = System.nanoTime();
    for (int i = 0; i < 10; i++) budget.leave(begin);

    budget.answer(begin, told(20, 2, 20));
    budget.answer(begin, told(20, 1, 20));

    assertThat(leaving(budget, begin, 0, 20)).isEqualTo(20 - 2 - 8);
  }

  @Test
  void what_the_server_counted_while_it_was_under_way_is_not_counted_twice() {
    RateBudget budget = RateBudget.untilTold(300, Duration.ofMinutes(1));
    long begin = System.nanoTime();
    for (int i = 0; i < 12; i++) budget.leave(begin);

    budget.answer(begin, told(20, 12, 20));
    int atOnce = leaving(budget, begin, 0, 1);
    for (int i = 0; i < 11; i++) budget.answer(begin, told(20, 12, 20));

    assertThat(atOnce).isZero();
    assertThat(leaving(budget, begin, 0, 20)).isEqualTo(20 - 12);
  }

  @Test
  void a_full_window_is_waited_for_and_its_late_answers_open_nothing() {
    RateBudget budget = RateBudget.untilTold(300, Duration.ofMinutes(1));
    long begin = System.nanoTime();
    budget.leave(begin);
    budget.leave(begin);

    budget.answer(begin, told(20, 20, 10));
    budget.answer(begin, told(20, 19, 10));

    assertThat(leaving(budget, begin, 0, 10)).isZero();
    assertThat(leaving(budget, begin, 10, 11)).isEqualTo(20);
  }

  @Test
  void a_limit_of_ones_own_holds_whatever_the_server_allows() {
    RateBudget budget = RateBudget.of(60, Duration.ofMinutes(1), Duration.ZERO);
    long begin = System.nanoTime();
    budget.leave(begin);

    budget.answer(begin, told(3000, 1, 60));

    assertThat(leaving(budget, begin, 0, 10)).isLessThanOrEqualTo(13);
  }

  @Test
  void what_a_run_took_before_its_first_request_is_made_up_for() {
    RateBudget budget = RateBudget.of(60, Duration.ofMinutes(1), Duration.ofSeconds(5));
    long begin = System.nanoTime();

    assertThat(leaving(budget, begin, 0, 1)).isBetween(5, 7);
    assertThat(leaving(budget, begin, 1, 50)).isLessThanOrEqualTo(50);
    assertThat(leaving(budget, begin, 50, 60)).isLessThanOrEqualTo(60 - 54);
  }

  @Test
  void no_more_than_a_quarter_of_a_window_is_made_up_for() {
    RateBudget budget = RateBudget.of(60, Duration.ofMinutes(1), Duration.ofHours(5));

    assertThat(leaving(budget, System.nanoTime(), 0, 1)).isBetween(15, 17);
  }

  @Test
  void headers_that_make_no_sense_are_none() {
    assertThat(RateLimitHeaders.of("300", "", "7")).isEmpty();
    assertThat(RateLimitHeaders.of("0", "0", "7")).isEmpty();
    assertThat(RateLimitHeaders.of("300", "-1", "7")).isEmpty();
    assertThat(RateLimitHeaders.of("300", "1", "soon")).isEmpty();
  }

  @Test
  void a_secret_prints_as_stars() {
    assertThat(new Secret("hunter2").toString()).isEqualTo("***");
    assertThat(String.valueOf(List.of(new Secret("hunter2")))).doesNotContain("hunter2");
  }
}
