package dev.wrapup.model.text;

/// Patterns for names, in which each `*` stands for any text. Matching takes no longer than the
/// product of both lengths, whatever the pattern is.
public final class Wildcards {
  private Wildcards() {}

  public static boolean isPattern(String text) {
    return text.indexOf('*') >= 0;
  }

  /// Whether a pattern fits a whole text.
  public static boolean isMatch(String pattern, String text) {
    int p = 0;
    int star = -1;
    int mark = 0;
    int t = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') p++;
    return p == pattern.length();
  }
}
