package dev.wrapup.files.yaml;

import dev.wrapup.model.text.VisibleChars;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a text is written in one line: without quotes if every YAML reader takes it for that text,
/// else in quotes, with escapes for what nobody could see.
public final class Scalars {
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /// Words that YAML 1.1 or 1.2 takes for something else (yaml.org/type and YAML 1.2.2 section
  /// 10.3.2, read 2026-11-23).
  private static final Pattern OTHER_THAN_TEXT =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");

  /// Numbers and dates of any YAML version, and what looks like them.
  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9a-fA-FxXoO_+.:eETZ-]*");

  /// What the runner of GitHub Actions takes for a command wherever it stands in a line that is
  /// printed (workflow commands, read 2026-11-23), such as an export's.
  private static final String COMMAND = "##[";

  private static final String PLAIN_SIGNS = "_./()'\"&%+*=!?@$;-";

  private Scalars() {}

  /// The text as a scalar.
  ///
  /// @param inFlow whether it stands inside brackets
  public static String of(String text, boolean inFlow) {
    return isPlain(text, inFlow) ? text : quoted(text);
  }

  /// In double quotes; in single ones if that saves escapes.
  public static String quoted(String text) {
    boolean escapes = text.indexOf('"') >= 0 || text.indexOf('\\') >= 0;
    return escapes && text.indexOf('\'') < 0
        ? inSingleQuotes(text).orElseGet(() -> inDoubleQuotes(text))
        : inDoubleQuotes(text);
  }

  /// Empty if the text holds what must be escaped.
  public static Optional<String> inSingleQuotes(String text) {
    if (!isHarmless(text)) return Optional.empty();
    return Optional.of("'" + text.replace("'", "''") + "'");
  }

  public static String inDoubleQuotes(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (VisibleChars.isSeen(text, i)) quoted.appendCodePoint(c);
          else quoted.append((c > 0xffff ? "\\U%08X" : "\\u%04X").formatted(c));
        }
      }
      i += Character.charCount(c);
    }
    return quoted.append('"').toString().replace(COMMAND, "#\\u0023[");
  }

  static boolean isPlain(String text, boolean inFlow) {
    if (text.isEmpty() || OTHER_THAN_TEXT.matcher(text).matches()) return false;
    if (NUMBER.matcher(text).matches() && !UUID.matcher(text).matches()) return false;
    if (!isFirst(text.codePointAt(0)) || text.endsWith(" ")) return false;
    if (!VisibleChars.isSeen(text)) return false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean isSpaced = i < text.length() && text.charAt(i) == ' ';
      boolean isFine =
          switch (c) {
            case ' ' -> !isSpaced;
            case ',' -> isSpaced && !inFlow;
            default -> Character.isLetterOrDigit(c) || c > 0x7f || PLAIN_SIGNS.indexOf(c) >= 0;
          };
      if (!isFine) return false;
    }
    return true;
  }

  private static boolean isFirst(int c) {
    return Character.isLetterOrDigit(c) || c == '(' || c > 0x7f;
  }

  /// The text for a comment: what must be escaped elsewhere is named.
  public static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (VisibleChars.isSeen(text, i)) visible.appendCodePoint(c);
      else visible.append("<U+%04X>".formatted(c));
      i += Character.charCount(c);
    }
    return visible.toString().replace(COMMAND, "#<U+0023>[");
  }

  /// Whether a reviewer sees every character of a text, and no runner obeys it.
  static boolean isHarmless(String text) {
    return VisibleChars.isSeen(text) && !text.contains(COMMAND);
  }
}
