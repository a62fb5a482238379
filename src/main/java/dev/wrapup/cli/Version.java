package dev.wrapup.cli;

import dev.wrapup.http.connection.UserAgent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What the program says of itself.
final class Version {
  private static final String COMMIT = "git.commit.id.full";
  private static final int COMMIT_DIGITS = 12;

  private Version() {}

  /// One line with the version and, where the build knew it, the commit that it was built from.
  static String line() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("build.properties")) {
      if (in != null) build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = "wrapup " + UserAgent.VERSION;
    String commit = build.getProperty(COMMIT, "");
    if (commit.length() < COMMIT_DIGITS) return version;
    String changed = build.getProperty("git.dirty", "").equals("true") ? ", changed" : "";
    return "%s (%s%s)".formatted(version, commit.substring(0, COMMIT_DIGITS), changed);
  }

  /// The same, and a line with the Java that runs it.
  static String lines() {
    return "%s\nJava %s, %s\n"
        .formatted(line(), Runtime.version(), System.getProperty("java.home"));
  }
}
