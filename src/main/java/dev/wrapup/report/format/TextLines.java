package dev.wrapup.report.format;

import dev.wrapup.report.doc.OutputStyle;

/// The lines of a report for a terminal, to which each part of it is added.
final class TextLines {
  private final StringBuilder text = new StringBuilder();
  private final int columns;

  TextLines(OutputStyle look) {
    this.columns = look.columns();
  }

  void line(String line) {
    text.append(line).append('\n');
  }

  /// Adds an empty line, unless there is one.
  void gap() {
    if (!text.isEmpty() && text.indexOf("\n\n", text.length() - 2) < 0) line("");
  }

  /// Wraps a text to the width of the terminal.
  ///
  /// @param start of the first line; those that follow are indented by its width
  void hang(String start, String wrapped) {
    text.append(Columns.hang(start, wrapped, columns));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
