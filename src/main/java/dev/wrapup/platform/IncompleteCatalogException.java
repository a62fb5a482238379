package dev.wrapup.platform;

/// A catalog could not be read whole, so nothing can be said of it: what isn't listed may be live
/// all the same.
public final class IncompleteCatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message which answer broke which promise
  public IncompleteCatalogException(String message) {
    super(message, null, false, false);
  }

  /// Which answer broke which promise.
  public String message() {
    return String.valueOf(getMessage());
  }
}
