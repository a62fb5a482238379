package dev.wrapup.http.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.http.response.HttpFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final HttpFailure refused =
      new HttpFailure(HttpFailure.Kind.UNREACHABLE, "refused", "wait");

  private final CircuitBreaker breaker = new CircuitBreaker(Deadline.after(Duration.ofMinutes(1)));

  @Test
  void an_answer_to_what_left_before_the_server_went_away_is_no_sign_of_life() {
    long before = System.nanoTime();
    long since = before + 1;
    breaker.failed(false, since, refused, Optional.empty());

    breaker.answered(before);
    assertThat(breaker.isAway()).isTrue();

    breaker.answered(since + 1);
    assertThat(breaker.isAway()).isFalse();
  }

  @Test
  void an_answer_to_what_left_before_tells_that_it_is_the_right_server() {
    breaker.failed(false, System.nanoTime(), refused, Optional.empty());
    assertThat(breaker.most()).isEqualTo(CircuitBreaker.FIRST_ANSWER);

    breaker.answered(System.nanoTime() - 1_000_000_000);

    assertThat(breaker.most()).isEqualTo(CircuitBreaker.LONGEST);
  }
}
