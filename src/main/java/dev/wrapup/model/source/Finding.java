package dev.wrapup.model.source;

import java.util.Optional;

/// A problem that the user can mend, in a file or in a plan.
///
/// @param code a stable name in kebab case, such as `unknown-key`
/// @param message what is wrong, one sentence without a full stop; may quote hostile text, which
///   the report makes visible. What is longer than any sentence is cut off
/// @param at where; empty when no file is to blame
/// @param width how many code points from `at` are meant, at least 1
/// @param hint what to do about it, one line, cut off like the message
public record Finding(
    Severity severity,
    String code,
    String message,
    Optional<SourcePosition> at,
    int width,
    Optional<String> hint) {
  public enum Severity {
    /// Nothing goes on until it is mended.
    ERROR,
    WARNING,
    /// Of a report; no finding is one.
    NOTICE
  }

  public Finding {
    if (width < 1) throw new IllegalArgumentException("a finding is at least one wide");
    message = bounded(message);
    if (hint.isPresent() && hint.get().length() > LONGEST) hint = hint.map(Finding::bounded);
  }

  /// In UTF-16 units.
  private static final int LONGEST = 2000;

  /// A text that another writer may have written as long as they like, as far as it is told.
  public static String bounded(String text) {
    if (text.length() <= LONGEST) return text;
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }

  /// Whether nothing goes on until it is mended.
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// @param meant the text at that place
  public static Finding error(
      String code, String message, Optional<SourcePosition> at, String meant, String hint) {
    return new Finding(Severity.ERROR, code, message, at, width(meant), Optional.of(hint));
  }

  public static Finding warning(
      String code, String message, SourcePosition at, String meant, String hint) {
    return warning(code, message, at, width(meant), hint);
  }

  private static int width(String meant) {
    return Math.max(1, meant.codePointCount(0, meant.length()));
  }

  public static Finding error(
      String code, String message, SourcePosition at, int width, String hint) {
    return new Finding(Severity.ERROR, code, message, Optional.of(at), width, Optional.of(hint));
  }

  public static Finding warning(
      String code, String message, SourcePosition at, int width, String hint) {
    return new Finding(Severity.WARNING, code, message, Optional.of(at), width, Optional.of(hint));
  }
}
