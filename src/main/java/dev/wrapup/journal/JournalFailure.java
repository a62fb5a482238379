package dev.wrapup.journal;

/// The journal can't be written, read or trusted. Nothing is written to the organization without
/// one.
public final class JournalFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String next;

  /// @param message what is wrong, with the file
  /// @param next the remedy
  public JournalFailure(String message, String next) {
    super(message, null, false, false);
    this.next = next;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public String next() {
    return next;
  }
}
