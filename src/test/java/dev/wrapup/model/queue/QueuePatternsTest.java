package dev.wrapup.model.queue;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static List<Queue> queues(String head, String tail) {
    return IntStream.range(0, 10_000)
        .mapToObj(i -> new Queue("id-" + i, head + i + tail, Optional.empty(), false, false))
        .toList();
  }

  /// The first is a day's work, the others are an enemy's: each star may stand for much, and what
  /// follows it is nearly there at each letter; or there are as many as may be whose ends nearly
  /// fit. A packaged run takes 0.1 to 1.5 s of CPU for each; a product of both lengths would be
  /// minutes.
  @ParameterizedTest
  @CsvSource({
    "1000, Team , ' *', Team , ' north of the river', 1000",
    "200, *aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab*, z*, b, A, 0",
    "200, *aab*, z*, b, A, 0",
    "200, *a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*ab*, z*, b, A, 0",
    "1000, A*, B, A, A, 0"
  })
  void so_many_are_held_against_so_many_in_seconds(
      int count, String head, String tail, String name, String rest, int fitting) {
    String before = "a".repeat(120);
    String after = rest.replace("A", "0123456789z" + "a".repeat(tail.equals("B") ? 100 : 235));
    List<Offer> offers =
        IntStream.range(0, count)
            .mapToObj(i -> offer(head.replace("A", before) + i + tail.replace("B", before)))
            .toList();
    QueueNames names = new QueueNames(Set.of(), offers, false);
    List<Queue> queues = queues(name.replace("A", before), after);
    long started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

    List<Queue> meant = names.among(queues);

    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started;
    assertThat(meant).hasSize(fitting);
    assertThat(Duration.ofNanos(taken)).isLessThan(Duration.ofSeconds(10));
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
