package dev.wrapup.files.yaml;

/// Where the lines of a text begin and end.
public final class Lines {
  private Lines() {}

  public static int start(String text, int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  /// Behind the last character of a line, before what ends it.
  public static int end(String text, int at) {
    int end = text.indexOf('\n', at);
    if (end < 0) return text.length();
    return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  /// Where the line below begins; the text's end if there is none.
  public static int next(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  /// Whether there is nothing but white space from one place to another.
  public static boolean isBlank(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isSpace(text.charAt(i))) return false;
    }
    return true;
  }

  /// Whether nothing but white space stands before a place in its line. Looks back no further than
  /// that, since a whole file may be one line.
  public static boolean isFirst(String text, int at) {
    int before = at - 1;
    while (before >= 0 && isSpace(text.charAt(before)) && text.charAt(before) != '\n') before--;
    return before < 0 || text.charAt(before) == '\n';
  }

  /// Whether the line above the one of a place is blank.
  public static boolean isAfterBlank(String text, int at) {
    int start = start(text, at);
    return start > 0 && isBlank(text, start(text, start - 1), start);
  }

  /// How far a place is from the beginning of its line, in code points.
  static int column(String text, int at) {
    return text.codePointCount(start(text, at), at);
  }

  /// What ends the line of a place; of the last line, what ends the first.
  public static String ending(String text, int at) {
    int end = text.indexOf('\n', at);
    if (end < 0) end = text.indexOf('\n');
    return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
  }

  public static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
