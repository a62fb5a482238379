package dev.wrapup.apply;

import dev.wrapup.audit.Result;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.platform.CatalogReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody else has made of codes since a run wrote them, as far as the catalog shows that
/// was read after it. What came of the changes stays what it is.
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
    Optional<LiveCode> ours = result.outcome().now();
    return ours.isEmpty() || isAsWritten(ours.get(), Optional.ofNullable(live.get(ours.get().id())))
        ? result
        : result.with(since(result, ours.get()));
  }

  private Outcome.Since since(Result result, LiveCode ours) {
    Optional<LiveCode> now = reader.read(ours.id());
    if (now.isEmpty()) return new Outcome.Since(true, List.of());
    boolean isLate = result.over().filter(over -> Attempt.isUntouched(over, now.get())).isPresent();
    return isLate || isAsWritten(ours, now)
        ? result.outcome().since()
        : new Outcome.Since(false, Merge.since(dialect, ours, now.get()));
  }

  private static boolean isAsWritten(LiveCode ours, Optional<LiveCode> now) {
    return now.filter(code -> Attempt.isUntouched(ours, code)).isPresent();
  }
}
