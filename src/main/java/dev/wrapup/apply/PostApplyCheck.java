package dev.wrapup.apply;

import dev.wrapup.journal.Result;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Since;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.ConsistencyWait;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Compares the results of a run with the catalog that is read after it: what other writers have
/// made of its codes since, and what the server stored otherwise than it answered.
public final class PostApplyCheck {
  private final Dialect dialect;
  private final CatalogReader reader;
  private final Optional<Queues> queues;
  private final Map<String, LiveCode> live = new HashMap<>();
  private ConsistencyWait lag;

  private PostApplyCheck(Dialect dialect, CatalogReader reader, Catalog after) {
    this.dialect = dialect;
    this.reader = reader;
    this.lag = reader.lag();
    this.queues = after.queues();
    after.codes().forEach(code -> live.put(code.id(), code));
  }

  /// The results with what was made of their codes. A code that isn't listed as it was written is
  /// asked for by itself, since a listing may be late.
  public static List<Result> of(
      List<Result> results, Catalog after, Dialect dialect, CatalogReader reader) {
    PostApplyCheck aftermath = new PostApplyCheck(dialect, reader, after);
    return results.stream().map(aftermath::seen).toList();
  }

  private Result seen(Result result) {
    if (result.outcome().now().isEmpty()) return result;
    if (result.change() instanceof Change.QueuePair pair) return seen(pair, result);
    LiveCode ours = result.outcome().now().get();
    Optional<LiveCode> listed = Optional.ofNullable(live.get(ours.id()));
    if (isAsWritten(ours, listed)) return judged(result, listed.get());
    Optional<LiveCode> now = reader.read(ours.id());
    if (now.isEmpty()) return result.with(new Since(true, List.of()));
    if (isAsWritten(ours, now)) return judged(result, now.get());
    boolean isReplaced =
        result.over().filter(over -> ChangeExecutor.isUntouched(over, now.get())).isPresent();
    if (isReplaced) return reader.locks() ? judged(result, now.get()) : result; // else it is late
    return result.with(new Since(false, ThreeWayMerge.since(dialect, ours, now.get())));
  }

  /// What others have made of a code in a queue since it was added or removed.
  private Result seen(Change.QueuePair pair, Result result) {
    LiveCode code = result.outcome().now().orElseThrow();
    Optional<Set<String>> listed = queues.flatMap(read -> read.codesOf(pair.queue()));
    Predicate<Optional<Set<String>>> isAsWritten =
        offered -> QueueWrite.isAsWanted(pair.isAdd(), code, offered);
    if (listed.isPresent() && isAsWritten.test(listed)) return result;
    if (lag.until(() -> reader.codesOf(pair.queue().id()), isAsWritten).isPresent()) return result;
    // all was written longer ago than reads may lag
    lag = ConsistencyWait.NONE;
    FieldChange change = pair.fields().getFirst();
    Value empty = change.field().empty();
    return result.with(
        new Since(
            false,
            List.of(
                new Clash(
                    change.field(), change.to().orElse(empty), change.from().orElse(empty)))));
  }

  /// The outcome of a change, by what the server keeps of it: its answer may only have repeated
  /// what it was sent.
  private Result judged(Result result, LiveCode kept) {
    List<Clash> altered = ThreeWayMerge.differences(dialect, result.change().effect(), kept);
    return altered.isEmpty() || !result.outcome().isDone()
        ? result
        : result.as(ChangeExecutor.altered(kept, altered));
  }

  private static boolean isAsWritten(LiveCode ours, Optional<LiveCode> now) {
    return now.filter(code -> ChangeExecutor.isUntouched(ours, code)).isPresent();
  }
}
