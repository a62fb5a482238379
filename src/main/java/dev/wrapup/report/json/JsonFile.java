package dev.wrapup.report.json;

import dev.wrapup.model.source.BoundedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads documents of this program back.
public final class JsonFile {
  private static final int MOST_BYTES = 256 * 1024 * 1024;

  private JsonFile() {}

  /// Reads a file that should be a document of this program.
  ///
  /// @param format its name, such as `wrapup.plan/1`
  /// @param name the same for people
  /// @throws IllegalArgumentException with what is wrong, for people
  public static JsonNode read(Path path, String format, String name, Duration patience) {
    JsonNode json = read(path, patience);
    if (json.path("format").asString("").equals(format)) return json;
    throw new IllegalArgumentException("it is not a %s (%s)".formatted(name, format));
  }

  /// Reads a file that should be JSON.
  ///
  /// @param patience how long a pipe may take
  /// @throws IllegalArgumentException with what is wrong, for people
  public static JsonNode read(Path path, Duration patience) {
    try {
      return new JsonMapper().readTree(BoundedFile.read(path, MOST_BYTES, patience));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
  }
}
