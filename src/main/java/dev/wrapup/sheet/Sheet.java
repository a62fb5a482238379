package dev.wrapup.sheet;

import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.text.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A spreadsheet as rows of cells, those that are empty left out.
final class Sheet {
  /// More than any organization has codes.
  static final int MOST_ROWS = 200_000;

  static final int MOST_COLUMNS = 100;

  /// As much of a cell as is shown beside a finding, in UTF-16 units.
  private static final int SHOWN = 40;

  private static final String BETWEEN = " | ";

  private final String name;
  private final List<Row> rows;

  /// What findings show: each row a line.
  private final SourceFile shown;

  /// @param number as a spreadsheet program counts, 1-based
  record Row(int number, List<Cell> cells) {
    Row {
      cells = List.copyOf(cells);
    }

    Cell cell(int column) {
      return column < cells.size() ? cells.get(column) : Cell.EMPTY;
    }

    boolean isEmpty() {
      return cells.stream().allMatch(Cell::isEmpty);
    }

    private String shown(int column) {
      Cell cell = cells.get(column);
      String text = cell.made().map(what -> "(" + what + ")").orElse(cell.text());
      boolean isLong = text.length() > SHOWN;
      return (isLong ? text.substring(0, SHOWN - 1) + "…" : text).replaceAll("\\R", " ");
    }
  }

  /// @param name empty for the one that is meant anyway
  Sheet(String path, String name, List<Row> rows) {
    this.name = name;
    this.rows = rows.stream().filter(row -> !row.isEmpty()).toList();
    StringBuilder lines = new StringBuilder();
    int line = 1;
    for (Row row : this.rows) {
      for (; line < row.number(); line++) lines.append('\n');
      for (int i = 0; i < row.cells().size(); i++) {
        lines.append(i > 0 ? BETWEEN : "").append(row.shown(i));
      }
    }
    this.shown = new SourceFile(path, lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Of all its cells, in UTF-16 units.
  long length() {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .mapToLong(cell -> cell.text().length())
        .sum();
  }

  /// What it is called in its workbook, where findings have to tell; else empty.
  String name() {
    return name;
  }

  /// The first row, with the names of the columns.
  Row header() {
    return rows.isEmpty() ? new Row(1, List.of()) : rows.getFirst();
  }

  /// All others.
  List<Row> rows() {
    return rows.isEmpty() ? List.of() : rows.subList(1, rows.size());
  }

  /// Where a cell is in what is shown.
  SourcePosition at(Row row, int column) {
    int before = 1;
    for (int i = 0; i < Math.min(column, row.cells().size()); i++) {
      String text = row.shown(i) + BETWEEN;
      before += text.codePointCount(0, text.length());
    }
    return new SourcePosition(shown, row.number(), before);
  }

  /// What a spreadsheet program calls a column.
  ///
  /// @param column 0-based
  static String letters(int column) {
    String last = String.valueOf((char) ('A' + column % 26));
    return column < 26 ? last : letters(column / 26 - 1) + last;
  }

  static void bounded(int rows) {
    if (rows <= MOST_ROWS) return;
    throw new BrokenSheetException(
        "the sheet has more than " + Words.count(MOST_ROWS, "row"), "split it into several");
  }
}
