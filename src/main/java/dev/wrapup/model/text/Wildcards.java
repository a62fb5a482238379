package dev.wrapup.model.text;

import java.util.ArrayList;
import java.util.List;

/// A pattern for names, in which each `*` stands for any text. Matching takes no longer than the
/// sum of both lengths, whatever they are.
public final class Wildcards {
  /// What stands between two stars.
  private static final class Part {
    private final char[] text;

    /// For each letter, how much of the part still fits where that letter doesn't.
    private final int[] next;

    Part(String text) {
      this.text = text.toCharArray();
      this.next = new int[text.length() + 1];
      next[0] = -1;
      int fits = -1;
      for (int i = 0; i < text.length(); i++) {
        while (fits >= 0 && text.charAt(fits) != text.charAt(i)) fits = next[fits];
        next[i + 1] = ++fits;
      }
    }

    /// Where its first occurrence between two places ends; -1 if there is none.
    int end(char[] in, int from, int to) {
      int fits = 0;
      for (int i = from; i < to; i++) {
        while (fits >= 0 && text[fits] != in[i]) fits = next[fits];
        if (++fits == text.length) return i + 1;
      }
      return -1;
    }
  }

  /// A text that many patterns are held against.
  public static final class Name {
    private final String text;
    private final char[] chars;
    private final long letters;

    public Name(String text) {
      this.text = text;
      this.chars = text.toCharArray();
      this.letters = letters(text);
    }
  }

  private final String prefix;
  private final String suffix;
  private final List<Part> parts = new ArrayList<>();
  private final boolean isPattern;
  private final int least;
  private final long letters;

  private Wildcards(String pattern) {
    int first = pattern.indexOf('*');
    int last = pattern.lastIndexOf('*');
    this.isPattern = first >= 0;
    this.prefix = isPattern ? pattern.substring(0, first) : pattern;
    this.suffix = pattern.substring(last + 1);
    int from = first + 1;
    while (from <= last) {
      int to = pattern.indexOf('*', from);
      if (to > from) parts.add(new Part(pattern.substring(from, to)));
      from = to + 1;
    }
    String literal = pattern.replace("*", "");
    this.least = literal.length();
    this.letters = letters(literal);
  }

  public static boolean isPattern(String text) {
    return text.indexOf('*') >= 0;
  }

  /// A text without `*` is a pattern for itself.
  public static Wildcards of(String pattern) {
    return new Wildcards(pattern);
  }

  /// Whether it has text between two stars, which is looked for all over a name.
  public boolean hasInner() {
    return !parts.isEmpty();
  }

  /// Whether it fits a whole text.
  public boolean fits(String text) {
    return fits(new Name(text));
  }

  /// The same, where many patterns are held against one text.
  public boolean fits(Name name) {
    String text = name.text;
    if (!isPattern) return text.equals(prefix);
    if (text.length() < least || (letters & ~name.letters) != 0) return false;
    if (!text.startsWith(prefix) || !text.endsWith(suffix)) return false;
    int at = prefix.length();
    int end = text.length() - suffix.length();
    for (Part part : parts) {
      at = part.end(name.chars, at, end);
      if (at < 0) return false;
    }
    return at <= end;
  }

  /// Which letters a text has, of 64 kinds: one that lacks a kind which a pattern has can't fit it.
  private static long letters(String text) {
    long letters = 0;
    for (int i = 0; i < text.length(); i++) letters |= 1L << (text.charAt(i) & 63);
    return letters;
  }
}
