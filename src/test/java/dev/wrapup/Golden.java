package dev.wrapup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Text that people read, held to a file. `-Dgolden.update=true` rewrites the files; the difference
/// is reviewed like code.
public final class Golden {
  private Golden() {}

  /// @param name of a file among the tests' resources
  public static void hold(String name, String text) {
    hold(Path.of("src/test/resources/golden", name), text);
  }

  /// @param path from the project's root
  public static void hold(Path path, String text) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, text);
      }
      assertThat(text)
          .as("rewrite it with: mvn -q test -Dgolden.update=true; then read the difference")
          .isEqualTo(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
