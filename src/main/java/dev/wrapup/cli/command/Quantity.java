package dev.wrapup.cli.command;

import dev.wrapup.process.Stop;
import java.time.Duration;
import java.util.Locale;

/// Numbers, rates and durations as options have them. Their digits are those that everybody reads
/// alike; others would be taken for numbers as well.
final class Quantity {
  /// More than a machine runs, and less than the clocks of the program can count.
  private static final Duration LONGEST = Duration.ofDays(366);

  private Quantity() {}

  static int number(String name, String text, int least, int most) {
    long number = text.matches("0*[0-9]{1,18}") ? Long.parseLong(text) : -1;
    if (number >= least && number <= most) return (int) number;
    throw Stop.usage(
        "%s %s: not a whole number from %d to %d".formatted(name, text, least, most),
        "give such a number");
  }

  static int perMinute(String name, String text) {
    if (text.endsWith("/min")) {
      return number(name, text.substring(0, text.length() - "/min".length()), 1, 1_000_000);
    }
    throw Stop.usage(name + " " + text + ": not a rate", "write it as 300/min");
  }

  /// A period of whole days.
  static int days(String name, String text) {
    if (text.endsWith("d")) {
      String days = text.substring(0, text.length() - 1);
      return number(name, days, 1, (int) LONGEST.toDays());
    }
    throw Stop.usage(name + " " + text + ": not a number of days", "write it as 30d");
  }

  static Duration duration(String name, String text) {
    String unit = text.replaceFirst("^[0-9]{1,9}", "");
    long amount =
        unit.equals(text) ? -1 : Long.parseLong(text, 0, text.length() - unit.length(), 10);
    Duration duration =
        switch (unit.toLowerCase(Locale.ROOT)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          default -> Duration.ofMillis(-1);
        };
    String next = "write it as 90s, 5m or 250ms";
    if (duration.isNegative()) {
      throw Stop.usage(name + " " + text + ": not a duration", next);
    }
    if (duration.compareTo(LONGEST) <= 0) return duration;
    throw Stop.usage("%s %s: longer than %d days".formatted(name, text, LONGEST.toDays()), next);
  }
}
