package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher of an image, over a Java that runs a program which tells what it was given.
class PackagedLauncherTest {
  @TempDir Path root;

  @BeforeEach
  void an_image() throws IOException {
    executable("bin/wrapup", Files.readString(Path.of("release/wrapup.sh")));
    executable(
        "lib/wrapup/bin/java",
        """
        #!/bin/sh
        # the program's module is another's class here
        left=$#
        while [ "$left" -gt 0 ]; do
          word=$1
          shift
          left=$((left - 1))
          if [ "$word" = -m ]; then
            shift
            left=$((left - 1))
            set -- "$@" -cp '%s' %s
          else
            set -- "$@" "$word"
          fi
        done
        exec '%s/bin/java' "$@"
        """
            .formatted(
                Path.of("target/test-classes").toAbsolutePath(),
                Probe.class.getName(),
                System.getProperty("java.home")));
  }

  private void executable(String name, String text) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start(Map<String, String> variables, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", root.resolve("tools") + ":/usr/bin:/bin");
    environment.putAll(variables);
    return builder.start();
  }

  private ProcessResult run(Map<String, String> variables, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(root.resolve("bin/wrapup").toString()));
    command.addAll(List.of(args));
    return ProcessResult.of(start(variables, command.toArray(String[]::new)));
  }

  @Test
  void becomes_the_program() throws Exception {
    String program = root.resolve("bin/wrapup").toString();
    Process process = start(Map.of(), program, "plan", "with a space", "");
    ProcessResult ran = ProcessResult.of(process);
    ProcessResult failed = run(Map.of(), "fail");

    assertThat(ran.out()).contains("args [plan, with a space, ]", "pid " + process.pid() + "\n");
    assertThat(ran.err()).isEmpty();
    assertThat(failed.exit()).isEqualTo(42);
  }

  @Test
  void a_cache_that_is_foreign_or_missing_is_not_a_word() throws Exception {
    ProcessResult missing = run(Map.of(), "one");
    Path cache = root.resolve("lib/wrapup/lib/wrapup.aot");
    Files.createDirectories(cache.getParent());
    Files.write(cache, new byte[100_000]);
    ProcessResult foreign = run(Map.of(), "one");

    assertThat(missing.err() + foreign.err()).isEmpty();
    assertThat(foreign.out()).startsWith("args [one]\n");
  }

  @Test
  void options_for_java_come_last() throws Exception {
    ProcessResult ran =
        run(Map.of("WRAPUP_JAVA_OPTIONS", "-Xlog:safepoint=off -Dprobe.told=a"), "property");
    ProcessResult wrong = run(Map.of("WRAPUP_JAVA_OPTIONS", "-XX:AOTMode=on"), "one");

    assertThat(ran.out()).contains("property a\n");
    // there is no cache, and this time it was asked for
    assertThat(wrong.exit()).isNotZero();
  }

  @Test
  void is_found_where_pip_puts_it() throws Exception {
    Files.createDirectories(root.resolve("share"));
    Files.move(root.resolve("lib/wrapup"), root.resolve("share/wrapup"));

    assertThat(run(Map.of(), "x").out()).startsWith("args [x]");
  }

  @Test
  void works_through_links() throws Exception {
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
    Files.createSymbolicLink(elsewhere.resolve("one"), Path.of("../bin/wrapup"));
    Files.createSymbolicLink(elsewhere.resolve("two"), elsewhere.resolve("one"));

    assertThat(ProcessResult.of(start(Map.of(), elsewhere.resolve("two").toString(), "x")).out())
        .startsWith("args [x]");
  }

  @Test
  void a_closed_descriptor_becomes_no_file_that_is_opened_later() throws Exception {
    Path told = root.resolve("told");

    Process process =
        start(
            Map.of(),
            "sh",
            "-c",
            "exec \"$@\" <&- >&- 2>&-",
            "sh",
            root.resolve("bin/wrapup").toString(),
            "descriptors",
            told.toString());

    assertThat(process.waitFor()).isZero();
    // a shell may keep its own script there, which can't be written to either
    assertThat(Files.readAllLines(told))
        .hasSize(3)
        .isSubsetOf(
            "/dev/null",
            root.resolve("bin/wrapup").toRealPath().toString(),
            root.resolve("lib/wrapup/bin/java").toRealPath().toString());
  }

  @Test
  void a_screen_without_a_terminal_is_not_a_word() throws Exception {
    Process process =
        start(
            Map.of(),
            "script",
            "-qec",
            "setsid -w '%s' x".formatted(root.resolve("bin/wrapup")),
            "/dev/null");

    assertThat(ProcessResult.of(process).out()).startsWith("args [x]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", "LANG=xx_XX.UTF-8", "LC_CTYPE=POSIX", "LANG=xx_XX", "LANG="})
  void letters_arrive_whole_in_any_locale_and_in_a_folder_with_such_a_name(String locale)
      throws Exception {
    root = root.resolve("hü");
    an_image();
    String[] set = locale.split("=", -1);

    ProcessResult ran = run(Map.of(set[0], set[1]), "CAFÉ", "ü.yaml", "日本語");

    assertThat(ran.out()).startsWith("args [CAFÉ, ü.yaml, 日本語]\n");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void a_locale_of_another_encoding_that_is_there_is_left_alone() throws Exception {
    executable("tools/locale", "#!/bin/sh\necho ISO-8859-1\n");

    assertThat(run(Map.of("LC_ALL", "de_DE"), "x").out()).contains("locale de_DE\n");
  }
}
