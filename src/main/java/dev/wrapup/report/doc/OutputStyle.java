package dev.wrapup.report.doc;

/// How output looks.
///
/// @param color whether colors may be used; they never say what a sign doesn't say too
/// @param columns how wide the screen is
/// @param githubActions whether a CI runner reads the output and could take parts of it for
///   commands
public record OutputStyle(boolean color, int columns, boolean githubActions) {
  /// Narrower than this, lines break in the middle of things.
  private static final int NARROWEST = 60;

  private static final int WIDEST = 120;

  public OutputStyle {
    columns = Math.clamp(columns, NARROWEST, WIDEST);
  }
}
