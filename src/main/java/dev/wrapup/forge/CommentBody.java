package dev.wrapup.forge;

import java.util.Optional;

/// The body of a comment or an issue: the line of the marker, then Markdown that is not truncated
/// here, since that would break tables and fences.
///
/// @param marker that stands first
public record CommentBody(Marker marker, String text) {
  /// The comment of a plan.
  ///
  /// @param markdown with room for a marker of [Marker#MOST_CHARACTERS]
  /// @throws IllegalArgumentException if it is too long, with a message for users
  public static CommentBody comment(CodeHost host, CommentKey subject, String markdown) {
    return of(host, new Marker("comment", subject), Optional.empty(), host.defused(markdown));
  }

  /// The issue of a drift.
  ///
  /// @param markdown with room for a marker of [Marker#MOST_CHARACTERS]
  /// @throws IllegalArgumentException if it is too long, with a message for users
  public static CommentBody issue(CodeHost host, ReportFile.Drift drift, String markdown) {
    return of(
        host, new Marker("drift", drift.subject()), Optional.of(drift.fingerprint()), markdown);
  }

  private static CommentBody of(
      CodeHost host, Marker marker, Optional<String> fingerprint, String markdown) {
    String text = marker.line(fingerprint) + markdown;
    if (text.length() <= host.facts().mostCharacters()) return new CommentBody(marker, text);
    throw new IllegalArgumentException(
        "it is too long: %,d characters with our marker, and %s takes %,d"
            .formatted(text.length(), host.facts().name(), host.facts().mostCharacters()));
  }

  /// Whether the host has this body already, up to line endings.
  boolean is(String shown) {
    return normal(shown).equals(normal(text));
  }

  private static String normal(String text) {
    return text.replace("\r\n", "\n").strip();
  }
}
