package dev.wrapup.cli;

/// Whether what the process was given arrived whole. Java reads arguments, variables and names of
/// files in the encoding of the locale (`sun.jnu.encoding`), and puts U+FFFD for what it can't
/// read; the launcher sees to a locale of UTF-8, but the program may be started without it.
final class Letters {
  private static final char LOST = '\uFFFD';

  private Letters() {}

  /// Refuses a text of which letters are lost: what was meant can only be guessed.
  ///
  /// @param what it is
  static void holdWhole(String what, String text) {
    if (text.indexOf(LOST) < 0) return;
    throw Stop.usage(
        "letters of %s are lost: it isn't written in the locale's encoding, %s"
            .formatted(what, System.getProperty("sun.jnu.encoding")),
        "set LC_ALL=C.UTF-8, or start it by the launcher, wrapup");
  }
}
