package dev.wrapup.report;

import java.util.regex.Pattern;

/// Words of a command that a reader copies.
public final class ShellWord {
  /// The signs that mean nothing to a shell, to a runner or in Markdown.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/=+%,-]*");

  private ShellWord() {}

  /// Whether a word needs no quotes.
  public static boolean isPlain(String word) {
    return PLAIN.matcher(word).matches();
  }
}
