package dev.wrapup.report.json;

import dev.wrapup.model.source.BoundedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads documents of this program back.
public final class JsonFile {
  private static final int MOST_BYTES = 256 * 1024 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonFile() {}

  /// Reads a file that should be a document of this program.
  ///
  /// @param format its name, such as `wrapup.plan/1`
  /// @param name the same for people
  /// @throws IllegalArgumentException with what is wrong, for people
  public static JsonNode read(Path path, String format, String name, Duration patience) {
    return held(read(path, patience), format, name);
  }

  static JsonNode held(JsonNode json, String format, String name) {
    if (json.path("format").asString("").equals(format)) return json;
    throw new IllegalArgumentException("it is not a %s (%s)".formatted(name, format));
  }

  /// Reads a file that should be JSON.
  ///
  /// @param patience how long a pipe may take
  /// @throws IllegalArgumentException with what is wrong, for people
  public static JsonNode read(Path path, Duration patience) {
    return parse(bytes(path, patience));
  }

  static byte[] bytes(Path path, Duration patience) {
    try {
      return BoundedFile.read(path, MOST_BYTES, patience);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static JsonNode parse(byte[] text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "it is not JSON that names each thing once, or only the begin of it: line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
          e);
    }
  }
}
