package dev.wrapup.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Sourced;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Writes codes as a spreadsheet, each a row.
public final class SheetWriter {
  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private SheetWriter(Dialect dialect) {
    columns = Column.of(dialect);
    rows.add(columns.stream().map(Column::name).toList());
  }

  /// Live codes, sorted; those that no file can declare are left out.
  ///
  /// @param ids whether their ids are told
  public static SheetWriter of(Dialect dialect, List<LiveCode> codes, boolean ids) {
    SheetWriter sheet = new SheetWriter(dialect);
    codes.stream()
        .filter(live -> dialect.obstacle(live).isEmpty())
        .sorted(Comparator.comparing(LiveCode::code))
        .map(live -> Edit.Addition.of(dialect, live))
        .forEach(
            entry ->
                sheet.add(
                    entry.id().filter(id -> ids),
                    entry.code(),
                    field -> Optional.ofNullable(entry.values().get(field)),
                    false));
    return sheet;
  }

  /// What files declare, in their order, then what they retire.
  public static SheetWriter of(DesiredState state, boolean ids) {
    SheetWriter sheet = new SheetWriter(state.dialect());
    for (DesiredCode entry : state.codes()) {
      sheet.add(
          entry.id().map(Sourced::value).filter(id -> ids),
          entry.key(),
          field -> Optional.ofNullable(entry.values().get(field)).map(Sourced::value),
          false);
    }
    for (Sourced<String> code : state.retired()) {
      sheet.add(Optional.empty(), code.value(), field -> Optional.empty(), true);
    }
    return sheet;
  }

  private void add(
      Optional<String> id,
      String code,
      Function<Field, Optional<Value>> values,
      boolean isRetired) {
    List<String> cells = new ArrayList<>();
    for (Column column : columns) {
      cells.add(
          switch (column.kind()) {
            case ID -> id.map(CellText::guarded).orElse("");
            case CODE -> CellText.guarded(code);
            case FIELD -> values.apply(column.field().orElseThrow()).map(CellText::of).orElse("");
            case RETIRED -> isRetired ? "yes" : "";
          });
    }
    rows.add(cells);
  }

  /// How many codes there are.
  public int size() {
    return rows.size() - 1;
  }

  public void xlsx(OutputStream out) throws IOException {
    XlsxWriter.write(rows, out);
  }

  /// In UTF-8 with its mark, by which Excel knows it.
  public void csv(OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write('\uFEFF');
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    rows.forEach(csv::writeRecord);
    csv.flush();
  }
}
