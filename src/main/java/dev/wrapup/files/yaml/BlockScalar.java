package dev.wrapup.files.yaml;

import java.util.ArrayList;
import java.util.List;

/// A literal (`|`) or folded (`>`) scalar, line by line as it is written.
///
/// @param header where the sign is
/// @param headerEnd behind the sign and what belongs to it
/// @param isExplicit whether it says how far its lines are indented
/// @param keeps whether blank lines at its end belong to it
/// @param bodyStart where the line below begins
/// @param bodyEnd behind the last line that isn't empty; where the body starts if all are
/// @param indent how far the lines are indented
/// @param lines without their indentation, those at the end that are empty left out
public record BlockScalar(
    boolean isFolded,
    int header,
    int headerEnd,
    boolean isExplicit,
    boolean keeps,
    int bodyStart,
    int bodyEnd,
    int indent,
    List<String> lines) {
  private static final int STEP = 2;

  public static BlockScalar of(String text, Node.Scalar scalar) {
    int header = scalar.content();
    int headerEnd = header + 1;
    int told = 0;
    while (headerEnd < scalar.end() && "+-0123456789".indexOf(text.charAt(headerEnd)) >= 0) {
      char c = text.charAt(headerEnd++);
      if (Character.isDigit(c)) told = c - '0';
    }
    int bodyStart = Math.min(Lines.next(text, header), scalar.end());
    int indent = told > 0 ? scalar.parent() + told : indent(text, bodyStart, scalar);
    List<String> lines = new ArrayList<>();
    int bodyEnd = bodyStart;
    int filled = 0;
    for (int at = bodyStart; at < scalar.end(); at = Lines.next(text, at)) {
      int end = Math.min(Lines.end(text, at), scalar.end());
      boolean isEmpty = end - at <= indent;
      lines.add(isEmpty ? "" : text.substring(at + indent, end));
      if (isEmpty) continue;
      bodyEnd = end;
      filled = lines.size();
    }
    return new BlockScalar(
        text.charAt(header) == '>',
        header,
        headerEnd,
        told > 0,
        text.substring(header, headerEnd).contains("+"),
        bodyStart,
        bodyEnd,
        indent,
        lines.subList(0, filled));
  }

  /// How far the first line that isn't blank is indented.
  private static int indent(String text, int bodyStart, Node.Scalar scalar) {
    int at = bodyStart;
    while (at < scalar.end() && Lines.isSpace(text.charAt(at))) {
      if (text.charAt(at) == '\t') break;
      at++;
    }
    return at < scalar.end() ? Lines.column(text, at) : scalar.parent() + STEP;
  }

  /// Whether a text can be written in lines so that a reader sees all of it and no runner obeys it:
  /// no line ends with a space, and at most one is empty at the end.
  public static boolean canHold(String text) {
    for (String line : text.split("\n", -1)) {
      boolean isCommand = line.stripLeading().startsWith("::");
      if (!Scalars.isHarmless(line) || isCommand || line.endsWith(" ")) return false;
    }
    return !text.isBlank() && !text.endsWith("\n\n");
  }

  /// Whether a reader sees all of the text that is written here.
  public boolean isLegible(String text) {
    return canHold(text) && canHold(String.join("\n", lines));
  }

  /// What stands behind the key for these lines: the sign, how far they are indented where they
  /// don't tell it, and whether the text ends without a line feed.
  ///
  /// @param step how far the lines are indented from what they stand in
  /// @param tells whether to say it in any case
  public String header(String text, int step, boolean tells) {
    boolean isIndented =
        tells
            || lines.stream()
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("")
                .startsWith(" ");
    return (isFolded ? ">" : "|") + (isIndented ? step : "") + (text.endsWith("\n") ? "" : "-");
  }

  /// Another text in lines like these, as few of which as possible differ.
  ///
  /// @param text that [#canHold(String)]
  public BlockScalar with(String text) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    boolean staysFolded = isFolded && body.indexOf('\n') < 0 && !body.startsWith(" ");
    List<String> other = staysFolded ? folded(body) : List.of(body.split("\n", -1));
    return new BlockScalar(
        staysFolded, header, headerEnd, isExplicit, keeps, bodyStart, bodyEnd, indent, other);
  }

  /// Breaks a text where these lines break it, as long as it goes on like them, and then wherever a
  /// line gets longer than the longest of these.
  private List<String> folded(String body) {
    List<String> folded = new ArrayList<>();
    int at = 0;
    for (String line : lines) {
      int end = at + line.length();
      if (line.isEmpty() || !body.startsWith(line, at) || !isBreak(body, end)) break;
      folded.add(line);
      at = end + 1;
    }
    int width = Math.max(40, lines.stream().mapToInt(String::length).max().orElse(0));
    int start = at;
    int last = -1;
    for (int i = at; i < body.length(); i++) {
      if (i - start > width && last > 0) {
        folded.add(body.substring(start, last));
        start = last + 1;
        last = -1;
      }
      if (isBreak(body, i)) last = i;
    }
    folded.add(body.substring(start));
    return folded;
  }

  /// Whether a line may end here instead of the one space between two words.
  private static boolean isBreak(String body, int at) {
    return at > 0
        && at < body.length() - 1
        && body.charAt(at) == ' '
        && body.charAt(at - 1) != ' '
        && body.charAt(at + 1) != ' ';
  }
}
