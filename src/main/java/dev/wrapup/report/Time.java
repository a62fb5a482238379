package dev.wrapup.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times for people.
final class Time {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Time() {}

  /// `2026-01-01 00:00 UTC`.
  static String minute(Instant time) {
    return MINUTE.format(time);
  }
}
