package dev.wrapup.report;

import java.util.Optional;

/// Small pieces of English.
public final class Words {
  private Words() {}

  /// `1 error`, `2 errors`.
  public static String count(long number, String noun) {
    return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }

  /// `3 of 4 changes made`.
  ///
  /// @param planned how many were to be made; empty if nobody knows
  public static String made(int made, Optional<Integer> planned) {
    return planned
            .map(all -> "%,d of %s".formatted(made, count(all, "change")))
            .orElseGet(() -> count(made, "change"))
        + " made";
  }
}
