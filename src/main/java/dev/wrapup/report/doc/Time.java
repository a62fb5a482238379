package dev.wrapup.report.doc;

import dev.wrapup.model.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times for people.
public final class Time {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Time() {}

  /// How long ago a time was: `5 minutes ago`, from two hours on in hours, from two days on in
  /// days.
  public static String ago(Instant time, Instant now) {
    Duration age = Duration.between(time, now);
    if (age.toMinutes() < 1) return "just now";
    if (age.toHours() < 2) return Words.count(age.toMinutes(), "minute") + " ago";
    return age.toDays() < 2
        ? "%d hours ago".formatted(age.toHours())
        : "%,d days ago".formatted(age.toDays());
  }

  /// `2026-01-01 00:00 UTC`.
  public static String minute(Instant time) {
    return MINUTE.format(time);
  }
}
