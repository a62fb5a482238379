package dev.wrapup.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.wrapup.model.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads CSV as spreadsheet programs write it: with `,`, `;` or tabs, in UTF-8, UTF-16 or, as Excel
/// does by default in the west, Windows-1252.
final class CsvFile {
  private static final String AS_CSV = "save it as CSV (UTF-8) or as .xlsx";

  private CsvFile() {}

  static List<Sheet.Row> rows(byte[] bytes) {
    String text = text(bytes);
    List<Sheet.Row> rows = new ArrayList<>();
    CsvReader.CsvReaderBuilder format =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false);
    try (CsvReader<CsvRecord> records = format.ofCsvRecord(text)) {
      for (CsvRecord row : records) {
        if (row.getFieldCount() > Sheet.MOST_COLUMNS) throw tooWide(rows.size() + 1);
        List<Cell> cells = row.getFields().stream().map(Cell::of).toList();
        rows.add(new Sheet.Row(rows.size() + 1, cells));
        Sheet.bounded(rows.size());
      }
    } catch (CsvParseException e) {
      if (text.indexOf('"') < 0) throw tooWide(rows.size() + 1);
      throw new BrokenSheetException(
          "the quotes of row %,d don't fit together".formatted(rows.size() + 1),
          "write a quote inside a cell twice, and the whole cell in quotes; or save it as .xlsx");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  static BrokenSheetException tooWide(int row) {
    return new BrokenSheetException(
        "row %,d has more than %s".formatted(row, Words.count(Sheet.MOST_COLUMNS, "cell")),
        "take out what is no code");
  }

  private static String text(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    if (first == 0xfffe || (first != 0 && (first & 0xff) == 0)) {
      return decoded(bytes, StandardCharsets.UTF_16LE);
    }
    if (first == 0xfeff || (first != 0 && first >> 8 == 0)) {
      return decoded(bytes, StandardCharsets.UTF_16BE);
    }
    if (first == 0xd0cf) {
      throw new BrokenSheetException("it is an .xls of before 2007, or has a password", AS_CSV);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean isUtf8 = text.indexOf('\uFFFD') < 0 || isWhole(bytes);
    return isUtf8 ? unmarked(text) : decoded(bytes, Charset.forName("windows-1252"));
  }

  private static boolean isWhole(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String decoded(byte[] bytes, Charset charset) {
    try {
      return unmarked(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new BrokenSheetException("it is no text that a spreadsheet program writes", AS_CSV);
    }
  }

  /// Without the mark of its byte order.
  private static String unmarked(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// What stands most often between the names of the columns.
  private static char separator(String text) {
    String header = text.lines().filter(line -> !line.isEmpty()).findFirst().orElse("");
    char best = ',';
    for (char c : new char[] {';', '\t'}) {
      if (count(header, c) > count(header, best)) best = c;
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }
}
