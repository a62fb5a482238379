package dev.wrapup.files.yaml;

/// A text of others inside a message: of a longer one than any code, its beginning. An alias can
/// repeat megabytes wherever a finding quotes them.
public final class Quote {
  private static final int MOST = 256;

  private Quote() {}

  /// The text in single quotes.
  public static String of(String text) {
    if (text.length() <= MOST) return "'" + text + "'";
    int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
    return "'" + text.substring(0, end) + "…'";
  }
}
