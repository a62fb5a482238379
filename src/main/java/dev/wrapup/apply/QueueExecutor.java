package dev.wrapup.apply;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.platform.IncompleteCatalogException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Executes what a plan changes of one queue: first what it adds, as many codes a request as the
/// API takes, then each removal.
final class QueueExecutor {
  private final Queue queue;
  private final List<Change.QueuePair> pairs;
  private final Map<String, Result> created;
  private final ApplyContext context;
  private final List<Result> results = new ArrayList<>();

  /// @param pairs of one queue
  /// @param created the results of creates in the same plan, by the code
  QueueExecutor(List<Change.QueuePair> pairs, Map<String, Result> created, ApplyContext context) {
    this.queue = pairs.getFirst().queue();
    this.pairs = pairs;
    this.created = created;
    this.context = context;
  }

  /// Makes the changes, and records the outcome of each.
  List<Result> run() {
    List<QueueWrite.Pair> adds = new ArrayList<>();
    List<QueueWrite.Pair> removals = new ArrayList<>();
    for (Change.QueuePair pair : pairs) {
      Optional<LiveCode> code = code(pair);
      if (code.isEmpty()) conclude(pair, notCreated(pair));
      else (pair.isAdd() ? adds : removals).add(new QueueWrite.Pair(pair, code.get()));
    }
    int most = context.dialect().cost().addsToQueue();
    for (int i = 0; i < adds.size(); i += most) {
      write(adds.subList(i, Math.min(i + most, adds.size())));
    }
    Optional<ChangeOutcome> obstacle = removals.isEmpty() ? Optional.empty() : obstacle(removals);
    for (QueueWrite.Pair removal : removals) {
      if (obstacle.isPresent()) conclude(removal.change(), obstacle.get());
      else write(List.of(removal));
    }
    return results;
  }

  /// Why nothing is removed: an add that didn't land, or what others removed since the plan, would
  /// leave no code to agents who must pick one.
  private Optional<ChangeOutcome> obstacle(List<QueueWrite.Pair> removals) {
    boolean isMeant =
        removals.stream()
            .flatMap(removal -> removal.change().warnings().stream())
            .anyMatch(warning -> warning.kind() == Warning.Kind.EMPTIES_QUEUE);
    if (!queue.isMandatory() || isMeant || context.cancellation().isCancelled()) {
      return Optional.empty();
    }
    try {
      Set<String> left = offered();
      if (left.isEmpty()) return Optional.empty();
      removals.forEach(removal -> left.remove(removal.code().id()));
      return left.isEmpty() ? Optional.of(emptied()) : Optional.empty();
    } catch (HttpFailure | IncompleteCatalogException e) {
      return Optional.of(ChangeExecutor.unread(false, Optional.empty(), e));
    }
  }

  /// The deletes that are held back, and why: where not all was added that should be, they would
  /// leave no code to agents who must pick one. To be asked once all else has been made.
  Map<Change, ChangeOutcome> held(List<Change> deletes) {
    boolean isAdded =
        results.stream()
            .filter(result -> isAdd(result.change()))
            .allMatch(result -> result.outcome().isDone());
    if (deletes.isEmpty() || isAdded || !queue.isMandatory()) return Map.of();
    if (context.cancellation().isCancelled()) return Map.of();
    try {
      Set<String> offered = offered();
      List<Change> leaving = deletes.stream().filter(d -> offered.contains(id(d))).toList();
      leaving.forEach(delete -> offered.remove(id(delete)));
      return offered.isEmpty() ? all(leaving, emptied()) : Map.of();
    } catch (HttpFailure | IncompleteCatalogException e) {
      return all(deletes, ChangeExecutor.unread(false, Optional.empty(), e));
    }
  }

  private static Map<Change, ChangeOutcome> all(List<Change> changes, ChangeOutcome outcome) {
    return changes.stream().collect(Collectors.toMap(change -> change, change -> outcome));
  }

  private ChangeOutcome emptied() {
    return ChangeOutcome.failed(
        "the queue %s would offer no code, and its agents must pick one".formatted(queue.name()));
  }

  /// Ids of the codes that the queue offers now; a read may not show yet what was written.
  private Set<String> offered() {
    Set<String> offered = new HashSet<>(context.reader().codesOf(queue.id()).orElse(Set.of()));
    if (offered.isEmpty()) return offered;
    for (Result result : results) {
      if (!result.outcome().isDone()) continue;
      String code = result.over().map(LiveCode::id).orElseThrow();
      if (isAdd(result.change())) offered.add(code);
      else offered.remove(code);
    }
    return offered;
  }

  private static boolean isAdd(Change change) {
    return change.effect().action() == Effect.Action.ADD_TO_QUEUE;
  }

  private static String id(Change delete) {
    return delete.live().orElseThrow().id();
  }

  private Optional<LiveCode> code(Change.QueuePair pair) {
    return pair.live().or(() -> created(pair).flatMap(result -> result.outcome().now()));
  }

  private Optional<Result> created(Change.QueuePair pair) {
    return Optional.ofNullable(created.get(pair.code()));
  }

  private ChangeOutcome notCreated(Change.QueuePair pair) {
    return created(pair).filter(r -> r.outcome().status() == Status.NOT_BEGUN).isPresent()
        ? ChangeOutcome.notBegun()
        : ChangeOutcome.failed("the code was not created, as far as is known");
  }

  private void write(List<QueueWrite.Pair> some) {
    if (context.cancellation().isCancelled()) {
      some.forEach(pair -> conclude(pair.change(), ChangeOutcome.notBegun()));
    } else {
      results.addAll(new QueueWrite(some, context).run());
    }
  }

  private void conclude(Change.QueuePair pair, ChangeOutcome outcome) {
    results.add(context.conclude(Optional.empty(), Result.notTried(pair, outcome)));
  }
}
