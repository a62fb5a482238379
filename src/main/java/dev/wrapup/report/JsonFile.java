package dev.wrapup.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads documents of this program back.
public final class JsonFile {
  private static final int MOST_BYTES = 256 * 1024 * 1024;

  private JsonFile() {}

  /// Reads a file that should be JSON.
  ///
  /// @throws IllegalArgumentException with what is wrong, for people
  public static JsonNode read(Path path) {
    try {
      if (Files.size(path) > MOST_BYTES) throw new IllegalArgumentException("it is too large");
      return new JsonMapper().readTree(Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no such file", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("it can't be read: " + e, e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
  }
}
