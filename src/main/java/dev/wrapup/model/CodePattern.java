package dev.wrapup.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A regular expression in RE2 syntax that a whole code must match. Runs in linear time, whatever a
/// pull request puts into it.
public final class CodePattern {
  private final Pattern pattern;

  /// @throws IllegalArgumentException with a message for people, if it isn't RE2 syntax
  public CodePattern(String regex) {
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }

  public boolean matches(String code) {
    return pattern.matches(code);
  }

  /// The regular expression as written.
  @Override
  public String toString() {
    return pattern.pattern();
  }
}
