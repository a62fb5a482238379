package dev.wrapup.desired;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// The canonical form of one kind of value: the order of its keys, and whether it takes one line.
///
/// @param keys in their order; a map without any keeps the order that it has
/// @param children the form of a map's values by key, and of all items of a list
record Layout(Style style, List<String> keys, Function<String, Layout> children) {
  enum Style {
    /// A line for each key; a list of texts in brackets, while it fits a line.
    LINES,
    /// A map in braces, a list with a line for each item, unless it is empty.
    BRACES,
    /// A list with a line for each item, however short.
    ITEMS,
    /// A number, a share or a day, which is written without quotes.
    NUMBER
  }

  /// A text, or a list of texts.
  static final Layout TEXT = new Layout(Style.LINES, List.of(), key -> text());

  private static final Layout NUMBER = new Layout(Style.NUMBER, List.of(), key -> text());
  private static final Layout RETIRED = new Layout(Style.ITEMS, List.of(), key -> text());
  private static final Layout OUTCOMES = list(Values.OUTCOME_KEYS);
  private static final Layout IGNORES = list(IgnoreReader.KEYS);
  private static final Layout POLICY =
      new Layout(Style.LINES, PolicyReader.KEYS, key -> key.startsWith("max") ? NUMBER : TEXT);

  private static Layout text() {
    return TEXT;
  }

  private static Layout list(List<String> keys) {
    Layout item = new Layout(Style.BRACES, keys, key -> key.equals("until") ? NUMBER : text());
    return new Layout(Style.LINES, List.of(), key -> item);
  }

  /// Of a whole file.
  static Layout of(Dialect dialect) {
    Layout defaults =
        new Layout(
            Style.LINES,
            dialect.fields().stream().map(Field::name).toList(),
            key -> field(dialect, key));
    Layout entry =
        new Layout(
            Style.LINES,
            CodeReader.keys(dialect),
            key -> key.equals("ignore") ? IGNORES : field(dialect, key));
    Layout codes = new Layout(Style.LINES, List.of(), key -> entry);
    return new Layout(
        Style.LINES,
        FileReader.keys(dialect),
        key ->
            switch (key) {
              case "format" -> NUMBER;
              case "defaults" -> defaults;
              case "policy" -> POLICY;
              case "retired" -> RETIRED;
              case "codes" -> codes;
              default -> TEXT;
            });
  }

  private static Layout field(Dialect dialect, String key) {
    return dialect
        .field(key)
        .filter(field -> field.kind() == Field.Kind.OUTCOMES)
        .map(field -> OUTCOMES)
        .orElse(TEXT);
  }

  Layout child(String key) {
    return children.apply(key);
  }

  /// The entries of a map in their order; those of a list stay as they are.
  List<Entry> sorted(List<Entry> entries) {
    return entries.stream()
        .sorted(Comparator.comparingInt(entry -> keys.indexOf(entry.name())))
        .toList();
  }
}
