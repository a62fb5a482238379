package dev.wrapup.process;

import dev.wrapup.model.text.VisibleChars;
import java.util.Optional;

/// What a credential picks up where it is copied or written down. An OAuth client's id and secret
/// are printable (RFC 6749 appendix A.1 and A.2, read 2026-11-28).
public final class Credential {
  private static final String QUOTES = "\"'`“”„‘’‚«»";

  private Credential() {}

  /// What a value has that is hardly a part of it, for people; empty for a sound one.
  public static Optional<String> oddity(String value) {
    if (value.chars().anyMatch(c -> c == '\n' || c == '\r')) return Optional.of("a line end");
    if (value.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("a control character");
    }
    int first = value.codePointAt(0);
    int last = value.codePointBefore(value.length());
    if (isInvisible(first) || isInvisible(last)) return Optional.of("a space at its edge");
    boolean isQuoted =
        value.length() > 1 && QUOTES.indexOf(first) >= 0 && QUOTES.indexOf(last) >= 0;
    return isQuoted ? Optional.of("quotes around it") : Optional.empty();
  }

  private static boolean isInvisible(int c) {
    return Character.isWhitespace(c) || !VisibleChars.isSeen(Character.toString(c));
  }
}
