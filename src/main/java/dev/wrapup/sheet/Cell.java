package dev.wrapup.sheet;

import java.util.Optional;

/// What stands in a cell.
///
/// @param made what a spreadsheet program keeps there in place of a text, such as `a date`
record Cell(String text, Optional<String> made) {
  static final Cell EMPTY = of("");

  static Cell of(String text) {
    return new Cell(text, Optional.empty());
  }

  static Cell made(String what) {
    return new Cell("", Optional.of(what));
  }

  boolean isEmpty() {
    return text.isEmpty() && made.isEmpty();
  }
}
