package dev.wrapup.sheet;

import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.text.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A spreadsheet as rows of cells, those that are empty left out.
public final class Sheet {
  /// More than any organization has codes.
  static final int MOST_ROWS = 200_000;

  static final int MOST_COLUMNS = 100;

  /// Of all cells together, in UTF-16 units: a file may name one long text in many cells.
  private static final long MOST_TEXT = 96 * 1024 * 1024;

  /// As much of a cell as is shown beside a finding, in UTF-16 units.
  private static final int SHOWN = 40;

  private static final String BETWEEN = " | ";

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

  private Sheet(String path, List<Row> rows) {
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

  /// Reads a CSV or XLSX file, whatever it is called.
  ///
  /// @param path as the user named it
  public static Checked<Sheet> read(String path, byte[] bytes) {
    try {
      List<Row> rows = ZipParts.isZip(bytes) ? XlsxFile.rows(bytes) : CsvFile.rows(bytes);
      requireShort(rows);
      return new Checked.Valid<>(new Sheet(path, rows), List.of());
    } catch (BrokenSheetException e) {
      SourceFile file = new SourceFile(path, new byte[0]);
      return new Checked.Invalid<>(
          List.of(
              Finding.error(
                  "bad-sheet",
                  e.message(),
                  Optional.of(SourcePosition.whole(file)),
                  "",
                  e.hint())));
    }
  }

  private static void requireShort(List<Row> rows) {
    long length = 0;
    for (Row row : rows) for (Cell cell : row.cells()) length += cell.text().length();
    if (length <= MOST_TEXT) return;
    throw new BrokenSheetException(
        "its cells hold more than %d Mi letters".formatted(MOST_TEXT >> 20),
        "split it into several");
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
