import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Files of Debian's packages, each pinned in `release/debian.tsv` by its version and its SHA-256.
final class Debian {
  private static final Path FOLDER = Path.of("target", "debian");

  private final String architecture;

  /// @param architecture by Debian's word, such as `amd64`
  Debian(String architecture) {
    this.architecture = architecture;
  }

  /// A package and what there is of it.
  private record Pin(String architecture, String name, String version, String sha256) {}

  /// Adds files of a package to a tree, links included.
  ///
  /// @param wanted the names to take, with no slash in front
  void unpack(String name, Predicate<String> wanted, Tree into)
      throws IOException, InterruptedException {
    Pin pin = pin(name);
    try (ArArchiveInputStream ar =
        new ArArchiveInputStream(new ByteArrayInputStream(download(pin)))) {
      for (ArArchiveEntry part = ar.getNextEntry(); part != null; part = ar.getNextEntry()) {
        if (!part.getName().equals("data.tar.xz")) continue;
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(ar));
        for (TarArchiveEntry file = tar.getNextEntry(); file != null; file = tar.getNextEntry()) {
          String path = file.getName().replaceFirst("^\\./", "");
          if (file.isDirectory() || !wanted.test(path)) continue;
          if (file.isSymbolicLink()) into.link(path, file.getLinkName());
          else into.add(path, tar.readAllBytes(), (file.getMode() & 0100) != 0);
        }
      }
    }
  }

  private Pin pin(String name) throws IOException {
    return Files.readAllLines(Path.of("release", "debian.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t"))
        .map(words -> new Pin(words[0], words[1], words[2], words[3]))
        .filter(pin -> pin.architecture().equals(architecture) && pin.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private byte[] download(Pin pin) throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path file =
        FOLDER.resolve(
            "%s_%s_%s.deb"
                .formatted(pin.name(), pin.version().replace(":", "%3a"), pin.architecture()));
    if (!Files.exists(file)) {
      String wanted = "%s:%s=%s".formatted(pin.name(), pin.architecture(), pin.version());
      int exit =
          new ProcessBuilder(List.of("apt-get", "download", "-qq", wanted))
              .directory(FOLDER.toFile())
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "apt-get has no %s: build on a Debian 12, or put %s there".formatted(wanted, file));
      }
    }
    byte[] content = Files.readAllBytes(file);
    if (Archives.sha256(content).equals(pin.sha256())) return content;
    Files.delete(file);
    throw new IllegalStateException(file + " is not what release/debian.tsv says");
  }
}
