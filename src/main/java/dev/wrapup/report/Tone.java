package dev.wrapup.report;

import java.util.Locale;

/// How a reader should take something. Formats repeat with it what a sign or a word says too.
enum Tone {
  PLAIN,
  GOOD,
  NEW,
  WARN,
  BAD;

  /// A class of the style sheet.
  String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
