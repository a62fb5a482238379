package dev.wrapup.report.format;

import dev.wrapup.model.text.CharWidth;
import dev.wrapup.report.doc.Visible;
import java.util.ArrayList;
import java.util.List;

/// Text laid out in a terminal's columns.
final class Columns {
  private static final char ZERO_WIDTH_JOINER = 0x200d;

  /// How a color begins and ends. Only [Ansi] brings it: in text of others [Visible] shows it.
  private static final String PAINT = "\u001b[";

  private static final String PLAIN = PAINT + "0m";

  private Columns() {}

  /// How many columns a text takes: none for colors, [CharWidth] for characters.
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int after = c == PAINT.charAt(0) ? afterPaint(text, i) : i;
      boolean isPaint = after > i;
      width += isPaint ? 0 : CharWidth.of(c);
      i = isPaint ? after : i + Character.charCount(c);
    }
    return width;
  }

  private static int afterPaint(String text, int at) {
    int after = at;
    while (text.startsWith(PAINT, after)) {
      int end = text.indexOf('m', after);
      if (end < 0) return text.length();
      after = end + 1;
    }
    return after;
  }

  /// Whether a text may be broken there: not within a character, and not before what belongs to the
  /// sign before it, such as an accent or the rest of an emoji.
  static boolean isBreak(String text, int at) {
    if (at <= 0 || at >= text.length()) return true;
    int next = text.codePointAt(at);
    boolean isWithin = Character.isLowSurrogate(text.charAt(at));
    boolean isJoined = text.charAt(at - 1) == ZERO_WIDTH_JOINER;
    return !isWithin && !isJoined && CharWidth.of(next) > 0 && !Character.isEmojiModifier(next);
  }

  private static int nextBreak(String text, int at) {
    int end = Math.min(afterPaint(text, at) + 1, text.length());
    while (!isBreak(text, end)) end++;
    return end;
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
      String sign = text.substring(i, nextBreak(text, i));
      if (used + width(sign) > width - 1) break;
      cut.append(sign);
      used += width(sign);
      i += sign.length();
    }
    return cut + "…";
  }

  /// Broken into lines at spaces; a word that is too long for a line is broken as well.
  static List<String> wrap(String text, int width) {
    if (width(text) <= width && !text.contains(PAINT)) return List.of(text);
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
        String sign = word.substring(i, nextBreak(word, i));
        if (used + width(sign) > width && used > 0) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        line.append(sign);
        used += width(sign);
        i += sign.length();
      }
    }
    lines.add(line.toString());
    return text.contains(PAINT) ? repainted(lines) : lines;
  }

  /// Each line with colors of its own: a pager forgets those of the line before.
  private static List<String> repainted(List<String> lines) {
    List<String> all = new ArrayList<>();
    String open = "";
    for (String line : lines) {
      String whole = open + line;
      int last = whole.lastIndexOf(PAINT);
      boolean isOpen = last >= 0 && !whole.startsWith(PLAIN, last);
      open = isOpen ? whole.substring(last, whole.indexOf('m', last) + 1) : "";
      all.add(isOpen ? whole + PLAIN : whole);
    }
    return all;
  }

  /// Lines of a text, after what stands before the first of them.
  static String hang(String start, String text, int columns) {
    int indent = width(start);
    String lines = String.join("\n" + " ".repeat(indent), wrap(text, columns - indent));
    return start + lines + "\n";
  }

  /// A text at the right edge of a line, or in one of its own.
  static String beside(String left, String right, int indent, int columns) {
    if (right.isEmpty()) return left;
    int gap = columns - width(left) - width(right);
    return left + (gap >= 2 ? " ".repeat(gap) : "\n" + " ".repeat(indent)) + right;
  }
}
