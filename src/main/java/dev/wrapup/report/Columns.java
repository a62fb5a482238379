package dev.wrapup.report;

import java.util.ArrayList;
import java.util.List;

/// Text laid out in a terminal's columns.
final class Columns {
  private Columns() {}

  /// How many columns a text takes: none for marks, two for wide East Asian characters and emoji
  /// (after Unicode Standard Annex 11, read 2026-11-23), one for any other.
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += width(c);
      i += Character.charCount(c);
    }
    return width;
  }

  private static int width(int c) {
    if (c < 0x300) return 1;
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0x303e)
        || (c >= 0x3041 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x20000 && c <= 0x3fffd)
        || Character.isEmojiPresentation(c);
  }

  /// Filled with spaces up to a width.
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /// Cut to a width, with a sign that something is missing.
  static String cut(String text, int width) {
    if (width(text) <= width) return text;
    StringBuilder cut = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (used + width(c) > width - 1) break;
      cut.appendCodePoint(c);
      used += width(c);
      i += Character.charCount(c);
    }
    return cut + "…";
  }

  /// Broken into lines at spaces; a word that is too long for a line is broken as well.
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : text.split(" ", -1)) {
      int space = line.isEmpty() ? 0 : 1;
      if (used + space + width(word) > width && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
        space = 0;
      }
      line.append(space == 0 ? "" : " ");
      used += space;
      for (int i = 0; i < word.length(); ) {
        int c = word.codePointAt(i);
        if (used + width(c) > width && used > 0) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        line.appendCodePoint(c);
        used += width(c);
        i += Character.charCount(c);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
