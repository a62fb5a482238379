package dev.wrapup.files.yaml;

/// A remark in a file.
///
/// @param text from its `#` on, without white space at its end
/// @param start where the `#` stands, as are all places here in UTF-16 units of the file's text
/// @param column how far the `#` is from the beginning of its line, in code points
/// @param ownLine whether nothing else stands before it on its line
/// @param afterBlank whether it has a line of its own below a blank one
public record Comment(String text, int start, int column, boolean ownLine, boolean afterBlank) {
  /// The comment of a text that begins there.
  static Comment at(String text, int start) {
    boolean ownLine = Lines.isFirst(text, start);
    return new Comment(
        text.substring(start, Lines.end(text, start)).stripTrailing(),
        start,
        Lines.column(text, start),
        ownLine,
        ownLine && Lines.isAfterBlank(text, start));
  }
}
