package dev.wrapup.http;

/// A text that must not be seen: prints as `***` wherever it ends up.
public final class Secret {
  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /// The text itself, for the request that needs it and for nothing else.
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
