package dev.wrapup.model.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/// A regular expression in RE2 syntax that a whole code must match. Runs in linear time, whatever a
/// pull request puts into it.
public final class CodePattern {
  private final Pattern pattern;

  /// Why a regular expression is too large to be used, a sentence; empty if it is not.
  public static Optional<String> obstacle(String regex) {
    return PatternSize.obstacle(regex);
  }

  /// @throws IllegalArgumentException with a message for people, if it isn't RE2 syntax, or too
  ///   large
  public CodePattern(String regex) {
    obstacle(regex)
        .ifPresent(
            obstacle -> {
              throw new IllegalArgumentException(obstacle);
            });
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }

  public boolean matches(String code) {
    return pattern.matches(code);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodePattern that && pattern.pattern().equals(that.pattern.pattern());
  }

  @Override
  public int hashCode() {
    return pattern.pattern().hashCode();
  }

  /// The regular expression as written.
  @Override
  public String toString() {
    return pattern.pattern();
  }
}
