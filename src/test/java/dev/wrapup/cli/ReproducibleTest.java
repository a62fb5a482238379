package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wrapup.model.source.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is released is the same when it is made again, of what can be held to that in seconds;
/// `.ci/reproduce` holds all of it to it.
class ReproducibleTest {
  private static final Path RELEASE = Path.of("target", "release").toAbsolutePath();

  /// Makes the image as `Release` does, in the folder where it is started.
  private static final String REMAKE =
      """
      class Remake {
        public static void main(String[] args) throws Exception {
          java.nio.file.Path image = java.nio.file.Path.of("image");
          Image.make(java.nio.file.Path.of("target/classes"), java.nio.file.Path.of("target/lib"), image);
          Image.strip(image);
          Image.manual(image);
        }
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void it_is_built() {
    if (Files.exists(RELEASE.resolve("SHA256SUMS"))) return;
    String missing = "nothing is in target/release: mvn -Prelease package";
    if ("true".equals(System.getenv("CI"))) fail(missing);
    abort(missing);
  }

  @Test
  void the_image_made_elsewhere_at_another_time_is_the_one_released_but_for_its_cache()
      throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else/where"));
    for (String name : List.of("release", "target/classes", "target/lib")) {
      copy(Path.of(name), elsewhere.resolve(name));
    }
    Files.writeString(elsewhere.resolve("release/Remake.java"), REMAKE);

    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // objects have other hash codes, and so hash maps another order
    run(
        elsewhere,
        java,
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:hashCode=4",
        "release/Remake.java");
    run(folder, "tar", "-xzf", RELEASE.resolve(archive()).toString());

    Map<String, String> released = files(folder.resolve("wrapup-" + Main.VERSION));
    assertThat(released.remove("lib/wrapup/lib/wrapup.aot")).isNotNull();
    released.keySet().removeIf(name -> name.startsWith("share/doc/"));
    assertThat(files(elsewhere.resolve("image"))).isEqualTo(released);
  }

  private static String archive() {
    return "wrapup-%s-linux-x64.tar.gz".formatted(Main.VERSION);
  }

  /// Each copy is of a time of its own.
  private static void copy(Path from, Path to) throws IOException {
    Instant time = Instant.parse("2001-01-01T00:00:00Z");
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path copy = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
          if (Files.isExecutable(path)) assertThat(copy.toFile().setExecutable(true)).isTrue();
          time = time.plusSeconds(2);
          Files.setLastModifiedTime(copy, FileTime.from(time));
        }
      }
    }
  }

  /// The files below a folder: whether each is executable, and its hash.
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String mode = Files.isExecutable(file) ? "x " : "- ";
        files.put(folder.relativize(file).toString(), mode + Sha256.hex(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Test
  void all_files_of_all_artifacts_are_root_s_and_of_one_time() throws Exception {
    String list = "TZ=UTC tar --numeric-owner --full-time -tv";
    List<String> listings =
        List.of(
            list + "zf *-linux-x64.tar.gz",
            list + "f *-oci.tar",
            list + "f *-oci-shell.tar",
            "dpkg-deb --ctrl-tarfile *.deb | " + list,
            "dpkg-deb --fsys-tarfile *.deb | " + list,
            "for layer in $(tar -tf *-oci-shell.tar | grep blobs/sha256/.); do"
                + " tar -xOf *-oci-shell.tar $layer | "
                + list
                + "z 2>/dev/null || true; done");
    Set<String> seen = new HashSet<>();
    for (String listing : listings) {
      String files = run(RELEASE, "sh", "-c", listing);
      assertThat(files.lines()).as(listing).isNotEmpty();
      files
          .lines()
          .map(line -> line.split(" +"))
          .forEach(of -> seen.add(of[1] + " " + of[3] + " " + of[4]));
    }
    String zip = run(RELEASE, "sh", "-c", "python3 -m zipfile -l *.whl | tail -n +2");
    zip.lines()
        .map(line -> line.split(" +"))
        .forEach(of -> seen.add("0/0 " + of[of.length - 3] + " " + of[of.length - 2]));
    assertThat(seen).singleElement().asString().matches("0/0 \\S+ \\S+");
  }

  private static String run(Path where, String... command) throws Exception {
    ProcessResult ended = ProcessResult.of(new ProcessBuilder(command).directory(where.toFile()));
    assertThat(ended.exit()).as(String.join(" ", command) + ended.err()).isZero();
    return ended.out();
  }
}
