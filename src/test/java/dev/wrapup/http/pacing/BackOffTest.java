package dev.wrapup.http.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));

  @ParameterizedTest
  @CsvSource({
    "1, 100, 200",
    "2, 200, 400",
    "3, 400, 800",
    "5, 1600, 3200",
    "6, 2500, 5000",
    "7, 2500, 5000",
    "2147483647, 2500, 5000"
  })
  void a_wait_is_twice_as_long_each_time_up_to_the_longest(int failures, int least, int most) {
    for (int i = 0; i < 1000; i++) {
      assertThat(BACK_OFF.after(failures))
          .isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
    }
  }
}
