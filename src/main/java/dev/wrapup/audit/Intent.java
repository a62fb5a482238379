package dev.wrapup.audit;

import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.Effect;
import java.time.Instant;
import java.util.Optional;

/// What a run was about to write, read back from its journal.
///
/// @param number of its record
/// @param at when it was recorded, before anything was sent
/// @param before the code as it was to be written over; empty for a create
/// @param parkAs the code to park it under, if only that was to be written
/// @param moveTo the code that it was to have, if only that was to be written after the whole
///   change was tried: what the change came to is decided with it
public record Intent(
    long number,
    Instant at,
    Effect effect,
    Optional<LiveCode> before,
    Optional<String> parkAs,
    Optional<String> moveTo) {}
