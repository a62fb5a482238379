package dev.wrapup.apply;

import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.platform.ParallelCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Executes an approved plan: each change under the revision that the plan read, several
/// concurrently, each after the one that frees its code.
public final class Applier {
  private final ApplyContext context;
  private final int parallelism;

  /// @param parallelism how many writes may be under way at once
  public Applier(ApplyContext context, int parallelism) {
    this.context = context;
    this.parallelism = parallelism;
  }

  /// Makes the changes of a plan.
  ///
  /// @param known ids of the codes that were live when the plan was made
  /// @return one result for each change, in the plan's order
  public List<Result> apply(Verdict.Approved approved, Set<String> known) {
    Plan plan = approved.plan();
    Map<Change, Result> results = new HashMap<>();
    List<Change> codes = new ArrayList<>();
    Map<String, List<Change.QueuePair>> queues = new LinkedHashMap<>();
    List<Change> afterQueues = new ArrayList<>();
    for (Change change : plan.changes()) {
      if (change instanceof Change.QueuePair pair) {
        queues.computeIfAbsent(pair.queue().id(), id -> new ArrayList<>()).add(pair);
      } else {
        (queues.isEmpty() ? codes : afterQueues).add(change);
      }
    }
    try (ExecutorService workers = Executors.newFixedThreadPool(parallelism, Applier::worker)) {
      // a queue offers only what exists, so new codes come first
      run(codes, known, workers, results);
      Map<String, Result> created = created(results.values());
      List<QueueExecutor> executors =
          queues.values().stream()
              .map(pairs -> new QueueExecutor(pairs, created, context))
              .toList();
      collect(executors.stream().map(queue -> workers.submit(() -> queue.run())).toList(), results);
      Map<Change, ChangeOutcome> held = new HashMap<>();
      for (QueueExecutor queue : executors) held.putAll(queue.held(afterQueues));
      for (Change change : afterQueues) {
        if (held.containsKey(change)) results.put(change, giveUp(change, held.get(change)));
      }
      afterQueues.removeAll(held.keySet());
      run(afterQueues, known, workers, results);
    }
    return plan.changes().stream().map(results::get).toList();
  }

  /// Makes changes of codes.
  private void run(
      List<Change> codes, Set<String> known, ExecutorService workers, Map<Change, Result> results) {
    List<Future<List<Result>>> running = new ArrayList<>();
    for (ExecutionGraph.Unit unit : ExecutionGraph.of(codes).units()) {
      // units stand in execution order: what one waits for was submitted before, so that even a
      // single worker gets to it first
      Optional<Future<List<Result>>> before = unit.after().map(running::get);
      running.add(workers.submit(() -> unit(unit, before, known)));
    }
    collect(running, results);
  }

  private static void collect(List<Future<List<Result>>> running, Map<Change, Result> results) {
    for (Future<List<Result>> future : running) {
      ParallelCalls.join(future).forEach(result -> results.put(result.change(), result));
    }
  }

  /// The results of creates, by the code.
  private static Map<String, Result> created(Collection<Result> results) {
    return results.stream()
        .filter(result -> result.change() instanceof Change.Create)
        .collect(Collectors.toMap(result -> result.change().code(), result -> result));
  }

  private static Thread worker(Runnable work) {
    return Thread.ofPlatform().daemon().name("apply").unstarted(work);
  }

  private List<Result> unit(
      ExecutionGraph.Unit unit, Optional<Future<List<Result>>> before, Set<String> known) {
    Optional<Result> obstacle =
        before.flatMap(
            future ->
                ParallelCalls.join(future).stream()
                    .filter(result -> !result.isCodeFree())
                    .findFirst());
    if (obstacle.isPresent()) {
      return giveUp(unit.changes(), held(obstacle.get()));
    }
    if (context.cancellation().isCancelled())
      return giveUp(unit.changes(), ChangeOutcome.notBegun());
    return unit.isCycle()
        ? new RenameCycle(unit.changes(), context).run()
        : List.of(attempt(unit.changes().getFirst(), known).run());
  }

  /// What comes of a change whose code another one was to free.
  private static ChangeOutcome held(Result freeing) {
    if (freeing.outcome().status() == Status.NOT_BEGUN) return ChangeOutcome.notBegun();
    String words =
        freeing.outcome().status() == Status.UNKNOWN
            ? "its code is not free, as far as is known: the change of %s is unknown"
            : "its code is not free, since the change of %s was not made";
    String code = freeing.change().frees().orElse(freeing.change().code());
    return ChangeOutcome.failed(words.formatted(code));
  }

  private ChangeExecutor attempt(Change change, Set<String> known) {
    return switch (change) {
      case Change.Create create -> new CreateExecutor(create, known, context);
      case Change.Update update -> new UpdateExecutor(update, context);
      case Change.Delete delete -> new DeleteExecutor(delete, context);
      case Change.QueuePair ignored -> throw new IllegalStateException("a queue is no code");
    };
  }

  private List<Result> giveUp(List<Change> changes, ChangeOutcome outcome) {
    List<Result> results = new ArrayList<>();
    for (Change change : changes) results.add(giveUp(change, outcome));
    return results;
  }

  private Result giveUp(Change change, ChangeOutcome outcome) {
    return context.conclude(Optional.empty(), Result.notTried(change, outcome));
  }
}
