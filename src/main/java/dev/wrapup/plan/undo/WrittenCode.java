package dev.wrapup.plan.undo;

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

  /// The code under the name that people know: that before, or that of a new one.
  public String name() {
    return before.or(() -> after).map(LiveCode::code).orElse(id);
  }
}
