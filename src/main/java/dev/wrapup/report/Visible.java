package dev.wrapup.report;

/// Hostile text made harmless for people's eyes: what would move the cursor, reorder the line or
/// hide is written as its number, such as `<U+202E>`.
public final class Visible {
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private Visible() {}

  /// One line of text, whatever the input is.
  public static String text(String text, Look look) {
    String harmless = isHarmless(text) ? text : escape(text);
    return look.githubActions() ? withoutCommands(harmless) : harmless;
  }

  /// The runner reads `::` at the start of a line and `##[` anywhere as commands (GitHub's workflow
  /// commands, read 2026-11-23).
  private static String withoutCommands(String text) {
    return text.replace("::", ":<U+003A>").replace("##[", "#<U+0023>[");
  }

  private static boolean isHarmless(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') return false;
    }
    return true;
  }

  private static String escape(String text) {
    StringBuilder visible = new StringBuilder(text.length() + 16);
    int before = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int after = i < text.length() ? text.codePointAt(i) : 0;
      boolean joinsEmoji =
          c == ZERO_WIDTH_JOINER && isPictographic(before) && isPictographic(after);
      if (isVisible(c) || joinsEmoji) visible.appendCodePoint(c);
      else visible.append("<U+%04X>".formatted(c));
      before = c == 0xfe0f ? before : c;
    }
    return visible.toString();
  }

  private static boolean isPictographic(int c) {
    return Character.isExtendedPictographic(c) || Character.isEmojiModifier(c);
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> !isBlank(c);
    };
  }

  /// Letters and marks that show nothing: fillers, and selectors beyond the one for emoji.
  private static boolean isBlank(int c) {
    return c == 0x115f
        || c == 0x1160
        || c == 0x3164
        || c == 0xffa0
        || c == 0x2800
        || c == 0x034f
        || (c >= 0xfe00 && c <= 0xfe0e)
        || (c >= 0xe0100 && c <= 0xe01ef);
  }
}
