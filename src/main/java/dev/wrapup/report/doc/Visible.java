package dev.wrapup.report.doc;

import dev.wrapup.model.text.VisibleChars;

/// Hostile text made harmless for people's eyes: what would move the cursor, reorder the line or
/// hide is written as its number, such as `<U+202E>`.
public final class Visible {
  private Visible() {}

  /// One line of text, whatever the input is.
  public static String text(String text, OutputStyle look) {
    boolean isHarmless =
        VisibleChars.isSeen(text)
            && !(look.githubActions() && (text.contains("::") || text.contains("##[")));
    return isHarmless ? text : part(text, 0, text.length(), look);
  }

  /// A part of a line of which the rest is shown beside it.
  public static String part(String text, int from, int to, OutputStyle look) {
    StringBuilder visible = new StringBuilder(to - from + 16);
    int alike = alikeBefore(text, from);
    for (int i = from; i < to; ) {
      int c = text.codePointAt(i);
      boolean obeys = look.githubActions() && completesCommand(text, i, alike);
      if (VisibleChars.isSeen(text, i) && !obeys) visible.appendCodePoint(c);
      else visible.append("<U+%04X>".formatted(c));
      i += Character.charCount(c);
      alike = i < to && text.charAt(i) == c ? alike + 1 : 0;
    }
    return visible.toString();
  }

  /// The runner reads `::` at the start of a line and `##[` anywhere as commands (GitHub's workflow
  /// commands, read 2026-11-23).
  ///
  /// @param alike how many of the same sign stand right before
  private static boolean completesCommand(String text, int at, int alike) {
    return switch (text.charAt(at)) {
      case ':' -> alike % 2 == 1;
      case '#' -> alike > 0 && text.startsWith("[", at + 1);
      default -> false;
    };
  }

  private static int alikeBefore(String text, int at) {
    int start = at;
    while (start > 0 && at < text.length() && text.charAt(start - 1) == text.charAt(at)) start--;
    return at - start;
  }
}
