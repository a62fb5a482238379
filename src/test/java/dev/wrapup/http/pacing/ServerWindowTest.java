package dev.wrapup.http.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs of many windows against a server far away, on a clock of its own. The server counts each
/// request when it arrives, and tells the end of its window in whole seconds.
class ServerWindowTest {
  private static final int LIMIT = 300;
  private static final long WINDOW = Duration.ofMinutes(1).toNanos();
  private static final int AT_ONCE = 8;
  private static final int WINDOWS = 20;

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "0, 3", "0, 4", "0, 5"})
  void of_a_limit_that_is_told_nearly_all_is_used_and_nothing_is_refused(
      double rounded, long seed) {
    Server server = new Server(rounded, seed);

    server.serve();

    assertThat(server.refused).isZero();
    assertThat(server.used()).isGreaterThanOrEqualTo(0.99);
  }

  /// How the vendor rounds is unknown.
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "1, 3", "0.5, 1", "0.5, 2", "0.5, 3"})
  void of_a_server_that_rounds_down_only_the_first_window_is_taken_to_be_over_too_early(
      double rounded, long seed) {
    Server server = new Server(rounded, seed);

    server.serve();

    assertThat(server.refused).isBetween(1, AT_ONCE * 4);
    assertThat(server.lastRefused).isLessThan(2 * WINDOW);
    assertThat(server.used()).isGreaterThanOrEqualTo(0.98);
  }

  /// What is under way, in the order in which it comes.
  private record Message(long at, Optional<RateLimitHeaders> answer, boolean isRefused) {}

  private static final class Server {
    private final double rounded;
    private final Random random;
    private final ServerWindow client = new ServerWindow();
    private final PriorityQueue<Message> underWay =
        new PriorityQueue<>(Comparator.comparingLong(Message::at));
    private long begin = -WINDOW;
    private int windows;
    private int count;
    private int refused;
    private long lastRefused;
    private long paused;

    /// @param rounded how much of a second the time to its end is told too early at most
    Server(double rounded, long seed) {
      this.rounded = rounded;
      this.random = new Random(seed);
    }

    /// How much of the limit was used by windows that are over.
    double used() {
      return (double) (windows - 1) * WINDOW / begin;
    }

    void serve() {
      long now = 0;
      while (windows < WINDOWS) {
        long wait = Math.max(client.delay(now), paused - now);
        if (wait <= 0 && underWay.size() < AT_ONCE) {
          client.leave(now);
          underWay.add(new Message(now + latency(), Optional.empty(), false));
          continue;
        }
        boolean isKnown = underWay.size() < AT_ONCE && wait != Pacer.UNTIL_ANSWERED;
        long turn = isKnown ? now + wait : Long.MAX_VALUE;
        if (underWay.isEmpty() || turn < underWay.element().at()) {
          now = turn;
          continue;
        }
        Message next = underWay.remove();
        now = next.at();
        if (next.answer().isEmpty()) underWay.add(answer(now));
        else take(next);
      }
    }

    private long latency() {
      return Duration.ofMillis(5 + random.nextInt(150)).toNanos();
    }

    private Message answer(long now) {
      if (now - begin >= WINDOW) {
        if (windows > 0) assertThat(count).isEqualTo(LIMIT);
        begin = now;
        windows++;
        count = 0;
      }
      boolean isRefused = count == LIMIT;
      if (isRefused) {
        refused++;
        lastRefused = now;
      } else {
        count++;
      }
      double left = (begin + WINDOW - now) / 1e9;
      Duration reset = Duration.ofSeconds(Math.max(0, (long) Math.ceil(left - rounded)));
      RateLimitHeaders told = new RateLimitHeaders(LIMIT, count, reset);
      return new Message(now + latency(), Optional.of(told), isRefused);
    }

    private void take(Message answer) {
      client.answer(answer.at(), answer.answer());
      if (!answer.isRefused()) return;
      client.refused(answer.at());
      paused = answer.at() + Duration.ofMillis(250).toNanos();
    }
  }
}
