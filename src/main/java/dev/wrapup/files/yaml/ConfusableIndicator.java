package dev.wrapup.files.yaml;

import java.util.Optional;

/// A sign that only looks like one that YAML reads, as word processors and other keyboards write
/// them, where YAML's own decides: at the beginning of a line, behind a key, before a value.
///
/// @param column in code points, from 0
/// @param sign what stands there
/// @param wanted what YAML reads
public record ConfusableIndicator(int column, int sign, String wanted) {
  private static final String COLONS = "：﹕︓∶꞉";
  private static final String QUOTES = "“”„‟‘’‚‛＂＇";
  private static final String DASHES = "–—−－•";

  /// The first in a line.
  static Optional<ConfusableIndicator> in(String line) {
    int begin = 0;
    while (begin < line.length() && (line.charAt(begin) == ' ' || line.charAt(begin) == '\t')) {
      begin++;
    }
    if (begin == line.length() || line.charAt(begin) == '#') return Optional.empty();
    char first = line.charAt(begin);
    if (isSpace(first)) return found(line, begin, "a space");
    if (isOf(DASHES, first) && begin + 1 < line.length() && line.charAt(begin + 1) == ' ') {
      return found(line, begin, "'-'");
    }
    if (isOf(QUOTES, first)) return found(line, begin, "a straight quote");
    for (int i = first == '"' || first == '\'' ? closing(line, begin) : begin;
        i < line.length();
        i++) {
      char c = line.charAt(i);
      if (isOf(COLONS, c)) return found(line, i, "':'");
      if (c == ':' && i + 1 < line.length() && isSpace(line.charAt(i + 1))) {
        return found(line, i + 1, "a space");
      }
      if (c == ':' && (i + 1 == line.length() || line.charAt(i + 1) == ' ')) {
        return value(line, i + 1);
      }
    }
    return Optional.empty();
  }

  /// What the first in a line looks like, and what to do.
  public static Optional<String> hint(String line) {
    return in(line).map(sign -> sign.message() + "; " + sign.hint());
  }

  private static Optional<ConfusableIndicator> value(String line, int from) {
    int begin = from;
    while (begin < line.length() && line.charAt(begin) == ' ') begin++;
    if (begin == line.length() || !isOf(QUOTES, line.charAt(begin))) return Optional.empty();
    return found(line, begin, "a straight quote");
  }

  private static int closing(String line, int quote) {
    int end = line.indexOf(line.charAt(quote), quote + 1);
    return end < 0 ? line.length() : end;
  }

  private static Optional<ConfusableIndicator> found(String line, int at, String wanted) {
    return Optional.of(
        new ConfusableIndicator(line.codePointCount(0, at), line.codePointAt(at), wanted));
  }

  private static boolean isOf(String signs, char c) {
    return signs.indexOf(c) >= 0;
  }

  private static boolean isSpace(char c) {
    return c != ' ' && (Character.isSpaceChar(c) || c == '\u200b' || c == '\ufeff');
  }

  String message() {
    return "U+%04X (%s) only looks like %s".formatted(sign, Character.getName(sign), wanted);
  }

  String hint() {
    return "write %s itself, or put the text in quotes".formatted(wanted);
  }
}
