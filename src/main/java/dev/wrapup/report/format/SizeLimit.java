package dev.wrapup.report.format;

import java.nio.charset.StandardCharsets;

/// How long a Markdown document may be.
///
/// @param characters in UTF-16 units, of which there are never fewer than GitHub counts characters
/// @param bytes in UTF-8
public record SizeLimit(int characters, int bytes) {
  /// What a plan can't do without fits in.
  private static final int LEAST = 8 * 1024;

  /// Of a comment on GitHub, where more than 65,536 characters are refused (read 2026-11-23), with
  /// room for the hidden line by which it is found again.
  public static final SizeLimit COMMENT = new SizeLimit(65_536 - 1_024, Integer.MAX_VALUE);

  /// Of a step's summary in GitHub Actions; of a longer one nothing is shown (read 2026-11-23).
  public static final SizeLimit SUMMARY = new SizeLimit(Integer.MAX_VALUE, 1024 * 1024);

  public SizeLimit {
    if (characters < LEAST || bytes < LEAST) {
      throw new IllegalArgumentException("a budget of less than " + LEAST);
    }
  }

  /// What is left beside a text.
  public SizeLimit less(String text) {
    return new SizeLimit(characters - text.length(), bytes - bytes(text));
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
