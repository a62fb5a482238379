package dev.wrapup.model.text;

/// Which characters are visible to a reader.
public final class VisibleChars {
  private static final int ZERO_WIDTH_JOINER = 0x200d;
  private static final int EMOJI_SELECTOR = 0xfe0f;
  private static final int KEYCAP = 0x20e3;

  private VisibleChars() {}

  /// Whether every character of a text is seen.
  public static boolean isSeen(String text) {
    return !holdsUnseen(text, true);
  }

  /// Whether a text has a character that shows nothing, not even white space, or makes others stand
  /// where they don't belong.
  public static boolean hides(String text) {
    return holdsUnseen(text, false);
  }

  /// @param countsSpace whether white space counts that isn't a plain space
  private static boolean holdsUnseen(String text, boolean countsSpace) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= ' ' && unit <= '~') continue;
      int c = text.codePointAt(i);
      if (!isSeen(text, i) && (countsSpace || !isSpace(c))) return true;
      i += Character.charCount(c) - 1;
    }
    return false;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /// Whether no character of a text is half of one.
  public static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) return false;
      i += Character.charCount(c);
    }
    return true;
  }

  /// Whether a reader sees the character, as a sign or by what it makes of the signs beside it, and
  /// a terminal does nothing but show it. White space is seen if it is a plain space.
  ///
  /// @param at where the code point begins; half of a surrogate pair is never seen
  public static boolean isSeen(String text, int at) {
    int c = text.codePointAt(at);
    if (c >= ' ' && c <= '~') return true;
    return switch (c) {
      case ZERO_WIDTH_JOINER -> isPicture(before(text, at)) && isPicture(after(text, at));
      case EMOJI_SELECTOR -> isPicture(before(text, at)) || after(text, at) == KEYCAP;
      default -> isSeen(c);
    };
  }

  private static int before(String text, int at) {
    if (at == 0) return 0;
    int before = text.codePointBefore(at);
    return before == EMOJI_SELECTOR && at > 1 ? text.codePointBefore(at - 1) : before;
  }

  private static int after(String text, int at) {
    return at + 1 < text.length() ? text.codePointAt(at + 1) : 0;
  }

  private static boolean isPicture(int c) {
    return Character.isExtendedPictographic(c) || Character.isEmojiModifier(c);
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isBlank(c);
    };
  }

  /// Letters, marks and signs that show nothing: what Unicode calls default ignorable code points
  /// (DerivedCoreProperties of Unicode 17, read 2026-11-24), and the Braille pattern without dots.
  private static boolean isBlank(int c) {
    return switch (c) {
      case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180c, 0x180d, 0x180f -> true;
      case 0x2800, 0x3164, 0xffa0 -> true;
      default -> (c >= 0xfe00 && c <= 0xfe0e) || (c >= 0xe0000 && c <= 0xe0fff);
    };
  }
}
