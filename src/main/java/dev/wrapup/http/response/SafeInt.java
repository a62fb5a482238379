package dev.wrapup.http.response;

import java.util.Optional;

/// Parses untrusted non-negative integers.
public final class SafeInt {
  /// Of the longest number that is taken for one; it fits an int.
  private static final int MOST = 9;

  private SafeInt() {}

  /// The number; empty for any other text.
  public static Optional<Integer> number(String text) {
    boolean isNumber =
        !text.isEmpty() && text.length() <= MOST && text.chars().allMatch(Character::isDigit);
    return isNumber ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
