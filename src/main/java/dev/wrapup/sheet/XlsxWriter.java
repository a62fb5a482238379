package dev.wrapup.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Writes rows as an XLSX file of one sheet, or of two, whose columns are formatted as text so that
/// a spreadsheet program leaves what is typed there as it is.
final class XlsxWriter {
  private static final String TEXT = "@";

  /// Rows below the last that are formatted as text too, for new codes.
  private static final int SPARE_ROWS = 200;

  private static final double WIDTH = 24;

  private static final Pattern ESCAPED =
      Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)|[\\x00-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]");

  private XlsxWriter() {}

  /// @param pairs of codes and queues; none for no sheet of them
  static void write(List<List<String>> codes, List<List<String>> pairs, OutputStream out)
      throws IOException {
    try (Workbook file = new Workbook(out, "wrapup", null)) {
      fill(file.newWorksheet(Sheets.CODES), codes);
      if (!pairs.isEmpty()) fill(file.newWorksheet(Sheets.QUEUES), pairs);
    }
  }

  private static void fill(Worksheet sheet, List<List<String>> rows) {
    int columns = rows.getFirst().size();
    sheet.range(0, 0, rows.size() + SPARE_ROWS, columns - 1).style().format(TEXT).set();
    sheet.range(0, 0, 0, columns - 1).style().format(TEXT).bold().set();
    sheet.freezePane(0, 1);
    for (int column = 0; column < columns; column++) sheet.width(column, WIDTH);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns; column++) {
        String text = rows.get(row).get(column);
        if (!text.isEmpty()) sheet.value(row, column, escaped(text));
      }
    }
  }

  /// With escapes for what XML can't hold, and for what looks like one.
  private static String escaped(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(match -> String.format(Locale.ROOT, "_x%04X_", (int) match.group().charAt(0)));
  }
}
