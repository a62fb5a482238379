package dev.wrapup.model;

import java.time.LocalDate;
import java.util.Optional;

/// A field of a declared code that is left as it is live: neither compared nor updated. A code that
/// is created starts with the declared value.
///
/// @param until the last day on which it holds
public record Ignore(
    Field field,
    Optional<LocalDate> until,
    Optional<String> owner,
    Optional<String> reason,
    SourcePosition at) {}
