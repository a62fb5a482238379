package dev.wrapup.files.yaml;

import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;

/// A file can't be read any further; ends the reading of that file alone.
public final class BrokenFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String hint;
  private final transient SourcePosition at;

  public BrokenFileException(String code, String message, SourcePosition at, String hint) {
    super(message, null, false, false);
    this.code = code;
    this.at = at;
    this.hint = hint;
  }

  public Finding finding() {
    return Finding.error(code, String.valueOf(getMessage()), at, 1, hint);
  }
}
