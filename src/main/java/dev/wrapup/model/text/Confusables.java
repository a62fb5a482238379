package dev.wrapup.model.text;

import java.text.Normalizer;
import java.util.Locale;

/// Codes that a reader confuses (Unicode confusables), though an API keeps them apart.
public final class Confusables {
  /// Capitals of other scripts that are drawn like Latin ones, and signs that word processors put
  /// in place of a keyboard's (UTS #39, confusables.txt, read 2026-11-28).
  private static final String OTHERS = "АВЕЅІЈКМНОРСТУХҮӀԌԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ−‘’ʼ′“”";

  /// What each of them is taken for.
  private static final String LATIN = "ABESIJKMHOPCTYXYIGQWABEZHIKMNOPTYX-''''\"\"";

  private static final char DOT_ABOVE = '\u0307';

  /// In UTF-16 units; longer than any code. Normal forms take time with the square of the marks
  /// that stand on one letter.
  private static final int LONGEST = 256;

  private Confusables() {}

  /// What a reader sees of a code. It is the same for codes that differ in letter case, the dots of
  /// Turkish letters included, in white space, in what nobody sees, in how the same signs are
  /// encoded (Unicode's compatibility forms, UAX #15, read 2026-11-28), or in the script that a
  /// letter is of.
  public static String shape(String code) {
    if (code.length() > LONGEST) return code;
    if (isPlain(code)) return code.toUpperCase(Locale.ROOT);
    String apart = Normalizer.normalize(code, Normalizer.Form.NFKD);
    String capitals = apart.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    StringBuilder seen = new StringBuilder(capitals.length());
    for (int i = 0; i < capitals.length(); ) {
      int c = capitals.codePointAt(i);
      char last = seen.isEmpty() ? ' ' : seen.charAt(seen.length() - 1);
      if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
        if (last != ' ') seen.append(' ');
      } else if (VisibleChars.isSeen(capitals, i) && !(c == DOT_ABOVE && last == 'I')) {
        seen.appendCodePoint(latin(c));
      }
      i += Character.charCount(c);
    }
    return Normalizer.normalize(seen, Normalizer.Form.NFC).strip();
  }

  /// Whether a code is what almost all are: ASCII that is seen, and single spaces within.
  private static boolean isPlain(String code) {
    char last = ' ';
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && last == ' ')) return false;
      last = c;
    }
    return last != ' ';
  }

  private static int latin(int c) {
    if (Character.getType(c) == Character.DASH_PUNCTUATION) return '-';
    int at = OTHERS.indexOf(c);
    return at < 0 ? c : LATIN.charAt(at);
  }

  /// How two codes of one shape differ, in words.
  public static String difference(String one, String other) {
    return InvisibleDifference.difference(one, other)
        .orElseGet(
            () ->
                one.equalsIgnoreCase(other)
                    ? "upper and lower case"
                    : "letter case, white space, the script or form of a sign, or characters that"
                        + " nobody sees");
  }
}
