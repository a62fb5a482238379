import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// The program with the Java that it needs and nothing else, in a folder that can be moved:
/// `bin/wrapup`, which starts it, over `lib/wrapup`, a run-time image with the program inside.
///
/// From the project's root, by a JDK 25: `java release/Image.java CLASSES LIBRARIES FOLDER`.
final class Image {
  /// What suits a process that is over before a larger heap or a second compiler would pay. The
  /// launchers say the same; a cache is of no use to a Java that was told otherwise.
  private static final List<String> SHORT = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  static final String CACHE = "wrapup.aot";

  private static final List<String> UNUSED =
      List.of("/java.base/bin/keytool", "/jdk.httpserver/bin/jwebserver");

  private static final int RUN_MINUTES = 5;

  private Image() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[2]);
    make(Path.of(args[0]), Path.of(args[1]), folder);
    train(folder);
  }

  /// @param folder where it is made; must not be there yet
  static void make(Path classes, Path libraries, Path folder) throws IOException {
    Path jar = Files.createTempFile("wrapup", ".jar");
    try {
      FlatModule.write(classes, libraries, jar);
      Files.createDirectories(folder.resolve("lib"));
      link(jar, home(folder));
    } finally {
      jar.toFile().delete(); // stays where jlink has it open still, which Windows minds
    }
    Path bin = Files.createDirectories(folder.resolve("bin"));
    String launcher = isWindows() ? "wrapup.cmd" : "wrapup";
    Files.copy(
        Path.of("release", isWindows() ? launcher : "wrapup.sh"),
        bin.resolve(launcher),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void link(Path jar, Path home) {
    int exit =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IllegalStateException("this Java has no jlink: take a JDK"))
            .run(
                System.err,
                System.err,
                "--module-path",
                jar.toString(),
                "--add-modules",
                FlatModule.NAME,
                "--output",
                home.toString(),
                "--no-header-files",
                "--no-man-pages",
                "--strip-java-debug-attributes",
                "--exclude-files",
                String.join(",", UNUSED),
                "--compress",
                "zip-0",
                // else in the order in which this process happened to look at packages
                "--order-resources",
                "**",
                // whether its classes keep their debug attributes is chance; the JDK's own are as
                // good
                "--disable-plugin",
                "generate-jli-classes");
    if (exit != 0) throw new IllegalStateException("jlink ended with " + exit);
  }

  /// Takes the symbols out of the native libraries, a sixth of the largest one; stack traces of
  /// Java don't need them. What the tool of the system does with it is the same each time.
  static void strip(Path folder) throws IOException, InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")) return;
    List<String> command = new ArrayList<>(List.of("strip", "--strip-unneeded"));
    try (Stream<Path> files = Files.walk(home(folder).resolve("lib"))) {
      files.map(Path::toString).filter(name -> name.endsWith(".so")).sorted().forEach(command::add);
    }
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) throw new IllegalStateException("strip ended with " + exit);
  }

  static Path home(Path folder) {
    return folder.resolve("lib", "wrapup");
  }

  static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /// Adds pages of the manual and completions.
  static void manual(Path folder) throws IOException, InterruptedException {
    run(folder, "Manual", List.of(), folder.resolve("share").toString());
  }

  /// Adds the AOT cache of JEP 483 and 514: classes as they are after a few plans and an apply.
  /// Without it everything works, slower.
  static void train(Path folder) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("wrapup-training");
    Files.copy(Path.of("wrapupcodes.yaml"), work.resolve("wrapupcodes.yaml"));
    Path cache = home(folder).toAbsolutePath().resolve("lib", CACHE);
    List<String> options = new ArrayList<>(SHORT);
    options.add("-XX:AOTCacheOutput=" + cache);
    run(folder, "Training", options, work.toString());
    delete(work);
    if (!Files.exists(cache)) throw new IllegalStateException("the training run left no AOT cache");
  }

  /// Runs a main class of the program by the image's own Java.
  private static void run(Path folder, String main, List<String> options, String argument)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(home(folder).toAbsolutePath().resolve("bin/java").toString()));
    command.addAll(options);
    command.addAll(List.of("-m", FlatModule.NAME + "/dev.wrapup.cli." + main, argument));
    Path log = Files.createTempFile("wrapup", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean isOver = process.waitFor(RUN_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    if (!isOver || process.exitValue() != 0) {
      throw new IllegalStateException(main + " failed:\n" + Files.readString(log));
    }
    Files.delete(log);
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
