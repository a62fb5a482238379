package dev.wrapup.sheet;

import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How values are written in cells. No cell begins with what a spreadsheet program takes for a
/// formula (OWASP, CSV Injection, read 2026-11-28): a text that does gets an apostrophe before it,
/// which is taken off again.
final class CellText {
  /// A value that is managed and empty; an empty cell is not managed.
  static final String EMPTY = "\"\"";

  private static final String GUARDED = "'=+-@\t\r\n＝＋－＠";

  private CellText() {}

  static String of(Value value) {
    if (value.isEmpty()) return EMPTY;
    return switch (value) {
      case Value.Text text -> guarded(text.text());
      case Value.Outcomes outcomes -> guarded(written(outcomes));
    };
  }

  static String guarded(String text) {
    boolean isOpen = text.isEmpty() || GUARDED.indexOf(text.charAt(0)) < 0;
    return isOpen && !text.equals(EMPTY) ? text : "'" + text;
  }

  /// Whether a cell says a value, whatever ends its lines.
  static boolean isOf(Value value, String cell) {
    String written = of(value);
    return cell.equals(written) || withPlainLines(cell).equals(withPlainLines(written));
  }

  private static String withPlainLines(String text) {
    return text.replace("\r\n", "\n");
  }

  /// The value of a cell that isn't empty; none if outcomes are not written as they are.
  static Optional<Value> value(Field field, String cell) {
    String text = read(cell);
    return field.kind() == Field.Kind.OUTCOMES
        ? outcomes(text)
        : Optional.of(new Value.Text(withPlainLines(text)));
  }

  /// The text of a cell that isn't empty.
  static String read(String cell) {
    if (cell.equals(EMPTY)) return "";
    return cell.startsWith("'") ? cell.substring(1) : cell;
  }

  /// `id = name`, one a line.
  private static String written(Value.Outcomes outcomes) {
    StringBuilder text = new StringBuilder();
    for (Value.Outcome outcome : outcomes.outcomes()) {
      if (!text.isEmpty()) text.append('\n');
      text.append(escaped(outcome.id())).append(" = ").append(escaped(outcome.name()));
    }
    return text.toString();
  }

  private static String escaped(String part) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean isAtEnd = i == 0 || i == part.length() - 1;
      if ("\\=;\n\r".indexOf(c) >= 0 || (isAtEnd && Character.isWhitespace(c))) text.append('\\');
      text.append(c == '\n' ? 'n' : c == '\r' ? 'r' : c);
    }
    return text.toString();
  }

  /// Outcomes as they are written, one a line or with `;` between them; empty if they are not. A
  /// backslash takes what is special in the sign behind it.
  private static Optional<Value> outcomes(String text) {
    List<Value.Outcome> outcomes = new ArrayList<>();
    List<Part> parts = new ArrayList<>(List.of(new Part()));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      Part part = parts.getLast();
      if (c == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(++i);
        part.keep(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else if (c == '=') {
        parts.add(new Part());
      } else if (c == ';' || c == '\n') {
        if (!isTaken(parts, outcomes)) return Optional.empty();
        parts = new ArrayList<>(List.of(new Part()));
      } else {
        part.add(c);
      }
    }
    return isTaken(parts, outcomes) ? Optional.of(new Value.Outcomes(outcomes)) : Optional.empty();
  }

  /// Takes what is an outcome, and what is nothing at all.
  private static boolean isTaken(List<Part> parts, List<Value.Outcome> outcomes) {
    if (parts.size() == 1) return parts.getFirst().text().isEmpty();
    if (parts.size() != 2) return false;
    outcomes.add(new Value.Outcome(parts.getFirst().text(), parts.getLast().text()));
    return true;
  }

  /// A part of an outcome, without the spaces around it that nobody escaped.
  private static final class Part {
    private final StringBuilder text = new StringBuilder();

    /// Up to where it can't be cut.
    private int kept;

    void keep(char c) {
      text.append(c);
      kept = text.length();
    }

    void add(char c) {
      if (text.isEmpty() && Character.isWhitespace(c)) return;
      text.append(c);
    }

    String text() {
      int end = text.length();
      while (end > kept && Character.isWhitespace(text.charAt(end - 1))) end--;
      return text.substring(0, end);
    }
  }
}
