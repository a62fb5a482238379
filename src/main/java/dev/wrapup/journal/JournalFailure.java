package dev.wrapup.journal;

import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.source.FileErrors;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/// The journal can't be written, read or trusted. Nothing is written to the organization without
/// one.
public final class JournalFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Remedy next;

  /// @param message what is wrong, with the file
  /// @param next the remedy
  public JournalFailure(String message, String next) {
    this(message, Remedy.of(next));
  }

  public JournalFailure(String message, Remedy next) {
    super(message, null, false, false);
    this.next = next;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public Remedy next() {
    return next;
  }

  /// A journal can't be read.
  static JournalFailure unreadable(IOException e) {
    return e instanceof NoSuchFileException missing
        ? new JournalFailure("there is no journal " + missing.getFile(), "check its name")
        : new JournalFailure(
            "the journal can't be read: " + FileErrors.describe(e), "check its name");
  }
}
