package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is longer than the screen is shown by a pager, at a real terminal, and the pager decides
/// nothing.
class PagerTest {
  private static final String LAST_LINE = "To let exactly this plan pass all the same";

  @TempDir Path folder;

  @BeforeEach
  void a_refused_plan() throws Exception {
    String file = Files.readString(Path.of("wrapupcodes.yaml"));
    String strict = file.replaceFirst("(?m)^codes:", "policy: {maxUpdates: 0}\ncodes:");
    Files.writeString(
        folder.resolve("wrapupcodes.yaml"), strict.replaceFirst("(?ms)^policy:\n.*?(?=^\\w)", ""));
  }

  /// What came of a run at a terminal.
  private record Shown(String screen, int exit) {}

  private Shown plan(int rows, Map<String, String> variables, String... more) throws Exception {
    return run(
        rows,
        variables,
        Stream.concat(Stream.of("plan", "--sandbox"), Stream.of(more)).toArray(String[]::new));
  }

  private Shown run(int rows, Map<String, String> variables, String... words) throws Exception {
    List<String> command = new ArrayList<>(ArchivedClasses.command());
    command.addAll(
        1,
        List.of(
            "-Dwrapup.stdin.terminal=true",
            "-Dwrapup.stdout.terminal=true",
            "-Dwrapup.stderr.terminal=true",
            "-Dwrapup.rows=" + rows));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", "'" + String.join("' '", command) + "'", "/dev/null")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().remove("CI");
    builder.environment().remove("NO_COLOR");
    builder.environment().putAll(Map.of("TERM", "xterm", "LC_ALL", "C.UTF-8"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    String screen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Shown(screen, process.exitValue());
  }

  @Test
  void a_pager_gets_what_is_longer_than_the_screen_and_the_exit_stays() throws Exception {
    Shown shown = plan(10, Map.of("PAGER", "cat >'shown by it' # $LESS"));

    assertThat(Files.readString(folder.resolve("shown by it"))).contains(LAST_LINE);
    assertThat(shown.screen()).doesNotContain(LAST_LINE).contains("next: ");
    assertThat(shown.exit()).isEqualTo(ExitCode.REFUSED.number());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate",
        "refs REFUND --sandbox",
        "drift --sandbox --base wrapupcodes.yaml",
        "import codes.csv --sandbox",
        "audit verify run.jsonl",
        "audit report --format text run.jsonl"
      })
  void other_reports_that_are_read_are_paged_too(String command) throws Exception {
    Program program =
        new Program(folder).wrapupcodes(Files.readString(Path.of("wrapupcodes.yaml")));
    program.run("apply", "--sandbox", "--yes");
    Files.copy(program.journals().getFirst(), folder.resolve("run.jsonl"));
    Files.writeString(folder.resolve("codes.csv"), "code,displayName\nREFUND,Refunded\n");

    Shown shown = run(0, Map.of("PAGER", "cat >paged"), command.split(" "));

    assertThat(folder.resolve("paged")).as(shown.screen()).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cat",
        " ",
        "/no/such/program",
        "no-such-program",
        "false",
        "syntax ( error",
        "exit 3"
      })
  void what_a_pager_does_not_show_is_printed(String pager) throws Exception {
    Shown shown = plan(10, Map.of("PAGER", pager));

    assertThat(shown.screen()).containsOnlyOnce(LAST_LINE);
    assertThat(shown.exit()).isEqualTo(ExitCode.REFUSED.number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"head -n 1", "true", "kill -9 $$", "kill -INT $$"})
  void a_pager_that_is_left_early_ends_nothing(String pager) throws Exception {
    Shown shown = plan(10, Map.of("PAGER", pager));

    assertThat(shown.screen()).doesNotContain(LAST_LINE).contains("next: ");
    assertThat(shown.exit()).isEqualTo(ExitCode.REFUSED.number());
  }

  @Test
  void where_nobody_pages_it_is_printed() throws Exception {
    Map<String, String> unseen = Map.of("PAGER", "cat >unseen");
    for (Shown shown :
        List.of(
            plan(10, unseen, "--no-pager"),
            plan(10, Map.of("PAGER", "cat >unseen", "CI", "true")),
            plan(10, Map.of("PAGER", "cat >unseen", "TERM", "dumb")),
            plan(200, unseen))) {
      assertThat(shown.screen()).contains(LAST_LINE);
    }
    assertThat(plan(10, unseen, "--format", "markdown").screen()).contains("Digest `sha256:");
    assertThat(folder.resolve("unseen")).doesNotExist();
  }

  @Test
  void a_file_of_variables_names_no_program_to_run() throws Exception {
    Files.writeString(folder.resolve("variables"), "PAGER=\"touch unseen\"\n");

    plan(10, Map.of("PATH", "/nowhere"), "--env-file", "variables");

    assertThat(folder.resolve("unseen")).doesNotExist();
  }
}
