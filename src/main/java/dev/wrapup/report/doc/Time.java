package dev.wrapup.report.doc;

import dev.wrapup.model.text.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Times for people.
public final class Time {
  private static final DateTimeFormatter MINUTE = utc("HH:mm");
  private static final DateTimeFormatter SECOND = utc("HH:mm:ss");
  private static final DateTimeFormatter MILLI = utc("HH:mm:ss.SSS");

  private static final DateTimeFormatter THERE =
      DateTimeFormatter.ofPattern("HH:mm:ss xxx", Locale.ROOT);

  private static final DateTimeFormatter ANOTHER_DAY_THERE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

  private Time() {}

  private static DateTimeFormatter utc(String time) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd %s 'UTC'".formatted(time), Locale.ROOT)
        .withZone(ZoneOffset.UTC);
  }

  /// A time as documents of ours have it, of a year of four digits; empty for any other text, which
  /// a file that somebody else wrote may hold.
  public static Optional<Instant> parse(String time) {
    if (time.startsWith("+") || time.startsWith("-")) return Optional.empty();
    try {
      return Optional.of(Instant.parse(time));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

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

  /// `2026-01-01 00:00:00.000 UTC`.
  public static String milli(Instant time) {
    return MILLI.format(time);
  }

  /// What clocks of a zone showed as well: `2026-01-01 00:00:00 UTC (01:00:00 +01:00)`, and that
  /// day if it was another.
  public static String second(Instant time, ZoneId zone) {
    ZonedDateTime there = time.atZone(zone);
    String utc = SECOND.format(time);
    if (there.getOffset().equals(ZoneOffset.UTC)) return utc;
    boolean isSameDay = there.toLocalDate().equals(time.atZone(ZoneOffset.UTC).toLocalDate());
    return utc + " (" + (isSameDay ? THERE : ANOTHER_DAY_THERE).format(there) + ")";
  }

  /// `2026-01-01 00:00 UTC`.
  public static String minute(Instant time) {
    return MINUTE.format(time);
  }
}
