package dev.wrapup.model.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Small pieces of English.
public final class Words {
  private Words() {}

  /// `1 error`, `2 errors`.
  public static String count(long number, String noun) {
    return "%,d %s".formatted(number, number == 1 ? noun : plural(noun));
  }

  private static String plural(String noun) {
    return noun.matches(".*[^aeiou]y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  /// `640 ms`, `7.2 s`, `42 s`, `1 min 12 s`, `2 h 5 min`.
  public static String duration(Duration time) {
    if (time.toMillis() < 1000) return time.toMillis() + " ms";
    if (time.toSeconds() < 10) {
      return String.format(Locale.ROOT, "%.1f s", Math.floorDiv(time.toMillis(), 100) / 10.0);
    }
    if (time.toMinutes() < 1) return time.toSeconds() + " s";
    if (time.toHours() < 1) return parts(time.toMinutes(), "min", time.toSecondsPart(), "s");
    return parts(time.toHours(), "h", time.toMinutesPart(), "min");
  }

  private static String parts(long large, String unit, int small, String smaller) {
    return "%,d %s".formatted(large, unit) + (small == 0 ? "" : " %d %s".formatted(small, smaller));
  }

  /// The form of a verb that goes with a count.
  ///
  /// @param one such as `doesn't`
  /// @param many such as `don't`
  public static String verb(long number, String one, String many) {
    return number == 1 ? one : many;
  }

  /// `Billing, Sales and 14 more`.
  ///
  /// @param most how many are named
  public static String named(List<String> all, int most) {
    String named = String.join(", ", all.subList(0, Math.min(most, all.size())));
    return all.size() > most ? "%s and %,d more".formatted(named, all.size() - most) : named;
  }

  /// `3 of 4 changes made`.
  ///
  /// @param planned how many were to be made; empty if it is unknown
  public static String made(int made, Optional<Integer> planned) {
    return planned
            .map(all -> "%,d of %s".formatted(made, count(all, "change")))
            .orElseGet(() -> count(made, "change"))
        + " made";
  }
}
