package dev.wrapup;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/// Holds that work grows as its input does, by the CPU time of this thread, which doesn't depend on
/// what else the machine does.
public final class Linear {
  private static final int TIMES = 4;

  /// Quadratic work takes 16 times as long for 4 times as much, linear work 4.
  private static final int MOST = 9;

  /// What is shorter says nothing.
  private static final long LEAST_NANOS = 60_000_000;

  private Linear() {}

  /// By day the work is done once: how long it takes depends on what else the machine does.
  ///
  /// @param work of that size, so often as is needed to be sure
  public static void assertThatWorkIs(int size, IntConsumer work) {
    work.accept(size / TIMES);
    if (!Seeds.ARE_ALL) return;
    long less = Math.max(LEAST_NANOS, fastest(size, work));
    long more = fastest(size * TIMES, work);
    // a collector that comes in between makes a run longer, and quadratic work is never short
    for (int again = 0; again < 3 && more > MOST * less; again++) {
      more = Math.min(more, nanos(size * TIMES, work));
    }

    assertThat(more).as("CPU of %d times as much, ns", TIMES).isLessThanOrEqualTo(MOST * less);
  }

  private static long fastest(int size, IntConsumer work) {
    long first = nanos(size, work);
    return first < LEAST_NANOS ? first : Math.min(first, nanos(size, work));
  }

  private static long nanos(int size, IntConsumer work) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.accept(size);
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
  }
}
