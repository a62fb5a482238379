package dev.wrapup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The program as it is installed: an image of the classes under test, made once a test run.
final class Installed {
  private static final Path FOLDER = Path.of("target", "image-under-test").toAbsolutePath();
  private static boolean isMade;

  private Installed() {}

  /// @return the launcher, by which a folder of its own starts the program
  static Path in(Path folder) throws IOException {
    return Files.createSymbolicLink(folder.resolve("wrapup"), launcher());
  }

  /// @return the launcher of the image
  static synchronized Path launcher() throws IOException {
    boolean isReleased = System.getenv("WRAPUP_RELEASE") != null; // of the same classes
    if (isReleased) return Path.of("target/release-image/bin/wrapup").toAbsolutePath();
    if (!isMade) make();
    isMade = true;
    return FOLDER.resolve("bin/wrapup");
  }

  private static void make() throws IOException {
    if (Files.exists(FOLDER)) {
      try (Stream<Path> old = Files.walk(FOLDER)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
      }
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "release/Image.java",
            "target/classes",
            "target/lib",
            FOLDER.toString());
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      if (process.waitFor() != 0) throw new IOException("no image could be made");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
