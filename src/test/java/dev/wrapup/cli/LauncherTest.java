package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher in a checkout of its own, with a `mvn` that takes its time and a program that tells
/// what it was given.
class LauncherTest {
  private static final String JDK = System.getProperty("java.home");

  @TempDir Path root;

  /// What came of a run.
  record Ran(int exit, long pid, String out, String err) {}

  @BeforeEach
  void a_checkout() throws IOException {
    executable("wrapup", Files.readString(Path.of("wrapup")));
    write("pom.xml", "<project/>");
    write("src/main/java/A.java", "class A {}");
    write("wrapupcodes.yaml", "format: 1\ncodes: {}\n");
    jar(root.resolve("built.jar"));
    executable(
        "bin/mvn",
        """
        #!/bin/sh
        echo built >>builds
        sleep 1
        mkdir -p target
        cp built.jar target/wrapup.jar
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

  private static void jar(Path path) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Probe.class.getName());
    String name = Probe.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        InputStream in = Probe.class.getClassLoader().getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      in.transferTo(jar);
    }
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
    assertThat(root.resolve("target/wrapup.aot")).isNotEmptyFile();
  }

  @Test
  void builds_again_when_a_source_is_newer() throws Exception {
    run();
    FileTime later = FileTime.from(Instant.now().plus(Duration.ofHours(1)));
    Files.setLastModifiedTime(root.resolve("src/main/java/A.java"), later);

    Ran again = run();

    assertThat(again.err()).startsWith("wrapup: building");
    assertThat(builds()).isEqualTo(2);
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

    Files.delete(root.resolve("target/wrapup.jar"));
    Files.createDirectories(root.resolve("target/.building"));
    assertThat(run().exit()).isZero();
  }

  @Test
  void a_program_that_something_else_built_is_trained_again() throws Exception {
    run();
    FileTime later = FileTime.from(Instant.now().plus(Duration.ofHours(1)));
    Files.setLastModifiedTime(root.resolve("target/wrapup.jar"), later);

    Ran again = run();

    assertThat(again.err()).matches("wrapup: preparing .*\n");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void a_cache_that_is_foreign_or_can_not_be_is_not_a_word() throws Exception {
    run();
    Path cache = root.resolve("target/wrapup.aot");

    Files.write(cache, new byte[100_000]);
    Ran foreign = run("one");
    Files.write(cache, new byte[0]);
    Ran empty = run("one");

    assertThat(foreign.err() + empty.err()).isEmpty();
    assertThat(foreign.out()).startsWith("args [one]\n");
    assertThat(empty.out()).startsWith("args [one]\n");
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
  void a_closed_descriptor_becomes_no_file_that_is_opened_later() throws Exception {
    run();
    Path told = root.resolve("told");

    Process process = through("exec \"$@\" <&- >&- 2>&-", "descriptors", told.toString());

    assertThat(process.waitFor()).isZero();
    // a shell may keep its own script there, which can't be written to either
    assertThat(Files.readAllLines(told))
        .hasSize(3)
        .isSubsetOf("/dev/null", root.resolve("wrapup").toRealPath().toString());
  }

  @Test
  void a_screen_without_a_terminal_is_not_a_word() throws Exception {
    run();

    Process process = through("exec script -qec \"setsid -w '$1' x\" /dev/null");

    assertThat(end(process).out()).startsWith("args [x]");
  }

  /// By a shell that does something to its streams first.
  private Process through(String shell, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
    command.add(root.resolve("wrapup").toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("WRAPUP_JAVA_HOME", JDK);
    return builder.start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", "LANG=xx_XX.UTF-8"})
  void letters_arrive_whole_in_any_locale_and_in_a_checkout_with_such_a_name(String locale)
      throws Exception {
    root = root.resolve("hü");
    a_checkout();
    String[] set = locale.split("=", -1);

    Ran built = end(start(Map.of(set[0], set[1]), "CAFÉ", "ü.yaml", "日本語"));
    Ran ran = end(start(Map.of(set[0], set[1]), "CAFÉ", "ü.yaml", "日本語"));

    assertThat(built.out()).startsWith("args [CAFÉ, ü.yaml, 日本語]\n");
    assertThat(ran.out()).startsWith("args [CAFÉ, ü.yaml, 日本語]\n");
    assertThat(ran.err()).isEmpty();
    assertThat(root.resolve("target/wrapup.aot")).isNotEmptyFile();
  }

  @Test
  void a_locale_of_another_encoding_that_is_there_is_left_alone() throws Exception {
    executable("bin/locale", "#!/bin/sh\necho ISO-8859-1\n");

    Ran ran = end(start(Map.of("LC_ALL", "C"), "x"));

    assertThat(ran.out()).contains("locale C\n");
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
