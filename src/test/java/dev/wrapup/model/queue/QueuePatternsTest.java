package dev.wrapup.model.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// As many patterns as a file may have, against ten thousand queues.
class QueuePatternsTest {
  private static final SourceFile FILE = new SourceFile("f.yaml", new byte[0]);

  private static Offer offer(String queue) {
    return new Offer(new Sourced<>(queue, new SourcePosition(FILE, 1, 1)), List.of());
  }

  private static QueueNames names(String head, String tail) {
    List<Offer> offers =
        IntStream.range(0, QueuePatterns.MOST).mapToObj(i -> offer(head + i + tail)).toList();
    return new QueueNames(Set.of(), offers, false);
  }

  private static List<Queue> queues(int count, String head, String tail) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Queue("id-" + i, head + i + tail, Optional.empty(), false, false))
        .toList();
  }

  /// The first is a day's work, the others are an enemy's: each star may stand for much, and what
  /// follows it is nearly there at each letter. A product of both lengths would be minutes.
  @ParameterizedTest
  @CsvSource({
    "Team , ' *', Team , ' north of the river'",
    "*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab*, z*, b, A",
    "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*ab*, z*, b, A"
  })
  void so_many_are_held_against_so_many_in_seconds(
      String head, String tail, String name, String rest) {
    String end = rest.replace("A", "0123456789z" + "a".repeat(200));
    QueueNames names = names(head, tail);
    int count = rest.equals("A") ? Seeds.count(1_000, 10_000) : 10_000;
    List<Queue> queues = queues(count, name, end);
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

    List<Queue> meant = names.among(queues);

    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    assertThat(meant).hasSize(rest.equals("A") ? 0 : QueuePatterns.MOST);
    assertThat(Duration.ofNanos(taken)).isLessThan(Duration.ofSeconds(Seeds.count(10, 60)));
  }

  @Test
  void those_that_fit_stand_in_the_order_of_the_files() {
    QueuePatterns patterns =
        new QueuePatterns(List.of(offer("*"), offer("Sales"), offer("Sal*"), offer("B*")));

    assertThat(patterns.fitting("Sales"))
        .extracting(offer -> offer.queue().value())
        .containsExactly("*", "Sal*");
  }
}
