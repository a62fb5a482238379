package dev.wrapup.sheet;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the cells of rows by what their columns are called, and gathers what is wrong with them.
final class SheetRows {
  private static final String AGAIN =
      "write what it shall be with an apostrophe (') before it; columns that are formatted as text"
          + " stay as they are";

  private final Sheet sheet;
  private final Dialect dialect;
  private final List<Place> places = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /// Where a column is in the sheet.
  private record Place(Column column, int at) {
    boolean isOf(Column.Kind kind) {
      return column.kind() == kind;
    }
  }

  private SheetRows(Sheet sheet, Dialect dialect, List<Column> columns) {
    this.sheet = sheet;
    this.dialect = dialect;
    for (int i = 0; i < sheet.header().cells().size(); i++) {
      header(i, sheet.header().cell(i), columns);
    }
  }

  /// Rows that are each about a code.
  static SheetRows ofCodes(Sheet sheet, Dialect dialect) {
    SheetRows rows = new SheetRows(sheet, dialect, Column.of(dialect));
    rows.require("id or code", Column.Kind.ID, Column.Kind.CODE);
    return rows;
  }

  /// Rows that each pair a code with a queue.
  static SheetRows ofQueues(Sheet sheet, Dialect dialect) {
    SheetRows rows = new SheetRows(sheet, dialect, Column.ofQueues(dialect));
    rows.require("code", Column.Kind.CODE);
    rows.require("queue", Column.Kind.QUEUE);
    return rows;
  }

  /// @param any kinds of columns, of which one is needed
  private void require(String names, Column.Kind... any) {
    if (Stream.of(any).anyMatch(kind -> place(kind).isPresent())) return;
    heading(
        0, "missing-column", "no column is called " + names, "name the columns in the first row");
  }

  private void header(int at, Cell cell, List<Column> columns) {
    String name = cell.text().strip();
    Optional<Column> column = columns.stream().filter(c -> c.isNamed(name)).findFirst();
    if (column.isPresent()) {
      Optional<Place> first =
          places.stream().filter(place -> place.column().equals(column.get())).findFirst();
      if (first.isEmpty()) places.add(new Place(column.get(), at));
      else
        heading(
            at,
            "column-twice",
            "column %s is called so too".formatted(Sheet.letters(first.get().at())),
            "keep one of the two");
    } else if (!cell.isEmpty()) {
      String foreign = dialect.foreign().get(name);
      heading(
          at,
          "unknown-column",
          foreign == null ? "'%s' is no column".formatted(name) : foreign,
          foreign == null
              ? Suggestion.among(name, columns.stream().map(Column::name).toList())
              : "take the column out");
    } else if (sheet.rows().stream().anyMatch(row -> !row.cell(at).isEmpty())) {
      heading(at, "unknown-column", "the column has cells and no name", "name it, or take it out");
    }
  }

  private void heading(int at, String code, String message, String hint) {
    error(sheet.header(), at, "", code, message, hint);
  }

  private Optional<Place> place(Column.Kind kind) {
    return places.stream().filter(place -> place.isOf(kind)).findFirst();
  }

  /// The text of an id, a code or a queue; empty if the cell is, or the column isn't there.
  Optional<String> text(Sheet.Row row, Column.Kind kind) {
    return place(kind)
        .map(place -> row.cell(place.at()).text())
        .filter(text -> !text.isEmpty())
        .map(CellText::read);
  }

  /// Whether what names the code of a row, and a queue, is a text.
  boolean isText(Sheet.Row row) {
    return places.stream()
        .filter(place -> place.column().isNaming())
        .allMatch(place -> row.cell(place.at()).made().isEmpty());
  }

  /// Whether `yes` stands under `retired`.
  boolean retires(Sheet.Row row) {
    Optional<Place> place = place(Column.Kind.RETIRED);
    String word =
        place.map(there -> row.cell(there.at()).text().strip().toLowerCase(Locale.ROOT)).orElse("");
    if (word.isEmpty() || word.equals("no") || word.equals("yes")) return word.equals("yes");
    error(
        row,
        place.orElseThrow(),
        "bad-cell",
        "it says neither yes nor no",
        "write yes, or nothing");
    return false;
  }

  /// Tells of cells that hold no text.
  void refuseMade(Sheet.Row row) {
    for (Place place : places) {
      row.cell(place.at())
          .made()
          .ifPresent(
              what ->
                  error(row, place, "not-text", "it holds %s, and no text".formatted(what), AGAIN));
    }
  }

  /// What a row says of fields; empty for one that is not managed. A field whose column isn't there
  /// is missing, and so is one with a finding.
  Map<Field, Optional<Value>> values(Sheet.Row row, Optional<DesiredCode> entry) {
    refuseMade(row);
    Map<Field, Optional<Value>> values = new HashMap<>();
    for (Place place : places) {
      Cell cell = row.cell(place.at());
      if (cell.made().isEmpty() && place.isOf(Column.Kind.FIELD)) {
        Field field = place.column().field().orElseThrow();
        if (cell.isEmpty()) values.put(field, Optional.empty());
        else
          value(row, place, field, entry).ifPresent(value -> values.put(field, Optional.of(value)));
      }
    }
    return values;
  }

