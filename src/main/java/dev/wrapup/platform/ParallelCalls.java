package dev.wrapup.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Bounded parallel calls.
public final class ParallelCalls {
  private static final int MOST = 8;

  private ParallelCalls() {}

  /// The result for each input, in order. The first failure cancels the calls not yet started.
  ///
  /// @param name of the threads
  public static <A, T> List<T> map(String name, List<A> inputs, Function<A, T> call) {
    if (inputs.isEmpty()) return List.of();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            Math.min(MOST, inputs.size()),
            work -> Thread.ofPlatform().daemon().name(name).unstarted(work));
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (A input : inputs) futures.add(executor.submit(() -> call.apply(input)));
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) results.add(join(future));
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  /// Waits for the result of another thread, or rethrows its failure.
  public static <T> T join(Future<T> work) {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }
}
