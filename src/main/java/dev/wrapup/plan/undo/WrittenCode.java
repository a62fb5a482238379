package dev.wrapup.plan.undo;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import java.util.List;
import java.util.Optional;

/// What a run made of one code.
///
/// @param before as it was when the run wrote over it; empty if the run created it
/// @param after as the run left it; empty if the run deleted it. Its fields are those of `before`
///   but for what the run wrote
/// @param added queues that offer it since
/// @param removed queues that don't any more
public record WrittenCode(
    String id,
    Optional<LiveCode> before,
    Optional<LiveCode> after,
    List<Value.Outcome> added,
    List<Value.Outcome> removed) {
  public WrittenCode {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /// Whether a code that the run created is as the run left it: by its revision, or by all that it
  /// holds. What the API gave it of its own accord, such as a division, is known by the revision
  /// alone.
  boolean isUntouched(LiveCode now, Dialect dialect) {
    LiveCode ran = after.orElseThrow();
    boolean isKnown =
        dialect.fields().stream().allMatch(f -> !f.isScope() || ran.values().containsKey(f));
    return ran.code().equals(now.code())
        && (ran.revision().equals(now.revision()) || (isKnown && isSame(ran, now, dialect)));
  }

  /// Whether a live code is as the one was that the run deleted.
  boolean isAgain(LiveCode now, Dialect dialect) {
    return isSame(before.orElseThrow(), now, dialect);
  }

  private static boolean isSame(LiveCode one, LiveCode other, Dialect dialect) {
    return dialect.fields().stream().allMatch(f -> one.value(f).equals(other.value(f)));
  }

  /// Whether the run renamed it.
  boolean isRenamed() {
    return !before.map(LiveCode::code).equals(after.map(LiveCode::code));
  }

  /// The code under the name that people know: that before, or that of a new one.
  public String name() {
    return before.or(() -> after).map(LiveCode::code).orElse(id);
  }
}
