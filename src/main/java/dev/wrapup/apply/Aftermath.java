package dev.wrapup.apply;

import dev.wrapup.journal.Result;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Since;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.platform.CatalogReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the catalog that was read after a run shows of its changes: what somebody else has made of
/// the codes since, and what the server keeps otherwise than it answered.
public final class Aftermath {
  private final Dialect dialect;
  private final CatalogReader reader;
  private final Map<String, LiveCode> live = new HashMap<>();

  private Aftermath(Dialect dialect, CatalogReader reader, Catalog after) {
    this.dialect = dialect;
    this.reader = reader;
    after.codes().forEach(code -> live.put(code.id(), code));
  }

  /// The results with what was made of their codes. A code that isn't listed as it was written is
  /// asked for by itself, since a listing may be late.
  public static List<Result> of(
      List<Result> results, Catalog after, Dialect dialect, CatalogReader reader) {
    Aftermath aftermath = new Aftermath(dialect, reader, after);
    return results.stream().map(aftermath::seen).toList();
  }

  private Result seen(Result result) {
    if (result.outcome().now().isEmpty()) return result;
    LiveCode ours = result.outcome().now().get();
    Optional<LiveCode> listed = Optional.ofNullable(live.get(ours.id()));
    if (isAsWritten(ours, listed)) return judged(result, listed.get());
    Optional<LiveCode> now = reader.read(ours.id());
    if (now.isEmpty()) return result.with(new Since(true, List.of()));
    if (isAsWritten(ours, now)) return judged(result, now.get());
    boolean isReplaced =
        result.over().filter(over -> Attempt.isUntouched(over, now.get())).isPresent();
    if (isReplaced) return reader.locks() ? judged(result, now.get()) : result; // else it is late
    return result.with(new Since(false, Merge.since(dialect, ours, now.get())));
  }

  /// What came of a change, by what the server keeps of it: its answer may only have repeated what
  /// it was sent.
  private Result judged(Result result, LiveCode kept) {
    List<Clash> altered = Merge.differences(dialect, result.change().effect(), kept);
    return altered.isEmpty() || !result.outcome().isDone()
        ? result
        : result.as(Attempt.altered(kept, altered));
  }

  private static boolean isAsWritten(LiveCode ours, Optional<LiveCode> now) {
    return now.filter(code -> Attempt.isUntouched(ours, code)).isPresent();
  }
}
