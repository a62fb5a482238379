package dev.wrapup.files;

import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/// Writes a text in quotes of any kind or in none, at times over two lines.
final class RandomQuotes {
  private static final Pattern PLAIN =
      Pattern.compile(
          "[A-Za-zÄÖÜäöü☎0-9]([A-Za-z0-9 _.'\"äöü☎!?*&%@(){}-]*[A-Za-z0-9äöü☎!?'\")])?");
  private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");

  private static final Pattern PRINTABLE = Pattern.compile("[ -~\\p{L}\\p{So}\\n\\t]*");

  private static final Map<Integer, String> SHORT =
      Map.of(9, "\\t", 10, "\\n", 13, "\\r", 0, "\\0");

  private final Random random;

  RandomQuotes(Random random) {
    this.random = random;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String write(String text, boolean inFlow, boolean isKey, int indent) {
    boolean plain =
        PLAIN.matcher(text).matches()
            && !NULL.matcher(text).matches()
            && !(inFlow && text.matches("(?s).*[{}\\[\\],?].*"));
    boolean single = PRINTABLE.matcher(text).matches() && text.indexOf('\n') < 0;
    return switch (random.nextInt(isKey || !text.contains(" ") ? 3 : 4)) {
      case 0 -> plain ? text : inDoubleQuotes(text, "");
      case 1 -> single ? inSingleQuotes(text) : inDoubleQuotes(text, "");
      case 2 -> inDoubleQuotes(text, "");
      default -> folded(text, plain, single, indent);
    };
  }

  /// In several lines, broken at a space.
  private String folded(String text, boolean plain, boolean single, int indent) {
    String lineBreak = "\n" + " ".repeat(indent + 1 + random.nextInt(5));
    int at = text.indexOf(' ', random.nextInt(text.length()));
    boolean isBreak =
        at > 0
            && at < text.length() - 1
            && Character.isLetterOrDigit(text.charAt(at - 1))
            && Character.isLetterOrDigit(text.charAt(at + 1));
    if (!isBreak) return inDoubleQuotes(text, "");
    String broken = text.substring(0, at) + "\u0002" + text.substring(at + 1);
    if (plain && chance(50)) return broken.replace("\u0002", lineBreak);
    return single && chance(50)
        ? inSingleQuotes(broken).replace("\u0002", lineBreak)
        : inDoubleQuotes(broken, lineBreak);
  }

  private static String inSingleQuotes(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /// @param lineBreak for the character U+0002, if it isn't empty
  private String inDoubleQuotes(String text, String lineBreak) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              boolean isShown = c > 0xffff || Character.isLetter(c);
              if (c == 2 && !lineBreak.isEmpty()) quoted.append(lineBreak);
              else if (c == '"' || c == '\\') quoted.append('\\').appendCodePoint(c);
              else if (SHORT.containsKey(c)) quoted.append(SHORT.get(c));
              else if ((c >= ' ' && c < 0x7f) || (isShown && chance(70))) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append((c > 0xffff ? "\\U%08X" : "\\u%04x").formatted(c));
              }
            });
    return quoted.append('"').toString();
  }

  /// As a literal or folded scalar, with a remark in its first line; empty if that isn't possible.
  String block(String text, String remark, int indent) {
    String body = text.replaceAll("\n+$", "");
    int ends = text.length() - body.length();
    boolean isOdd = text.startsWith("\t") || body.matches("(?s).*\n[ \t].*");
    if (!PRINTABLE.matcher(text).matches() || text.isBlank() || isOdd) return "";
    int step = 1 + random.nextInt(4);
    boolean isIndented = text.startsWith(" ") || body.startsWith("\n");
    boolean folds = chance(50) && !body.contains("\n") && !isIndented && !body.contains("\t");
    StringBuilder block = new StringBuilder(folds ? ">" : "|");
    if (isIndented || chance(5)) block.append(step);
    if (ends == 0) block.append('-');
    else if (ends > 1 || chance(20)) block.append('+');
    block.append(remark).append('\n');
    int at = body.indexOf(' ', body.length() / 2);
    boolean isBreak =
        folds
            && at > 0
            && at < body.length() - 1
            && body.charAt(at - 1) != ' '
            && body.charAt(at + 1) != ' ';
    String lines = isBreak ? body.substring(0, at) + "\n" + body.substring(at + 1) : body;
    for (String line : lines.split("\n", -1)) {
      block.repeat(" ", line.isEmpty() ? 0 : indent + step).append(line).append('\n');
    }
    return block.append("\n".repeat(Math.max(0, ends - 1))).toString();
  }
}
