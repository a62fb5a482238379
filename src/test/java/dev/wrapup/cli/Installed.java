package dev.wrapup.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program as it stands in a checkout that was built: the launcher, a jar of the classes under
/// test, and the libraries. Nothing is there that the launcher makes by itself.
final class Installed {
  private static final Path LIBRARIES = Path.of("target/lib");

  private Installed() {}

  /// @return the launcher
  static Path in(Path folder) throws IOException {
    Path launcher =
        Files.copy(Path.of("wrapup"), folder.resolve("wrapup"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(Path.of("wrapupcodes.yaml"), folder.resolve("wrapupcodes.yaml"));
    Path target = Files.createDirectories(folder.resolve("target"));
    Path lib = Files.createDirectories(target.resolve("lib"));
    for (Path library : libraries()) Files.copy(library, lib.resolve(library.getFileName()));
    jar(target.resolve("wrapup.jar"), Path.of("target/classes"));
    return launcher;
  }

  private static void jar(Path jar, Path classes) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    main.put(
        Attributes.Name.CLASS_PATH,
        libraries().stream()
            .map(library -> "lib/" + library.getFileName())
            .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream into = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        into.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, into);
      }
    }
  }

  private static List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      return files.sorted().toList();
    }
  }
}
