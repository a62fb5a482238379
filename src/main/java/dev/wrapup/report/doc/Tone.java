package dev.wrapup.report.doc;

import dev.wrapup.plan.diff.Risk;
import java.util.Locale;

/// How a reader should take something. Formats repeat with it what a sign or a word says too.
public enum Tone {
  PLAIN,
  GOOD,
  NEW,
  WARN,
  BAD;

  public static Tone of(Risk risk) {
    return switch (risk) {
      case HIGH -> BAD;
      case MEDIUM -> WARN;
      case LOW -> PLAIN;
    };
  }

  /// What says the same in every format.
  public String sign() {
    return switch (this) {
      case GOOD -> "✓";
      case WARN -> "!";
      case BAD -> "✗";
      case PLAIN, NEW -> "";
    };
  }

  /// A class of the style sheet.
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
