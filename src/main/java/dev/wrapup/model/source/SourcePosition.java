package dev.wrapup.model.source;

/// A place in a file.
///
/// @param line 1-based; 0 when the file as a whole is meant
/// @param column 1-based, in code points; 0 when the file as a whole is meant
public record SourcePosition(SourceFile file, int line, int column) {
  /// The file as a whole, for what can't have a line: a folder, a link, a file too large.
  public static SourcePosition whole(SourceFile file) {
    return new SourcePosition(file, 0, 0);
  }

  public boolean isWholeFile() {
    return line == 0;
  }

  /// `path:line:column`, or the path alone.
  @Override
  public String toString() {
    return isWholeFile() ? file.path() : file.path() + ":" + line + ":" + column;
  }
}
