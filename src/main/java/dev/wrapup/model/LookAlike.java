package dev.wrapup.model;

import java.text.Normalizer;
import java.util.Locale;

/// Codes that a reader takes for one another, though an API keeps them apart.
public final class LookAlike {
  private LookAlike() {}

  /// What a reader sees of a code. It is the same for codes that differ in letter case, in white
  /// space, in what nobody sees, or in how the same signs are encoded (Unicode's compatibility
  /// forms, UAX #15, read 2026-11-28).
  public static String shape(String code) {
    String composed = Normalizer.normalize(code, Normalizer.Form.NFKC);
    StringBuilder seen = new StringBuilder(composed.length());
    for (int i = 0; i < composed.length(); ) {
      int c = composed.codePointAt(i);
      if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
        if (!seen.isEmpty() && seen.charAt(seen.length() - 1) != ' ') seen.append(' ');
      } else if (Glyph.isSeen(composed, i)) {
        seen.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return seen.toString().strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /// How two codes of one shape differ, in words.
  public static String difference(String one, String other) {
    if (one.equalsIgnoreCase(other)) return "upper and lower case";
    return Unseen.difference(one, other)
        .orElse("white space, letter case, or characters that nobody sees");
  }
}
