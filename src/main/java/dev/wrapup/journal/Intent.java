package dev.wrapup.journal;

import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Effect;
import java.time.Instant;
import java.util.Optional;

/// A recorded intent: the write that a run was about to send.
///
/// @param number of its record
/// @param at when it was recorded, before anything was sent
/// @param before the code to be overwritten; empty for a create
/// @param parkAs the code to park it under, if only that was to be written
/// @param moveTo the code that it was to have, if only that was to be written after the whole
///   change was tried: what the change came to is decided with it
public record Intent(
    long number,
    Instant at,
    Effect effect,
    Optional<LiveCode> before,
    Optional<String> parkAs,
    Optional<String> moveTo) {
  /// The id of the code that it is about; empty for a create.
  String codeId() {
    return before.map(LiveCode::id).or(effect::id).orElse("");
  }
}
