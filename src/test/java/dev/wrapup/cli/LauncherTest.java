package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher in a checkout of its own, with a `mvn` that takes its time, and a program that
/// tells what it was given.
class LauncherTest {
  private static final String JDK = System.getProperty("java.home");

  /// Stands in for what makes the image: a program that tells what it was given.
  private static final String IMAGE =
      """
      mkdir -p "$1/bin"
      echo '#!/bin/sh' >"$1/bin/wrapup"
      echo 'exec %s -XX:TieredStopAtLevel=1 -cp %s %s "$@"' >>"$1/bin/wrapup"
      chmod +x "$1/bin/wrapup"
      """
          .formatted(
              JDK + "/bin/java",
              Path.of("target/test-classes").toAbsolutePath(),
              Probe.class.getName());

  private static final String IMAGE_IN_JAVA =
      """
      class Image {
        public static void main(String[] args) throws Exception {
          System.exit(new ProcessBuilder("sh", "image", args[2]).start().waitFor());
        }
      }
      """;

  @TempDir Path root;

  @BeforeEach
  void a_checkout() throws IOException {
    executable("wrapup", Files.readString(Path.of("wrapup")));
    write("pom.xml", "<project/>");
    write("src/main/java/A.java", "class A {}");
    write("release/Image.java", IMAGE_IN_JAVA);
    write("image", IMAGE);
    executable("bin/mvn", "#!/bin/sh\necho built >>builds\n");
    write("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
    executable("jdk/bin/java", "#!/bin/sh\nexec sh image \"$4\"\n"); // Image.java takes its time
    executable("jdk/bin/javac", "#!/bin/sh\n");
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
    return start(List.of(), more, args);
  }

  /// @param by what starts it, if it isn't started itself
  private Process start(List<String> by, Map<String, String> more, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(by);
    command.add(root.resolve("wrapup").toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", root.toString());
    environment.put("WRAPUP_JAVA_HOME", root.resolve("jdk").toString());
    environment.putAll(more);
    return builder.start();
  }

  private ProcessResult run(String... args) throws IOException, InterruptedException {
    return ProcessResult.of(start(Map.of(), args));
  }

  private long builds() throws IOException {
    try (var lines = Files.lines(root.resolve("builds"))) {
      return lines.count();
    }
  }

  @Test
  void builds_once_says_so_and_becomes_the_program() throws Exception {
    Process process = start(Map.of(), "plan", "with a space", "");
    ProcessResult first = ProcessResult.of(process);
    ProcessResult second = run("fail");

    assertThat(first.err()).matches("wrapup: building .*\nwrapup: preparing .*\n");
    assertThat(first.out()).contains("args [plan, with a space, ]", "pid " + process.pid() + "\n");
    assertThat(second.exit()).isEqualTo(42);
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo 'class A { int a; }' >src/main/java/A.java",
        // as where a file is restored, or unpacked from an archive
        "echo 'class A { int a; }' >src/main/java/A.java && touch -d 2001-01-01 src/main/java/A.java",
        "echo 'class C {}' >src/main/java/C.java && touch -d 2001-01-01 src/main/java/C.java src/main/java",
        "rm src/main/java/B.java && touch -d 2001-01-01 src/main/java",
        "mv src/main/java/B.java src/main/java/C.java",
        "mv src/main/java src/main/kotlin",
        "echo '<project></project>' >pom.xml",
        "echo '// more' >>release/Image.java",
      })
  void builds_again_when_the_sources_differ_whatever_their_times(String edit) throws Exception {
    write("src/main/java/B.java", "class B {}");
    run();

    in(root, "sh", "-c", edit);

    assertThat(run().err()).startsWith("wrapup: building");
    assertThat(run().err()).isEmpty();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void what_is_edited_during_a_build_is_built_by_the_next_run() throws Exception {
    executable("bin/mvn", "#!/bin/sh\necho built >>builds\necho '// ' >>src/main/java/A.java\n");
    run();
    executable("bin/mvn", "#!/bin/sh\necho built >>builds\n");

    assertThat(run().err()).startsWith("wrapup: building");
    assertThat(run().err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash"})
  void one_look_through_the_sources_tells_that_nothing_is_to_be_built(String shell)
      throws Exception {
    run();
    Path tools = Files.createDirectories(root.resolve("tools"));
    Files.createSymbolicLink(tools.resolve("find"), Path.of("/usr/bin/find"));

    Process process = start(List.of("/bin/" + shell), Map.of("PATH", tools.toString()), "x");

    ProcessResult ran = ProcessResult.of(process);
    assertThat(ran.out()).startsWith("args [x]");
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cp -r", "cp -a", "mv"})
  void does_not_build_again_where_times_alone_are_new_as_in_a_copy(String command)
      throws Exception {
    run();
    move(command);
    in(root, "touch", "src/main/java/A.java");

    ProcessResult copy = run("x");

    assertThat(copy.out()).startsWith("args [x]");
    assertThat(copy.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
    Files.delete(root.resolve("bin/mvn")); // times are as after a build again
    Files.createSymbolicLink(root.resolve("bin/cksum"), Path.of("/bin/false"));
    assertThat(run("x").out()).startsWith("args [x]");
  }

  /// The image is the one that is released, whose cache is made as a checkout's is.
  @ParameterizedTest
  @ValueSource(strings = {"cp -r", "mv"})
  void a_checkout_that_is_copied_or_moved_starts_from_its_cache(String command) throws Exception {
    ReleaseTest.it_is_built();
    String archive = ReleaseTest.the("linux-x64.tar.gz");
    write("image", "mkdir \"$1\" && tar -xzf '" + archive + "' -C \"$1\" --strip-components=1");
    Map<String, String> cacheOrNothing = Map.of("WRAPUP_JAVA_OPTIONS", "-XX:AOTMode=on");
    assertThat(ProcessResult.of(start(cacheOrNothing, "--version")).err())
        .startsWith("wrapup: building");

    move(command);
    ProcessResult ran = ProcessResult.of(start(cacheOrNothing, "--version"));

    assertThat(ran.out()).startsWith("wrapup " + Main.VERSION);
    assertThat(ran.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  /// Takes the checkout elsewhere.
  private void move(String command) throws Exception {
    Path elsewhere = Files.createDirectories(root.resolveSibling(root.getFileName() + "-moved"));
    Path from = Files.createDirectories(elsewhere.resolve("from"));
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.toList()) Files.move(file, from.resolve(file.getFileName()));
    }
    in(elsewhere, "sh", "-c", command + " from to");
    root = elsewhere.resolve("to");
  }

  private static void in(Path folder, String... command) throws Exception {
    Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }

  @Test
  void starts_from_a_copy_that_can_not_be_written_and_says_so_where_it_has_to_build()
      throws Exception {
    run();
    move("cp -r");
    String frozen =
        "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$0/wrapup\" x";
    String[] command = {"unshare", "-rm", "sh", "-c", frozen, root.toString()};

    ProcessResult built = ProcessResult.of(new ProcessBuilder(command));
    write("src/main/java/A.java", "class A { int a; }");
    ProcessResult edited = ProcessResult.of(new ProcessBuilder(command));

    assertThat(built.out()).startsWith("args [x]");
    assertThat(built.err()).isEmpty();
    assertThat(edited.exit()).isEqualTo(1);
    assertThat(edited.err()).matches("error: .*can't be written\nnext: .*\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-odd", "with a space", "two\nlines", "$HOME", "*", "src"})
  void is_found_in_a_folder_of_any_name(String name) throws Exception {
    Path parent = root;
    root = Files.createDirectories(parent.resolve("decoy").resolve(name)).getParent();
    root = Files.createDirectories(parent.resolve(name));
    a_checkout();
    for (String program : List.of("./" + name + "/wrapup", name + "/wrapup")) {
      ProcessBuilder builder = new ProcessBuilder(program, "x").directory(parent.toFile());
      builder.environment().put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
      builder.environment().put("CDPATH", "decoy");

      assertThat(ProcessResult.of(builder).out()).as(program).startsWith("args [x]");
    }
    assertThat(builds()).isEqualTo(1);
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
    executable("bin/mvn", "#!/bin/sh\necho built >>builds\nsleep 1\n");
    Process one = start(Map.of());
    Process two = start(Map.of());

    assertThat(ProcessResult.of(one).exit()).isZero();
    assertThat(ProcessResult.of(two).exit()).isZero();
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

    ProcessResult old =
        ProcessResult.of(start(Map.of("WRAPUP_JAVA_HOME", root.resolve("old").toString())));

    assertThat(old.exit()).isEqualTo(1);
    assertThat(old.err()).contains("no JDK 25").containsPattern("(?m)^next: ");
    assertThat(root.resolve("builds")).doesNotExist();
  }

  @Test
  void java_home_is_used_if_it_fits_and_passed_over_if_not() throws Exception {
    write("old/release", "JAVA_VERSION=\"17.0.1\"\n");
    executable("old/bin/java", "#!/bin/sh\necho old\n");
    executable("old/bin/javac", "#!/bin/sh\n");

    ProcessResult ran =
        ProcessResult.of(
            start(Map.of("WRAPUP_JAVA_HOME", "", "JAVA_HOME", root.resolve("old").toString())));

    assertThat(ran.out()).doesNotContain("old");
  }

  @Test
  void a_build_that_fails_shows_its_end_and_the_log() throws Exception {
    executable("bin/mvn", "#!/bin/sh\necho 'javac: no such thing'\nexit 1\n");

    ProcessResult ran = run();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("javac: no such thing", "target/build.log", "next: ");
    assertThat(root.resolve("target/.building")).doesNotExist();
  }

  @Test
  void builds_in_a_folder_with_letters_that_the_locale_does_not_know() throws Exception {
    root = root.resolve("hü");
    a_checkout();

    assertThat(ProcessResult.of(start(Map.of("LC_ALL", "C"), "x")).out()).startsWith("args [x]");
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

    assertThat(ProcessResult.of(builder).out()).contains("args [x]");
  }
}
