package dev.wrapup.sandbox.organization;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Who created something and who edited it last, with times in whole milliseconds.
public record EditInfo(
    Instant created, String createdBy, Optional<Instant> modified, Optional<String> modifiedBy) {
  /// Of what was there from the start.
  static final EditInfo FOUNDED =
      created(Instant.parse("2024-02-06T15:19:28.722Z"), Organization.ADMINISTRATOR);

  /// Created just now.
  public static EditInfo created(String by) {
    return created(now(), by);
  }

  private static EditInfo created(Instant at, String by) {
    return new EditInfo(at, by, Optional.empty(), Optional.empty());
  }

  /// Edited just now.
  public EditInfo changed(String by) {
    return new EditInfo(created, createdBy, Optional.of(now()), Optional.of(by));
  }

  /// When it was edited last, or created.
  Instant last() {
    return modified.orElse(created);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
