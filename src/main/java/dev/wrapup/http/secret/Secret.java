package dev.wrapup.http.secret;

/// A secret string; `toString()` is `***`.
public final class Secret {
  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /// The text itself, for the request that needs it and for nothing else.
  public String reveal() {
    return text;
  }

  /// Whether it can stand in a header, as every token can (RFC 6750 section 2.1, read 2026-11-28).
  public boolean isToken() {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  @Override
  public String toString() {
    return "***";
  }
}
