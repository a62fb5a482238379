package dev.wrapup.sheet;

/// Ends the reading of a file that is no spreadsheet, or one beyond bounds.
final class BrokenSheetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  BrokenSheetException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  String hint() {
    return hint;
  }
}
