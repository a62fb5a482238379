package dev.wrapup.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.http.pacing.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How long reads that lag are waited for.
class ConsistencyWaitTest {
  private static final Duration MOST = Duration.ofMillis(200);

  private final List<Long> looks = new ArrayList<>();
  private final ConsistencyWait patience = new ConsistencyWait(MOST, Deadline.never());

  /// @return when it was begun
  private long look(Duration takes) {
    looks.add(System.nanoTime());
    Deadline.never().sleep(takes, "as a slow server does");
    return looks.getLast();
  }

  @Test
  void a_look_that_takes_all_of_the_time_is_not_the_last() {
    long shownFrom = System.nanoTime() + MOST.toNanos();

    assertThat(patience.until(() -> look(MOST.multipliedBy(2)), began -> began >= shownFrom))
        .isPresent();
    assertThat(looks).hasSize(2);
  }

  @Test
  void the_last_look_begins_when_the_time_is_up() {
    long begin = System.nanoTime();

    assertThat(patience.until(() -> look(Duration.ZERO), began -> false)).isEmpty();

    assertThat(looks.getLast() - begin).isGreaterThanOrEqualTo(MOST.toNanos());
    assertThat(looks).hasSizeBetween(2, 4);
  }

  @Test
  void without_patience_there_is_one_look() {
    assertThat(ConsistencyWait.NONE.until(() -> look(Duration.ZERO), began -> false)).isEmpty();

    assertThat(looks).hasSize(1);
  }
}
