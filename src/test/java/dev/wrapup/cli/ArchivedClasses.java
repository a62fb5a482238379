package dev.wrapup.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/// The classes under test as a jar, and an archive of them as the JVM has loaded them (CDS): a
/// process of its own starts with them in half the time. Made once where tests need it.
final class ArchivedClasses {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String JAR = make();

  private ArchivedClasses() {}

  /// What starts the program.
  static List<String> command() {
    return command("-XX:SharedArchiveFile=" + JAR + ".jsa", JAR);
  }

  private static List<String> command(String archive, String jar) {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator, jar + File.pathSeparator, ""));
    return List.of(
        JAVA,
        archive,
        "-XX:-UsePerfData",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        path,
        Main.class.getName());
  }

  private static String make() {
    try {
      Path folder = Files.createTempDirectory("archived");
      String jar = folder.resolve("wrapup.jar").toString();
      ToolProvider.findFirst("jar")
          .orElseThrow()
          .run(System.out, System.err, "cf", jar, "-C", "target/classes", ".");
      List<String> command =
          new ArrayList<>(command("-XX:ArchiveClassesAtExit=" + jar + ".jsa", jar));
      command.addAll(List.of("plan", "--sandbox", "--format", "json"));
      File nowhere = new File("/dev/null");
      new ProcessBuilder(command).redirectOutput(nowhere).redirectError(nowhere).start().waitFor();
      for (Path made : List.of(folder, Path.of(jar), Path.of(jar + ".jsa"))) {
        made.toFile().deleteOnExit(); // in the other order
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