  private Optional<Value> value(
      Sheet.Row row, Place place, Field field, Optional<DesiredCode> entry) {
    String cell = row.cell(place.at()).text();
    Optional<Value> before = entry.map(code -> code.values().get(field)).map(Sourced::value);
    if (before.filter(now -> CellText.isOf(now, cell)).isPresent()) return before;
    Optional<Value> value = CellText.value(field, cell);
    if (value.isEmpty()) {
      error(
          row,
          place,
          "bad-cell",
          "these are no outcomes",
          "write each as id = name, in a line of its own or with ; between them");
      return value;
    }
    Optional<String> obstacle = field.obstacle(value.get());
    if (obstacle.isPresent()) {
      boolean isChoice = field.kind() == Field.Kind.CHOICE;
      String hint = isChoice ? Suggestion.among(cell, field.choices()) : "write another text";
      error(row, place, "bad-cell", obstacle.get(), hint);
      return Optional.empty();
    }
    boolean isText = field.kind() != Field.Kind.OUTCOMES;
    return isText && isRewritten(row, place, before.map(Value::text).stream().toList())
        ? Optional.empty()
        : value;
  }

  /// Whether a row may give a code that is new, or new for it.
  ///
  /// @param before codes that it may have been
  boolean isCode(Sheet.Row row, String code, Collection<String> before) {
    Place place = place(Column.Kind.CODE).orElseThrow();
    Optional<String> obstacle = dialect.key().obstacle(new Value.Text(code));
    obstacle.ifPresent(why -> error(row, place, "bad-cell", why, "write another code"));
    return obstacle.isEmpty() && !isRewritten(row, place, before);
  }

  /// Whether a code is one of the files' but for the case of its letters, as AutoCorrect changes
  /// it, or for spaces at its ends.
  boolean isNearly(Sheet.Row row, Collection<String> codes) {
    Place place = place(Column.Kind.CODE).orElseThrow();
    String cell = row.cell(place.at()).text();
    Optional<String> near =
        codes.stream().filter(code -> trimmed(code).equalsIgnoreCase(trimmed(cell))).findFirst();
    near.ifPresent(
        code ->
            error(
                row,
                place,
                "rewritten",
                "'%s' is '%s' but for case or spaces".formatted(cell, code),
                "write it as the files do; one that is new has an apostrophe (') before it"));
    return near.isPresent();
  }

  private static String trimmed(String text) {
    return text.replace('\u00A0', ' ').strip();
  }

  /// Whether an id or a queue is what a spreadsheet program made of another.
  boolean isRewritten(Sheet.Row row, Column.Kind kind, Collection<String> before) {
    return isRewritten(row, place(kind).orElseThrow(), before);
  }

  private boolean isRewritten(Sheet.Row row, Place place, Collection<String> before) {
    Optional<String> why = Rewritten.why(row.cell(place.at()).text(), before);
    why.ifPresent(told -> error(row, place, "rewritten", told, AGAIN));
    return why.isPresent();
  }

  void error(Sheet.Row row, Column.Kind kind, String code, String message, String hint) {
    place(kind)
        .or(() -> places.stream().filter(there -> there.column().isNaming()).findFirst())
        .ifPresent(place -> error(row, place, code, message, hint));
  }

  private void error(Sheet.Row row, Place place, String code, String message, String hint) {
    error(row, place.at(), name(place), code, message, hint);
  }

  private void error(Sheet.Row row, int at, String name, String code, String message, String hint) {
    findings.add(
        Finding.error(
            code,
            where(row, at, name) + message,
            Optional.of(sheet.at(row, at)),
            row.cell(at).text(),
            hint));
  }

  private String where(Sheet.Row row, int at, String name) {
    String in = sheet.name().isEmpty() ? "" : "sheet %s, ".formatted(sheet.name());
    return "%srow %d, column %s%s: ".formatted(in, row.number(), Sheet.letters(at), name);
  }

  private static String name(Place place) {
    return " (%s)".formatted(place.column().name());
  }

  void warning(Sheet.Row row, String code, String message, String hint) {
    Place place = place(Column.Kind.CODE).orElseThrow();
    findings.add(
        Finding.warning(
            code,
            where(row, place.at(), name(place)) + message,
            sheet.at(row, place.at()),
            row.cell(place.at()).text(),
            hint));
  }

  /// By row and column.
  List<Finding> findings() {
    return findings.stream()
        .sorted(
            Comparator.<Finding>comparingInt(finding -> finding.at().orElseThrow().line())
                .thenComparingInt(finding -> finding.at().orElseThrow().column()))
        .toList();
  }
}
