package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.CloudExample;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages tell people to type is understood by the program, and what getting started tells
/// them to type works, in that order.
class DocsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```sh\\n(.*?)^\\1```$");
  private static final Pattern PIPELINE = Pattern.compile("(?m)^ +(?:- )?(wrapup [a-z].*)$");
  private static final Pattern RELEASED =
      Pattern.compile("(?:wrapup(?:-codes==|[-_:])|\\bv)(\\d+\\.\\d+\\.\\d+)");
  private static final Pattern SPAN = Pattern.compile("`(wrapup [a-z][^`]*)`");

  @TempDir Path folder;

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      return Stream.concat(files, Stream.of(Path.of("README.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /// The lines of a page's blocks of commands.
  static List<String> lines(Path page) throws IOException {
    List<String> lines = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(page));
    while (block.find()) block.group(2).lines().map(String::strip).forEach(lines::add);
    return lines;
  }

  /// The command lines of a page, in blocks and in sentences.
  private static List<String> commands(Path page) throws IOException {
    List<String> commands = new ArrayList<>();
    for (String line : lines(page)) {
      if (line.matches("(\\./)?wrapup .*")) commands.add(line);
    }
    Matcher span = SPAN.matcher(Files.readString(page));
    while (span.find()) commands.add(span.group(1));
    return commands;
  }

  @Test
  void the_program_understands_the_pipelines_for_other_CI() throws IOException {
    Path page = Path.of("docs/other-ci.md");
    Matcher line = PIPELINE.matcher(Files.readString(page));
    List<String> commands = new ArrayList<>();
    while (line.find()) {
      List<String> words = CommandLines.words(line.group(1));
      CommandLines.hold(page.toString(), words.subList(1, words.size()));
      commands.add(words.get(1));
    }

    for (String command : List.of("validate", "plan", "apply")) {
      assertThat(commands).filteredOn(command::equals).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_release_that_is_named_is_this_one(Path page) throws IOException {
    assertThat(RELEASED.matcher(Files.readString(page)).results())
        .allMatch(version -> version.group(1).equals(Main.VERSION));
  }

  /// The README has one line for each way, the page the same lines with more to say.
  @Test
  void the_ways_to_install_are_those_of_the_readme() throws IOException {
    Pattern way = Pattern.compile("(?m)^\\| [^|]+ \\| `(\\{?\\w+)");
    List<String> readme =
        way.matcher(Files.readString(Path.of("README.md"))).results().map(m -> m.group(1)).toList();
    List<String> page =
        way.matcher(Files.readString(Path.of("docs/installing.md")))
            .results()
            .map(m -> m.group(1))
            .toList();

    assertThat(readme)
        .containsExactly("curl", "sudo", "pipx", "docker", "{repo", "uses")
        .isEqualTo(page);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void the_program_understands_every_command(Path page) throws IOException {
    for (String command : commands(page)) {
      List<String> words = CommandLines.words(command);
      CommandLines.hold(page.toString(), words.subList(1, words.size()));
    }
  }

  @Test
  void the_pages_for_users_have_commands() throws IOException {
    for (String name : List.of("getting-started", "when-it-went-wrong", "moving-from-cx-as-code")) {
      assertThat(commands(Path.of("docs", name + ".md"))).as(name).hasSizeGreaterThan(4);
    }
    assertThat(commands(Path.of("docs/reading-a-plan.md"))).isNotEmpty();
  }

  @Test
  void what_getting_started_says_works_from_the_first_line_to_the_last() throws Exception {
    git("init", "-q", "--bare", "-b", "main", "remote.git");
    git("clone", "-q", "remote.git", "work");
    Path work = folder.resolve("work");
    Program program = new Program(work);

    List<String> done = new ArrayList<>();
    try (Sandbox remote = Sandbox.start(Example.organization(), Settings.DEFAULT)) {
      program.at(remote);
      for (String line : lines(Path.of("docs/getting-started.md"))) {
        List<String> words = CommandLines.words(line);
        List<String> arguments = words.subList(1, words.size());
        if (words.getFirst().equals("git")) {
          gitIn(work, arguments);
        } else if (words.getFirst().equals("wrapup")) {
          Program.Run run = program.run(arguments.toArray(String[]::new));
          assertThat(run.exit()).as(line + "\n" + run.err()).isEqualTo(ExitCode.OK);
        } else {
          assertThat(line).matches("export GENESYS_[A-Z_]+=\\S+");
          continue;
        }
        done.add(words.get(1));
      }
      Program.Run plan = program.run("plan", "--base-ref", "main", "--exit-code");
      assertThat(plan.exit()).isEqualTo(ExitCode.OK);
    }

    assertThat(done)
        .containsExactly(
            "doctor", "init", "validate", "plan", "add", "commit", "push", "update-ref", "push");
    gitIn(folder.resolve("remote.git"), List.of("rev-parse", "--verify", "refs/wrapup/us-east-1"));
  }

  @Test
  void the_way_from_CX_as_Code_is_one_on_the_API_that_it_speaks() throws Exception {
    Program program = new Program(folder);
    int done = 0;
    try (Sandbox remote = Sandbox.start(CloudExample.organization(), Settings.DEFAULT)) {
      program.at(remote);
      for (String line : lines(Path.of("docs/moving-from-cx-as-code.md"))) {
        if (line.startsWith("export ")) {
          String[] assignment = line.substring("export ".length()).split("=", 2);
          program.with(assignment[0], assignment[1]);
          continue;
        }
        List<String> words = CommandLines.words(line);
        Program.Run run = program.run(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(run.exit()).as(line + "\n" + run.err()).isEqualTo(ExitCode.OK);
        done++;
      }
    }

    assertThat(done).isEqualTo(2);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    gitIn(folder, List.of(arguments));
  }

  private static void gitIn(Path where, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@localhost"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + "\n" + said).isZero();
  }
}
