package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a checkout of its own, with a `mvn` that takes its time, and a program that
/// tells what it was given.
class LauncherTest {
  private static final String JDK = System.getProperty("java.home");

  /// Stands in for what makes the image: a program that tells what it was given.
  private static final String IMAGE =
      """
      import java.nio.file.*;
      class Image {
        public static void main(String[] args) throws Exception {
          Path program = Path.of(args[2], "bin/wrapup").toAbsolutePath();
          Files.createDirectories(program.getParent());
          Files.writeString(program, "#!/bin/sh\\nexec '%s' -cp '%s' %s \\"$@\\"\\n");
          program.toFile().setExecutable(true);
        }
      }
      """
          .formatted(
              JDK + "/bin/java",
              Path.of("target/test-classes").toAbsolutePath(),
              Probe.class.getName());

  @TempDir Path root;

  /// What came of a run.
  record Ran(int exit, long pid, String out, String err) {}

  @BeforeEach
  void a_checkout() throws IOException {
    executable("wrapup", Files.readString(Path.of("wrapup")));
    write("pom.xml", "<project/>");
    write("src/main/java/A.java", "class A {}");
    write("release/Image.java", IMAGE);
    executable(
        "bin/mvn",
        """
        #!/bin/sh
        echo built >>builds
        sleep 1
        """);
  }

  private void write(String name, String text) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void executable(String name, String text) throws IOException {
    write(name, text);
    Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start(Map<String, String> more, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(root.resolve("wrapup").toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", root.toString());
    environment.put("WRAPUP_JAVA_HOME", JDK);
    environment.putAll(more);
    return builder.start();
  }

  private static Ran end(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), process.pid(), out, err);
  }

  private Ran run(String... args) throws IOException, InterruptedException {
    return end(start(Map.of(), args));
  }

  private long builds() throws IOException {
    try (var lines = Files.lines(root.resolve("builds"))) {
      return lines.count();
    }
  }

  @Test
  void builds_once_says_so_and_becomes_the_program() throws Exception {
    Ran first = run("plan", "with a space", "");
    Ran second = run("fail");

    assertThat(first.err()).matches("wrapup: building .*\nwrapup: preparing .*\n");
    assertThat(first.out()).contains("args [plan, with a space, ]", "pid " + first.pid() + "\n");
    assertThat(second.exit()).isEqualTo(42);
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void builds_again_when_a_source_is_newer() throws Exception {
    run();
    write("src/main/java/A.java", "class A { int a; }");
    touch("src/main/java/A.java");

    Ran again = run();

    assertThat(again.err()).startsWith("wrapup: building");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void builds_again_when_a_source_is_gone() throws Exception {
    write("src/main/java/B.java", "class B {}");
    run();
    Files.delete(root.resolve("src/main/java/B.java"));
    touch("src/main/java");

    assertThat(run().err()).startsWith("wrapup: building");
  }

  @Test
  void does_not_build_again_where_times_alone_are_new_as_in_a_copy() throws Exception {
    run();
    touch("src/main/java/A.java");
    assertThat(run().err()).isEmpty();

    Path copy = root.resolveSibling(root.getFileName() + "-copy");
    new ProcessBuilder("cp", "-r", root.toString(), copy.toString()).inheritIO().start().waitFor();
    root = copy;

    assertThat(run("x").out()).startsWith("args [x]");
    assertThat(builds()).isEqualTo(1);
  }

  private void touch(String name) throws IOException {
    FileTime later = FileTime.from(Instant.now().plus(Duration.ofHours(1)));
    Files.setLastModifiedTime(root.resolve(name), later);
  }

  @Test
  void what_maven_loads_is_told_while_it_does() throws Exception {
    executable(
        "bin/mvn",
        """
        #!/bin/sh
        echo '[INFO] Downloading from central: http://127.0.0.1/a/a-1.jar'
        echo '[INFO] Downloaded from central: http://127.0.0.1/a/a-1.jar (1.2 MB at 3 MB/s)'
        echo '[INFO] Downloaded from central: http://127.0.0.1/b/b-2.jar (1.2 MB at 3 MB/s)'
        sleep 4
        """);

    assertThat(run().err()).contains("wrapup: 2 files loaded, the last one b-2.jar\n");
  }

  @Test
  void two_at_once_build_once() throws Exception {
    Process one = start(Map.of());
    Process two = start(Map.of());

    assertThat(end(one).exit()).isZero();
    assertThat(end(two).exit()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void a_lock_whose_owner_is_gone_is_taken_over() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    write("target/.building/pid", gone.pid() + "\n");
    assertThat(run().exit()).isZero();

    Files.delete(root.resolve("target/.built"));
    Files.createDirectories(root.resolve("target/.building"));
    assertThat(run().exit()).isZero();
  }

  @Test
  void without_a_jdk_that_is_new_enough_it_says_what_to_install() throws Exception {
    write("old/release", "JAVA_VERSION=\"17.0.1\"\n");
    executable("old/bin/java", "#!/bin/sh\n");
    executable("old/bin/javac", "#!/bin/sh\n");

    Ran old = end(start(Map.of("WRAPUP_JAVA_HOME", root.resolve("old").toString())));

    assertThat(old.exit()).isEqualTo(1);
    assertThat(old.err()).contains("no JDK 25").containsPattern("(?m)^next: ");
    assertThat(root.resolve("builds")).doesNotExist();
  }

  @Test
  void java_home_is_used_if_it_fits_and_passed_over_if_not() throws Exception {
    write("old/release", "JAVA_VERSION=\"17.0.1\"\n");
    executable("old/bin/java", "#!/bin/sh\necho old\n");
    executable("old/bin/javac", "#!/bin/sh\n");

    Ran ran =
        end(start(Map.of("WRAPUP_JAVA_HOME", "", "JAVA_HOME", root.resolve("old").toString())));

    assertThat(ran.out()).doesNotContain("old");
  }

  @Test
  void a_build_that_fails_shows_its_end_and_the_log() throws Exception {
    executable("bin/mvn", "#!/bin/sh\necho 'javac: no such thing'\nexit 1\n");

    Ran ran = run();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("javac: no such thing", "target/build.log", "next: ");
    assertThat(root.resolve("target/.building")).doesNotExist();
  }

  @Test
  void builds_in_a_folder_with_letters_that_the_locale_does_not_know() throws Exception {
    root = root.resolve("hü");
    a_checkout();

    assertThat(end(start(Map.of("LC_ALL", "C"), "x")).out()).startsWith("args [x]");
    assertThat(root.resolve("target/image/bin/wrapup")).exists();
  }

  @Test
  void works_through_a_link() throws Exception {
    Files.createDirectories(root.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("elsewhere/wrapup"), root.resolve("wrapup"));

    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("elsewhere/wrapup").toString(), "x")
            .directory(root.resolve("elsewhere").toFile());
    builder.environment().put("PATH", root.resolve("bin") + ":/usr/bin:/bin");

    assertThat(end(builder.start()).out()).contains("args [x]");
  }
}
