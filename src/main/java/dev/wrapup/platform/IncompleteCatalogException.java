package dev.wrapup.platform;

/// The catalog could not be read completely, so that a code that isn't listed may still be live.
public final class IncompleteCatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message the response and what is wrong with it
  public IncompleteCatalogException(String message) {
    super(message, null, false, false);
  }

  /// The response and what is wrong with it.
  public String message() {
    return String.valueOf(getMessage());
  }
}
