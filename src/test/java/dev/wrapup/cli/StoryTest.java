package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pages tell a newcomer to type, typed into a shell in a fresh checkout, line by line.
class StoryTest {
  /// Builds and tests the program, or runs until it is stopped.
  private static final Pattern LEFT_OUT = Pattern.compile("mvn -B verify|\\./wrapup sandbox .*");

  @TempDir Path folder;
  private final List<String> typed = new ArrayList<>();

  @BeforeEach
  void check_out() throws Exception {
    for (String file :
        List.of("wrapupcodes.yaml", ".gitignore", "README.md", "examples/genesys-cloud.yaml")) {
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(Path.of(file), copy);
    }
    Path launcher = folder.resolve("wrapup");
    Files.writeString(launcher, "#!/bin/sh\nexec %s \"$@\"\n".formatted(Program.command()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    Repository.commit(folder);
  }

  private static List<String> lines(Path page) throws IOException {
    return DocsTest.lines(page).stream().filter(LEFT_OUT.asMatchPredicate().negate()).toList();
  }

  /// Types lines into one shell, and holds how each of them ends.
  ///
  /// @param exits of the lines that don't end with 0
  /// @return what each line printed
  private List<String> type(List<String> lines, Map<String, ExitCode> exits, String... variables)
      throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      int expected = exits.getOrDefault(lines.get(i), ExitCode.OK).number();
      script.append("exec >%d.txt 2>&1\n%s\n".formatted(i, lines.get(i)));
      script.append("test $? = %d || exit 1\n".formatted(expected));
    }
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script.toString());
    builder.environment().keySet().removeIf(name -> name.matches("(GENESYS|WRAPUP|GITHUB).*"));
    for (int i = 0; i < variables.length; i += 2) {
      builder.environment().put(variables[i], variables[i + 1]);
    }
    Process shell = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    shell.getInputStream().readAllBytes();
    int exit = shell.waitFor();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < lines.size() && Files.exists(folder.resolve(i + ".txt")); i++) {
      told.add(Files.readString(folder.resolve(i + ".txt"), StandardCharsets.UTF_8));
      Files.delete(folder.resolve(i + ".txt"));
    }
    assertThat(exit).as("%s\n%s", lines.get(told.size() - 1), told.getLast()).isZero();
    typed.addAll(lines);
    return told;
  }

  private String told(List<String> told, String line) {
    assertThat(typed).containsOnlyOnce(line);
    return told.get(typed.indexOf(line));
  }

  private boolean isThere(String file) {
    return Files.exists(folder.resolve(file));
  }

  @Test
  void the_readme_tells_a_story_that_happens() throws Exception {
    String drift = "./wrapup drift --sandbox --base-ref main";

    List<String> told;
    try (Sandbox remote = Sandbox.start(Example.organization(), Settings.DEFAULT)) {
      told =
          type(
              lines(Path.of("README.md")),
              Map.of(drift, ExitCode.DRIFT),
              "GENESYS_BASE_URL",
              remote.url().toString());
      assertThat(remote.writes()).isZero();
    }

    assertThat(told(told, "./wrapup plan --sandbox --base-ref main --out plan.json"))
        .contains("Praise → Praise from a customer", "1 to update", "Changed outside Git");
    assertThat(told(told, "./wrapup apply --sandbox --base-ref main --plan plan.json"))
        .contains("1 of 1 change done", ".wrapup/audit/");
    assertThat(told(told, "./wrapup audit report .wrapup/audit/*.jsonl")).contains("PRAISE");
    assertThat(told(told, drift)).contains("Drift: 1 gone, 2 changed", "VOICEMAIL_LEFT");
    assertThat(told(told, "git diff")).contains("+    displayName: Customer Callback");
  }

  @Test
  void its_last_lines_bring_back_what_was_there() throws Exception {
    List<String> lines = lines(Path.of("README.md"));
    List<String> last = lines.subList(lines.lastIndexOf("git diff") + 1, lines.size());
    String plan = "./wrapup plan --sandbox";

    List<String> before =
        type(List.of(plan, "git switch -c praise", "./wrapup apply --sandbox --yes"), Map.of());
    assertThat(isThere(".wrapup/sandbox.json")).isTrue();
    type(last, Map.of());

    assertThat(isThere(".wrapup")).isFalse();
    assertThat(type(List.of(plan), Map.of())).containsExactly(before.getFirst());
  }

  @Test
  void the_page_on_genesys_cloud_is_tried_by_adding_the_sandbox() throws Exception {
    List<String> lines =
        lines(Path.of("docs/genesys-cloud.md")).stream()
            .map(
                line ->
                    line.matches("\\./wrapup (?!audit).*(?<!--sandbox.*)")
                        ? line + " --sandbox"
                        : line)
            .toList();

    List<String> told = type(lines, Map.of());

    assertThat(told(told, "./wrapup plan -f cloud.yaml --exit-code --sandbox"))
        .contains("10 unchanged");
    assertThat(told(told, "./wrapup audit report .wrapup/audit/*.jsonl"))
        .contains("Callback requested");
    assertThat(isThere(".wrapup/sandbox-genesys-cloud.json")).isTrue();
  }
}
