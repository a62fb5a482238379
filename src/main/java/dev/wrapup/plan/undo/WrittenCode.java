package dev.wrapup.plan.undo;

import dev.wrapup.model.DesiredCode;
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

  /// Whether a code that the run created is as the run left it: in all that it holds. In which part
  /// of the organization the API put it is known by its revision alone, if it is known.
  boolean isUntouched(LiveCode now, Dialect dialect) {
    LiveCode ran = after.orElseThrow();
    return ran.code().equals(now.code())
        && dialect.fields().stream()
            .allMatch(
                field ->
                    (field.isScope() && !ran.values().containsKey(field))
                        ? ran.revision().equals(now.revision())
                        : ran.value(field).equals(now.value(field)));
  }

  /// Whether an entry says of it nothing but what the run left, as far as that is known.
  boolean isDeclaredAsLeft(DesiredCode entry) {
    LiveCode ran = after.orElseThrow();
    return entry.values().entrySet().stream()
        .allMatch(
            said ->
                (said.getKey().isScope() && !ran.values().containsKey(said.getKey()))
                    || ran.value(said.getKey()).equals(said.getValue().value()));
  }

  /// Whether a live code is as the one was that the run deleted.
  boolean isAgain(LiveCode now, Dialect dialect) {
    LiveCode was = before.orElseThrow();
    return dialect.fields().stream().allMatch(f -> was.value(f).equals(now.value(f)));
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
