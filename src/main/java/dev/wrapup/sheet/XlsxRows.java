package dev.wrapup.sheet;

import dev.wrapup.model.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Reads the cells of one sheet of an XLSX file.
final class XlsxRows {
  private static final Pattern PLACE = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})");

  /// More cells than a sheet of codes merges on purpose; what is merged is refused anyway.
  private static final int MOST_MERGED = 1000;

  private final XlsxFile file;

  /// Areas that are merged, and rows in them.
  private int merged;

  private final List<Sheet.Row> rows = new ArrayList<>();

  XlsxRows(XlsxFile file) {
    this.file = file;
  }

  List<Sheet.Row> read(String xml) {
    XlsxFile.each(xml, "row", this::row);
    XlsxFile.each(xml, "mergeCell", area -> merge(area.attr("ref")));
    return rows;
  }

  private void row(Element row) {
    int last = rows.isEmpty() ? 0 : rows.getLast().number();
    int number = row.hasAttr("r") ? XlsxFile.number(row.attr("r")) : last + 1;
    if (number <= last) throw ZipParts.broken("its rows are in disorder");
    List<Cell> cells = new ArrayList<>();
    for (Element cell : row.children()) {
      if (!XlsxFile.isA(cell, "c")) continue;
      Matcher place = PLACE.matcher(cell.attr("r"));
      int column = place.matches() ? column(place.group(1)) : cells.size();
      Cell read = cell(cell);
      if (read.isEmpty()) continue;
      if (column >= Sheet.MOST_COLUMNS) throw CsvFile.tooWide(number);
      while (cells.size() <= column) cells.add(Cell.EMPTY);
      cells.set(column, read);
    }
    if (cells.isEmpty()) return;
    Sheet.bounded(number);
    rows.add(new Sheet.Row(number, cells));
  }

  private Cell cell(Element cell) {
    String value = "";
    for (Element part : cell.children()) {
      if (XlsxFile.isA(part, "f")) return Cell.made("a formula");
      if (XlsxFile.isA(part, "is")) return Cell.of(XlsxFile.unescaped(XlsxFile.text(part)));
      if (XlsxFile.isA(part, "v")) value = part.wholeText();
    }
    if (value.isEmpty()) return Cell.EMPTY;
    return switch (cell.attr("t")) {
      case "s" -> Cell.of(file.shared(value.strip()));
      case "str" -> Cell.of(XlsxFile.unescaped(value));
      case "b" -> Cell.made(value.strip().equals("1") ? "TRUE" : "FALSE");
      case "e" -> Cell.made("the error " + value);
      case "d" -> Cell.made("a date or a time");
      default ->
          file.isDate(cell.attr("s")) ? Cell.made("a date or a time") : Cell.of(value.strip());
    };
  }

  /// Cells that are one: what stands in one of them might be meant for all.
  private void merge(String area) {
    count();
    String[] corners = area.split(":", -1);
    Matcher from = PLACE.matcher(corners[0]);
    Matcher to = PLACE.matcher(corners[corners.length - 1]);
    if (!from.matches() || !to.matches())
      throw ZipParts.broken("it merges no cells that there are");
    int first = column(from.group(1));
    int last = Math.min(column(to.group(1)), Sheet.MOST_COLUMNS - 1);
    for (int i = 0; i < rows.size(); i++) {
      Sheet.Row row = rows.get(i);
      boolean isMerged =
          row.number() >= Integer.parseInt(from.group(2))
              && row.number() <= Integer.parseInt(to.group(2));
      if (!isMerged) continue;
      count();
      List<Cell> cells = new ArrayList<>(row.cells());
      while (cells.size() <= last) cells.add(Cell.EMPTY);
      for (int column = first; column <= last; column++)
        cells.set(column, Cell.made("a part of merged cells"));
      rows.set(i, new Sheet.Row(row.number(), cells));
    }
  }

  private void count() {
    if (++merged <= MOST_MERGED) return;
    throw new BrokenSheetException(
        "it merges cells in more than " + Words.count(MOST_MERGED, "place"), "unmerge them");
  }

  /// 0-based.
  private static int column(String letters) {
    int column = 0;
    for (int i = 0; i < letters.length(); i++) column = column * 26 + letters.charAt(i) - 'A' + 1;
    return column - 1;
  }
}
