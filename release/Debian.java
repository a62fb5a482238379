import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Files of Debian's packages.
final class Debian {
  private final String architecture;

  /// @param architecture by Debian's word, such as `amd64`
  Debian(String architecture) {
    this.architecture = architecture;
  }

  /// Adds files of a package to a tree, links included.
  ///
  /// @param wanted the names to take, with no slash in front
  void unpack(String name, Predicate<String> wanted, Tree into)
      throws IOException, InterruptedException {
    byte[] content = Pins.fetch(architecture, name);
    try (ArArchiveInputStream ar = new ArArchiveInputStream(new ByteArrayInputStream(content))) {
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
}
