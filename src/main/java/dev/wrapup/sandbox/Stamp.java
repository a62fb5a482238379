package dev.wrapup.sandbox;

import java.time.Instant;
import java.util.Optional;

/// Who made a code and who changed it last, each with the time in whole milliseconds.
public record Stamp(
    Instant created, String createdBy, Optional<Instant> modified, Optional<String> modifiedBy) {
  Stamp changed(Instant at, String by) {
    return new Stamp(created, createdBy, Optional.of(at), Optional.of(by));
  }
}
