package dev.wrapup.sheet;

import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import java.util.List;
import java.util.Optional;

/// What a spreadsheet's file holds.
///
/// @param codes each a row; only a workbook that pairs codes and queues may do without
/// @param queues pairs of a code and a queue, each a row
public record Sheets(Optional<Sheet> codes, Optional<Sheet> queues) {
  /// As an export calls the two sheets.
  static final String CODES = "codes";

  static final String QUEUES = "queues";

  /// Of all cells together, in UTF-16 units: a file may name one long text in many cells.
  private static final long MOST_TEXT = 96 * 1024 * 1024;

  /// Reads a CSV or XLSX file, whatever it is called.
  ///
  /// @param path as the user named it
  public static Checked<Sheets> read(String path, byte[] bytes) {
    try {
      boolean isWorkbook = ZipParts.isZip(bytes);
      Sheets sheets =
          isWorkbook
              ? XlsxFile.read(path, bytes)
              : new Sheets(Optional.of(new Sheet(path, "", CsvFile.rows(bytes))), Optional.empty());
      sheets.requireShort();
      return new Checked.Valid<>(sheets, List.of());
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

  private void requireShort() {
    long length = codes.map(Sheet::length).orElse(0L) + queues.map(Sheet::length).orElse(0L);
    if (length <= MOST_TEXT) return;
    throw new BrokenSheetException(
        "its cells hold more than %d Mi letters".formatted(MOST_TEXT >> 20),
        "split it into several");
  }

  /// The same with pairs from a file of their own.
  ///
  /// @param other whose sheet `queues` is meant, else its only one
  public Sheets with(Sheets other) {
    return new Sheets(codes, other.queues.or(() -> other.codes));
  }
}
