package dev.wrapup.sandbox;

import java.time.Instant;
import java.util.Optional;

/// Who created a code and who edited it last, with times in whole milliseconds.
record EditInfo(
    Instant created, String createdBy, Optional<Instant> modified, Optional<String> modifiedBy) {
  EditInfo changed(Instant at, String by) {
    return new EditInfo(created, createdBy, Optional.of(at), Optional.of(by));
  }
}
