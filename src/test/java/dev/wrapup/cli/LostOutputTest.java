package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.process.Session;
import dev.wrapup.process.StandardOutput;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;

/// Every command in every format, where its result can't be written: each as a process ends, in one
/// process, since they are many.
class LostOutputTest {
  @AutoClose("stop")
  private static final FakeGitHub GITHUB = new FakeGitHub();

  private static final String END = "=== ";

  /// What a command needs beside its format to end with 0.
  private static final Map<String, String> WITH =
      Map.ofEntries(
          Map.entry("apply", "--yes"),
          Map.entry("audit verify", "JOURNAL"),
          Map.entry("audit report", "JOURNAL"),
          Map.entry("audit resume", "JOURNAL"),
          Map.entry("webhook replay", "JOURNAL --webhook-url http://127.0.0.1:9/"),
          Map.entry("github comment", "--plan plan.json --body body.md"),
          Map.entry("github drift-issue", "--drift drift.json --body body.md"),
          Map.entry("gitlab note", "--plan plan.json --body body.md"),
          Map.entry("fleet plan", "--target one"),
          Map.entry("fleet drift", "--target one"),
          Map.entry("fleet skew", "--target one"),
          Map.entry("fleet apply", "--target one --plan plans --yes"),
          Map.entry("undo", "JOURNAL"),
          Map.entry("promote", "REFUND --from one --to two"),
          Map.entry("adopt", "REFUND"),
          Map.entry("import", "codes.csv"),
          Map.entry("refs", "REFUND"));

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    GITHUB.start();
  }

  /// Runs lines of words, one command each, and tells on standard error what came of them.
  public static void main(String[] args) throws IOException {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      StandardOutput out = new StandardOutput();
      ExitCode exit = InterruptibleRun.run(Session.ofSystem(out), out, line.split(" "));
      System.err.println(END + exit.number() + " " + line);
    }
    System.exit(0);
  }

  private static void collect(String before, CommandSpec spec, List<String> lines) {
    String name = before + spec.name();
    lines.add(name + " --help");
    if (spec.subcommands().isEmpty()) {
      String line = WITH.containsKey(name) ? name + " " + WITH.get(name) : name;
      var format = spec.findOption("--format");
      if (format == null) lines.add(line);
      else formats(format.description()[0]).map(f -> line + " --format " + f).forEach(lines::add);
    }
    spec.subcommands().values().stream()
        .distinct()
        .forEach(sub -> collect(name + " ", sub.getCommandSpec(), lines));
  }

  private static Stream<String> formats(String description) {
    String words = description.substring("One of: ".length(), description.indexOf(". Default"));
    return Arrays.stream(words.split(", "));
  }

  @Test
  void no_command_in_no_format_ends_with_0_if_its_result_is_lost() throws Exception {
    try (ExitWorld world = new ExitWorld(folder, GITHUB)) {
      world.onGitHub(FakeGitHub.list());
      String journal = world.journal();
      world.applied();
      world.edited();
      world.program().wrapupcodes(world.program().read("base.yaml") + "retired: [' OLD']\n");
      world.planned(false);
      List<String> lines = new ArrayList<>(List.of("--version", "--help", "schema plan"));
      for (Command command : Commands.all()) collect("", command.spec(), lines);
      lines.replaceAll(line -> line.replace("JOURNAL", journal));
      lines.removeIf(line -> line.equals("init")); // the files are there: see below
      // others have nothing to annotate where all is well
      lines.removeIf(line -> line.matches("(?!plan|drift|validate|fleet matrix).*--format github"));
      world.program().file("lines.txt", String.join("\n", lines));

      Process process = world.program().start(full(), LostOutputTest.class, "lines.txt");
      String told = world.program().told(process);

      List<String> ends = told.lines().filter(line -> line.startsWith(END)).toList();
      assertThat(ends).hasSize(lines.size()).hasSizeGreaterThan(50);
      for (String end : ends) {
        assertThat(end).startsWith(END + "1 "); // drift is 4, which counts for less
      }
      for (String each : told.split("(?m)^" + END + ".*$")) {
        if (each.isBlank()) continue;
        assertThat(each)
            .contains("error: the result could not be written to standard output: No space left")
            .containsPattern("next: .+\n\\z");
      }
    }
  }

  @Test
  void a_repository_that_init_began_untold_ends_with_1() throws Exception {
    try (Sandbox sandbox = Sandbox.start(Example.organization())) {
      Program program = new Program(folder).at(sandbox);

      Process process = program.start(full(), "init", "--api", "versioned", "--forge", "none");
      String told = program.told(process);

      assertThat(process.exitValue()).as(told).isEqualTo(1);
      assertThat(told).contains("error: the result could not be written to standard output");
      assertThat(folder.resolve("wrapupcodes.yaml")).exists();
    }
  }

  private static List<String> full() {
    return List.of("sh", "-c", "exec \"$@\" >/dev/full", "sh");
  }

  @ParameterizedTest
  @CsvSource({
    "validate --color red, 2",
    "plan --expect ZEROS, 6",
    "plan --exit-code, 1",
    "--version, 1",
  })
  void a_lost_result_has_its_place_among_the_exits(String line, int exit) throws Exception {
    try (ExitWorld world = new ExitWorld(folder, GITHUB)) {
      String[] args = line.replace("ZEROS", ExitsTest.ZEROS).split(" ");

      Process process = world.program().start(full(), args);
      String told = world.program().told(process);

      boolean printsNothing = exit == 2;
      assertThat(process.exitValue()).as(told).isEqualTo(exit);
      assertThat(told.contains("could not be written")).isNotEqualTo(printsNothing);
    }
  }

  @ParameterizedTest
  @CsvSource({"plan --format json", "--version"})
  void a_reader_that_has_seen_enough_is_no_error(String line) throws Exception {
    try (ExitWorld world = new ExitWorld(folder, GITHUB)) {
      String gone = "(trap '' PIPE; \"$@\"; echo $? >code) | :";

      Process process = world.program().start(List.of("sh", "-c", gone, "sh"), line.split(" "));
      String told = world.program().told(process);

      assertThat(world.program().read("code")).isEqualTo("0\n");
      assertThat(told).doesNotContain("error");
    }
  }

  @ParameterizedTest
  @CsvSource({"2>/dev/full", "2>&-"})
  void what_cannot_be_told_on_the_side_changes_nothing(String redirection) throws Exception {
    try (ExitWorld world = new ExitWorld(folder, GITHUB)) {
      String unheard = "exec \"$@\" " + redirection;

      Process process =
          world.program().start(List.of("sh", "-c", unheard, "sh"), "apply", "--yes", "--verbose");
      String told = world.program().told(process);

      assertThat(process.exitValue()).isZero();
      assertThat(told).contains("1 of 1 change done");
      assertThat(world.sandbox().writes()).isEqualTo(1);
    }
  }

  @Test
  void a_file_that_cannot_be_written_is_an_error_in_every_command_that_writes_one()
      throws Exception {
    try (ExitWorld world = new ExitWorld(folder, GITHUB)) {
      String journal = world.journal();
      for (String line :
          List.of(
              "plan --out /dev/full",
              "drift --out /dev/full",
              "export --out /dev/full",
              "audit report --out /dev/full " + journal)) {
        Program.Run run = world.program().run(line.split(" "));

        assertThat(run.exit()).as(line).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("can't write /dev/full", "No space left", "next: ");
      }
    }
  }
}
