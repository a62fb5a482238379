package dev.wrapup.model;

import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.time.LocalDate;
import java.util.Optional;

/// A field of a declared code that is left as it is live: neither compared nor updated. A code that
/// is created starts with the declared value.
///
/// @param named the field, and where the file names it
/// @param until the last day on which it holds
public record Ignore(
    Sourced<Field> named,
    Optional<LocalDate> until,
    Optional<String> owner,
    Optional<String> reason) {
  public Field field() {
    return named.value();
  }

  public SourcePosition at() {
    return named.at();
  }
}
