package dev.wrapup.report;

/// Small pieces of English.
final class Words {
  private Words() {}

  /// `1 error`, `2 errors`.
  static String count(long number, String noun) {
    return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }
}
