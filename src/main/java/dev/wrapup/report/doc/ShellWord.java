package dev.wrapup.report.doc;

import dev.wrapup.model.text.VisibleChars;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// A word of a command as it is typed: whatever its letters are, a shell (sh, bash, zsh, fish)
/// reads it as one word and changes nothing of it, and a terminal, a CI runner or a page shows it
/// as it is.
final class ShellWord {
  /// What means nothing to any shell, wherever it stands in a word.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/+,:@-][A-Za-z0-9._/=+%,:@-]*");

  private ShellWord() {}

  static String quoted(String word) {
    if (isShown(word)) {
      return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
    String escaped = escaped(word);
    boolean isKept = !word.endsWith("\n"); // a shell takes those off what a command prints
    return isKept ? "\"$(printf '" + escaped + "')\"" : "$'" + escaped + "'";
  }

  /// What a runner or a page takes for more than text.
  private static final List<String> OBEYED = List.of("::", "##[", "```");

  /// Whether no part of it is hidden, obeyed or replaced where it is printed.
  private static boolean isShown(String word) {
    return VisibleChars.isSeen(word) && OBEYED.stream().noneMatch(word::contains);
  }

  /// As printf(1) has it: letters and digits as they are, all other bytes by their number.
  private static String escaped(String word) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean isLetter = (c < 0x80 && Character.isLetterOrDigit(c)) || "._/".indexOf(c) >= 0;
      escaped.append(isLetter ? String.valueOf(c) : "\\%03o".formatted((int) c));
    }
    return escaped.toString();
  }
}
