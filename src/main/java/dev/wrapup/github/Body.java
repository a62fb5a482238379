package dev.wrapup.github;

import java.util.Optional;

/// The text of a comment or an issue: the marker's line, then Markdown that somebody else wrote and
/// that is not cut here, since half a table or fence is worse than none.
///
/// @param marker that stands first
public record Body(Marker marker, String text) {
  /// Of a comment and of an issue on GitHub; counted here in UTF-16 units, of which there are never
  /// fewer than GitHub counts characters (read 2026-11-24).
  static final int MOST_CHARACTERS = 65_536;

  /// The comment of a plan.
  ///
  /// @param markdown with room for a marker of [Marker#MOST_CHARACTERS]
  /// @throws IllegalArgumentException if it is too long, for people
  public static Body comment(Subject subject, String markdown) {
    return of(new Marker("comment", subject), Optional.empty(), markdown);
  }

  /// The issue of a drift.
  ///
  /// @param markdown with room for a marker of [Marker#MOST_CHARACTERS]
  /// @throws IllegalArgumentException if it is too long, for people
  public static Body issue(Document.Drift drift, String markdown) {
    return of(new Marker("drift", drift.subject()), Optional.of(drift.fingerprint()), markdown);
  }

  private static Body of(Marker marker, Optional<String> fingerprint, String markdown) {
    String text = marker.line(fingerprint) + markdown;
    if (text.length() <= MOST_CHARACTERS) return new Body(marker, text);
    throw new IllegalArgumentException(
        "it is too long: %,d characters with our marker, and GitHub takes %,d"
            .formatted(text.length(), MOST_CHARACTERS));
  }

  /// Whether GitHub shows this already; it may have changed the ends of lines.
  boolean is(String shown) {
    return normal(shown).equals(normal(text));
  }

  private static String normal(String text) {
    return text.replace("\r\n", "\n").strip();
  }
}
