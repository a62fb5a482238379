package dev.wrapup.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The JSON Schema (2020-12) of each JSON output. Every document that the program prints is held to
/// its schema by the tests.
public final class OutputSchema {
  /// The outputs that have one.
  public static final List<String> NAMES =
      List.of(
          "plan",
          "drift",
          "apply",
          "audit",
          "replay",
          "verify",
          "findings",
          "refs",
          "doctor",
          "github",
          "gitlab",
          "adopt",
          "fmt",
          "error");

  private OutputSchema() {}

  /// The schema of an output as text; empty if there is no such output.
  public static Optional<String> named(String name) {
    if (!NAMES.contains(name)) return Optional.empty();
    try (InputStream resource = OutputSchema.class.getResourceAsStream(name + ".schema.json")) {
      if (resource == null) throw new IllegalStateException("no schema in the program: " + name);
      return Optional.of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
