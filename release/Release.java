import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Makes everything that is released, in `target/release`. Run by `mvn -Prelease package`, with the
/// program built and the libraries of this step on the class path.
///
/// Properties: `wrapup.version`; `wrapup.aot` (`off` leaves out the AOT cache, the one file that
/// two builds don't make alike); `wrapup.time`, the moment that all files are of, unless the
/// variable `SOURCE_DATE_EPOCH` names one (specification of reproducible-builds.org).
final class Release {
  private static final Path TARGET = Path.of("target");
  private static final Path OUT = TARGET.resolve("release");

  private final String version = System.getProperty("wrapup.version");
  private final Instant time = time();
  private final Archives archives = new Archives(time);

  /// What makes an artifact, of files that others are made of at the same time.
  private interface Packing {
    void pack() throws IOException, InterruptedException;
  }

  public static void main(String[] args) throws Exception {
    new Release().make();
  }

  private static Instant time() {
    String epoch = System.getenv("SOURCE_DATE_EPOCH");
    return epoch == null
        ? Instant.parse(System.getProperty("wrapup.time"))
        : Instant.ofEpochSecond(Long.parseLong(epoch));
  }

  private void make() throws Exception {
    Image.delete(OUT);
    Files.createDirectories(OUT);
    Tree tree = program();
    // what takes longest begins first
    List<Packing> packings = new ArrayList<>();
    if (platform().startsWith("linux")) {
      Tree debian = debian(tree);
      Container container = new Container(version, architecture(), archives, time);
      String deb = "wrapup_%s_%s.deb".formatted(version, architecture());
      packings.add(() -> archives.deb(debian, control(), OUT.resolve(deb)));
      packings.add(() -> container.write(debian, OUT));
      packings.add(() -> wheel(tree));
    }
    packings.add(() -> archive(tree));
    sideBySide(packings);
    Files.copy(bom(), OUT.resolve("wrapup-%s.cdx.json".formatted(version)));
    sums();
  }

  private static void sideBySide(List<Packing> packings) throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
      List<Future<?>> begun = new ArrayList<>();
      for (Packing packing : packings) {
        begun.add(
            workers.submit(
                () -> {
                  packing.pack();
                  return null;
                }));
      }
      for (Future<?> one : begun) one.get();
    }
  }

  private void archive(Tree tree) throws IOException {
    String name = "wrapup-%s-%s".formatted(version, platform());
    Tree unpacked = new Tree().addAll("wrapup-%s/".formatted(version), tree, "");
    if (Image.isWindows()) archives.zip(unpacked, OUT.resolve(name + ".zip"));
    else archives.tarGz(unpacked, OUT.resolve(name + ".tar.gz"));
  }

  private static Path bom() {
    return TARGET.resolve("bom.json");
  }

  /// The files below one folder: `bin`, `lib`, `share`.
  private Tree program() throws IOException, InterruptedException {
    Path image = TARGET.resolve("release-image");
    Image.delete(image);
    Image.make(TARGET.resolve("classes"), TARGET.resolve("lib"), image);
    Image.strip(image);
    Image.manual(image);
    if (!System.getProperty("wrapup.aot").equals("off")) Image.train(image);
    return new Tree()
        .addAll("", image)
        .addAll("share/doc/wrapup/", Licenses.of(bom(), TARGET.resolve("lib")), "");
  }

  private static String platform() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = name.startsWith("mac") ? "macos" : Image.isWindows() ? "windows" : "linux";
    return system + (isArm() ? "-arm64" : "-x64");
  }

  private static boolean isArm() {
    return System.getProperty("os.arch").equals("aarch64");
  }

  /// By Debian's word, which is the OCI's too.
  private static String architecture() {
    return isArm() ? "arm64" : "amd64";
  }

  /// Where Debian puts the same files (Debian Policy 4.7, sections 9.1 and 12.1 to 12.5).
  private static Tree debian(Tree tree) throws IOException {
    Tree debian = new Tree();
    for (var file : tree.items().entrySet()) {
      String name = file.getKey();
      byte[] content = file.getValue().content();
      if (name.startsWith("share/man/"))
        debian.add("usr/" + name + ".gz", Tree.gzip(content), false);
      else if (name.equals("share/doc/wrapup/LICENSE"))
        debian.add("usr/share/doc/wrapup/copyright", content, false);
      else
        debian.add(
            "usr/" + name.replace("zsh/site-functions", "zsh/vendor-completions"),
            content,
            file.getValue().isExecutable());
    }
    return debian;
  }

  private String control() {
    return """
        Package: wrapup
        Version: %s
        Architecture: %s
        Maintainer: The wrapup maintainers <maintainers@wrapup.dev>
        Depends: libc6 (>= 2.17), zlib1g
        Recommends: git
        Section: admin
        Priority: optional
        Description: keeps an organization's wrap-up codes as Git declares them
         A YAML file is compared with the live catalog of a contact center into a
         plan, which is reviewed, applied under version locks, and audited.
        """
        .formatted(version, architecture());
  }

  private void wheel(Tree tree) throws IOException {
    String name = "wrapup_codes-" + version;
    String about = name + ".dist-info";
    String tag = "py3-none-manylinux_2_17_" + (isArm() ? "aarch64" : "x86_64");
    // Metadata 2.1, because what uploads it (release.yml pins it) takes nothing newer than 2.3.
    Tree wheel =
        new Tree()
            .addAll(name + ".data/scripts/", tree, "bin/")
            .addAll(name + ".data/data/share/wrapup/", tree, "lib/wrapup/")
            .addAll(name + ".data/data/share/", tree, "share/")
            .add(
                about + "/METADATA",
                """
                Metadata-Version: 2.1
                Name: wrapup-codes
                Version: %s
                Summary: Keeps an organization's wrap-up codes as Git declares them
                License: Apache-2.0
                Requires-Python: >=3.8
                Classifier: Environment :: Console
                Classifier: Operating System :: POSIX :: Linux
                Description-Content-Type: text/markdown

                A YAML file in Git says what wrap-up codes a contact center has; `wrapup plan` shows every change
                before anything happens, `wrapup apply` makes exactly what was reviewed. It brings all that it runs with.
                """
                    .formatted(version))
            .add(
                about + "/WHEEL",
                """
                Wheel-Version: 1.0
                Generator: wrapup %s
                Root-Is-Purelib: false
                Tag: %s
                """
                    .formatted(version, tag));
    archives.wheel(wheel, about, OUT.resolve("%s-%s.whl".formatted(name, tag)));
  }

  /// As `sha256sum --check` reads it.
  private static void sums() throws IOException {
    StringBuilder sums = new StringBuilder();
    try (Stream<Path> files = Files.list(OUT)) {
      List<Path> sorted = files.sorted().toList();
      for (Path file : sorted) {
        String sum = Archives.sha256(Files.readAllBytes(file));
        sums.append("%s  %s\n".formatted(sum, file.getFileName()));
      }
    }
    Files.writeString(OUT.resolve("SHA256SUMS"), sums);
  }
}
