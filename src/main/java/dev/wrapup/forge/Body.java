package dev.wrapup.forge;

import java.util.Optional;

/// The text of a comment or an issue: the marker's line, then Markdown that somebody else wrote and
/// that is not cut here, since half a table or fence is worse than none.
///
/// @param marker that stands first
public record Body(Marker marker, String text) {
  /// The comment of a plan.
  ///
  /// @param markdown with room for a marker of [Marker#MOST_CHARACTERS]
  /// @throws IllegalArgumentException if it is too long, for people
  public static Body comment(Host host, Subject subject, String markdown) {
    return of(host, new Marker("comment", subject), Optional.empty(), markdown);
  }

  /// The issue of a drift.
  ///
  /// @param markdown with room for a marker of [Marker#MOST_CHARACTERS]
  /// @throws IllegalArgumentException if it is too long, for people
  public static Body issue(Host host, Document.Drift drift, String markdown) {
    return of(
        host, new Marker("drift", drift.subject()), Optional.of(drift.fingerprint()), markdown);
  }

  private static Body of(Host host, Marker marker, Optional<String> fingerprint, String markdown) {
    String text = marker.line(fingerprint) + markdown;
    if (text.length() <= host.mostCharacters()) return new Body(marker, text);
    throw new IllegalArgumentException(
        "it is too long: %,d characters with our marker, and %s takes %,d"
            .formatted(text.length(), host.name(), host.mostCharacters()));
  }

  /// Whether the host shows this already; it may have changed the ends of lines.
  boolean is(String shown) {
    return normal(shown).equals(normal(text));
  }

  private static String normal(String text) {
    return text.replace("\r\n", "\n").strip();
  }
}
