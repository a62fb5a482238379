package dev.wrapup.model.text;

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

  /// The form of a verb that goes with a count.
  ///
  /// @param one such as `doesn't`
  /// @param many such as `don't`
  public static String verb(long number, String one, String many) {
    return number == 1 ? one : many;
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
