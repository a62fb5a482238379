package dev.wrapup.sheet;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A column of the spreadsheet.
///
/// @param field that a [Kind#FIELD] is about; the dialect's key for [Kind#CODE]
record Column(String name, Kind kind, Optional<Field> field) {
  enum Kind {
    /// The id of the live code.
    ID,
    CODE,
    FIELD,
    /// Whether the code shall not exist.
    RETIRED,
    /// What a queue that shall offer the code is called.
    QUEUE,
    QUEUE_ID
  }

  /// All columns, in their order: the fields that the first dialect has too, then what else there
  /// is.
  static List<Column> of(Dialect dialect) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("id", Kind.ID, Optional.empty()));
    columns.add(new Column("code", Kind.CODE, Optional.of(dialect.key())));
    List<Column> more = new ArrayList<>();
    for (Field field : dialect.fields()) {
      boolean isUsual = Dialect.ALL.getFirst().field(field.name()).isPresent();
      Column column = new Column(field.name(), Kind.FIELD, Optional.of(field));
      (isUsual ? columns : more).add(column);
    }
    columns.add(new Column("retired", Kind.RETIRED, Optional.empty()));
    columns.addAll(more);
    return columns;
  }

  /// Those of the sheet of pairs.
  static List<Column> ofQueues(Dialect dialect) {
    return List.of(
        new Column("code", Kind.CODE, Optional.of(dialect.key())),
        new Column("queue", Kind.QUEUE, Optional.empty()),
        new Column("queue id", Kind.QUEUE_ID, Optional.empty()));
  }

  /// Whether it says what a row is about, or what it pairs.
  boolean isNaming() {
    return kind != Kind.FIELD && kind != Kind.RETIRED;
  }

  /// Whether a header means this column; that of the code may be called as the API calls it.
  boolean isNamed(String header) {
    return header.equals(name)
        || (kind == Kind.CODE && field.map(Field::name).filter(header::equals).isPresent());
  }
}
