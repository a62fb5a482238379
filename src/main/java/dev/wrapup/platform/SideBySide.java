package dev.wrapup.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several calls at once, and no more than a server may be asked for.
public final class SideBySide {
  private static final int MOST = 8;

  private SideBySide() {}

  /// What came of each, in order. What fails first ends the others that have not begun.
  ///
  /// @param name of the threads
  public static <T> List<T> all(String name, List<? extends Callable<T>> calls) {
    if (calls.isEmpty()) return List.of();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            Math.min(MOST, calls.size()),
            work -> Thread.ofPlatform().daemon().name(name).unstarted(work));
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> call : calls) futures.add(executor.submit(call));
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) results.add(Joined.of(future));
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
