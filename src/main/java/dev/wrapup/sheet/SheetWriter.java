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
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.source.Sourced;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Writes codes as a spreadsheet, each a row, and which queues offer them, each pair a row.
public final class SheetWriter {
  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /// Those of the pairs; none if these are not asked for.
  private final List<List<String>> pairs = new ArrayList<>();

  private SheetWriter(Dialect dialect, boolean hasQueues) {
    columns = Column.of(dialect);
    rows.add(columns.stream().map(Column::name).toList());
    if (hasQueues) pairs.add(Column.ofQueues(dialect).stream().map(Column::name).toList());
  }

  /// Live codes, sorted; those that no file can declare are left out.
  ///
  /// @param queues that offer them, if that is asked for
  /// @param ids whether their ids are told
  public static SheetWriter of(
      Dialect dialect, List<LiveCode> codes, Optional<Queues> queues, boolean ids) {
    SheetWriter sheet = new SheetWriter(dialect, queues.isPresent());
    Map<String, List<QueueRef>> refs = queues.map(Queues::refs).orElse(Map.of());
    codes.stream()
        .filter(live -> dialect.obstacle(live).isEmpty())
        .sorted(Comparator.comparing(LiveCode::code))
        .forEach(
            live -> {
              Edit.Addition entry = Edit.Addition.of(dialect, live);
              sheet.add(
                  entry.id().filter(id -> ids),
                  entry.code(),
                  field -> Optional.ofNullable(entry.values().get(field)),
                  false);
              refs.getOrDefault(live.id(), List.of()).forEach(ref -> sheet.pair(live.code(), ref));
            });
    return sheet;
  }

  /// What files declare, in their order, then what they retire.
  ///
  /// @param hasQueues whether also the pairs of codes and queues, without those by a pattern
  public static SheetWriter of(DesiredState state, boolean hasQueues, boolean ids) {
    SheetWriter sheet = new SheetWriter(state.dialect(), hasQueues);
    if (hasQueues) sheet.pairs(state);
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

  /// Pairs that files declare, each once.
  private void pairs(DesiredState state) {
    Pairs declared = new Pairs(state);
    for (DesiredCode entry : state.codes()) {
      Set<String> seen = new HashSet<>();
      for (Sourced<QueueRef> queue : declared.of(entry)) {
        if (seen.add(queue.value().word())) pair(entry.key(), queue.value());
      }
    }
  }

  private void pair(String code, QueueRef queue) {
    pairs.add(
        List.of(
            CellText.guarded(code),
            CellText.guarded(queue.name()),
            queue.id().map(CellText::guarded).orElse("")));
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
            case QUEUE, QUEUE_ID -> throw new IllegalStateException("a column of pairs");
          });
    }
    rows.add(cells);
  }

  /// How many codes there are.
  public int size() {
    return rows.size() - 1;
  }

  public void xlsx(OutputStream out) throws IOException {
    XlsxWriter.write(rows, pairs, out);
  }

  /// In UTF-8 with its mark, by which Excel knows it.
  public void csv(OutputStream out) throws IOException {
    csv(rows, out);
  }

  /// The pairs, in the same way.
  public void queuesCsv(OutputStream out) throws IOException {
    csv(pairs, out);
  }

  private static void csv(List<List<String>> rows, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write('\uFEFF');
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    rows.forEach(csv::writeRecord);
    csv.flush();
  }
}
