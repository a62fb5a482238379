package dev.wrapup.judge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what was made visible: `<U+202E>` stands for the character of that number.
public final class Shown {
  private static final Pattern NUMBER = Pattern.compile("<U\\+([0-9A-F]{4,6})>");
  private static final Pattern BEGUN = Pattern.compile("<(U(\\+[0-9A-F]{0,6})?)?$");
  private static final String CUT = "…";

  private Shown() {}

  /// The text that is meant.
  public static String meant(String shown) {
    Matcher number = NUMBER.matcher(shown);
    StringBuilder meant = new StringBuilder();
    while (number.find()) {
      String character = Character.toString(Integer.parseInt(number.group(1), 16));
      number.appendReplacement(meant, Matcher.quoteReplacement(character));
    }
    return number.appendTail(meant).toString();
  }

  /// Whether a text is shown there, whole or, with a sign for that, its beginning.
  public static boolean is(String text, String shown) {
    if (meant(shown).equals(text)) return true;
    if (!shown.endsWith(CUT)) return false;
    String whole = shown.substring(0, shown.length() - CUT.length());
    return text.startsWith(meant(BEGUN.matcher(whole).replaceFirst("")));
  }
}
