package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Failure;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Every option of every command that takes a file, a number, a time or a rate, with values that
/// are none: each is a sentence and what to do next, within bounds, and never a mistake of ours.
/// Nothing interrupts who waits for a pipe, so the limit is held by another thread.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileInputTest {
  /// What an option of such a label must not be given. `{}` stands for the folder of the hostile
  /// files.
  private static final List<String> FILES =
      List.of("", "{}/none", "{}/folder", "{}/empty", "{}/zeros", "{}/pipe", "/dev/zero", "a\0b");

  private static final List<String> NUMBERS =
      List.of("", "-1", "99999999999999999999", "1e9", "1.5", "0x10", "\0", "٣", "NaN");

  private static final List<String> TIMES =
      List.of("", "-1s", "999999999m", "99999999999999999999s", "1e9s", "s", "90", "\0", "5 m");

  /// Options whose file may be made anew, or need not be there.
  private static final Set<String> WRITTEN = Set.of("--out", "--audit-dir");

  @TempDir static Path folder;
  @AutoClose private static Sandbox sandbox;

  @BeforeAll
  static void hostile_files() throws Exception {
    sandbox = Sandbox.start(Organization.generated(2, 0));
    Files.createDirectory(folder.resolve("folder"));
    Files.createFile(folder.resolve("empty"));
    Files.write(folder.resolve("zeros"), new byte[100_000]);
    new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
  }

  private static Program program() {
    return new Program(folder)
        .at(sandbox)
        .with("GITHUB_REPOSITORY", "o/r")
        .with("GITHUB_TOKEN", "t0ken-of-the-job")
        .with("GITHUB_API_URL", "http://127.0.0.1:1")
        .wrapupcodes("format: 1\ncodes: {}\n");
  }

  /// A command, its option and the values that it is given.
  record Case(List<String> command, OptionSpec option, boolean isPositional) {
    @Override
    public String toString() {
      return String.join(" ", command) + " " + (isPositional ? "FILE" : option.longestName());
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    collect(Invocation.everything(), List.of(), cases);
    return cases.stream();
  }

  private static void collect(CommandLine line, List<String> command, List<Case> cases) {
    if (line.getSubcommands().isEmpty()) {
      CommandSpec spec = line.getCommandSpec();
      for (OptionSpec option : spec.options()) {
        if (!values(option.paramLabel()).isEmpty()) cases.add(new Case(command, option, false));
      }
    }
    line.getSubcommands()
        .forEach(
            (name, inner) -> {
              List<String> longer = new ArrayList<>(command);
              longer.add(name);
              collect(inner, longer, cases);
            });
  }

  private static List<String> values(String label) {
    return switch (label) {
      case "FILE" -> FILES;
      case "N" -> NUMBERS;
      case "TIME" -> TIMES;
      case "N/min" -> NUMBERS.stream().map(number -> number + "/min").toList();
      default -> List.of();
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void an_option_with_a_value_that_is_none_is_told_in_a_sentence(Case one) {
    String name = one.option().longestName();
    if (WRITTEN.contains(name)) return;
    for (String value : values(one.option().paramLabel())) {
      boolean isFine = name.equals("--env-file") && value.endsWith("/empty");
      if (isFine) continue;
      List<String> args = new ArrayList<>(one.command());
      args.addAll(List.of(name, value.replace("{}", folder.toString())));
      if (one.command().equals(List.of("apply"))) args.add("--yes");
      if (name.equals("--sandbox-data")) args.add("--sandbox");
      boolean hasTimeout = has(one, "--timeout") && !name.equals("--timeout");
      if (hasTimeout) args.addAll(List.of("--timeout", "300ms"));
      if (has(one, "--format")) args.addAll(List.of("--format", "json"));

      assertTold(program().run(args.toArray(String[]::new)), args);
    }
  }

  private static boolean has(Case one, String option) {
    CommandLine line = Invocation.everything();
    for (String name : one.command()) line = line.getSubcommands().get(name);
    return line.getCommandSpec().findOption(option) != null;
  }

  private static void assertTold(Program.Run run, Object what) {
    assertThat(run.exit())
        .as("%s: %s%s", what, run.err(), run.out())
        .isIn(ExitCode.ERROR, ExitCode.USAGE, ExitCode.OUT_OF_TIME);
    assertThat(run.err()).as("%s", what).contains("next: ");
    assertThat(run.err() + run.out())
        .as("%s", what)
        .doesNotContain("made a mistake", "Exception", "\tat ", "memory");
    assertThat(run.err()).as("%s", what).doesNotContain("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit verify", "audit report", "audit resume", "undo"})
  void a_journal_that_is_none_is_told(String command) {
    for (String file : FILES) {
      String path = file.replace("{}", folder.toString());
      if (path.isBlank()) continue;
      if (command.equals("audit resume") && (path.endsWith("empty") || path.endsWith("zeros")))
        continue;
      List<String> args = new ArrayList<>(List.of(command.split(" ")));
      args.addAll(List.of(path, "--format", "json"));

      assertTold(program().run(args.toArray(String[]::new)), command + " " + path);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SOURCE_DATE_EPOCH,''",
    "SOURCE_DATE_EPOCH,-1",
    "SOURCE_DATE_EPOCH,99999999999999999999",
    "SOURCE_DATE_EPOCH,99999999999999",
    "SOURCE_DATE_EPOCH,x"
  })
  void a_variable_that_is_none_is_told(String variable, String value) {
    Program program = program().with(variable, value);

    assertTold(program.run("plan", "--format", "json"), variable + "=" + value);
  }

  @Test
  void the_file_of_an_event_that_is_none_is_told() {
    for (String file : FILES) {
      if (file.isBlank()) continue;
      Program program = program().with("GITHUB_EVENT_PATH", file.replace("{}", folder.toString()));
      String[] args = {"github", "comment", "--plan", "p", "--body", "b", "--format", "json"};

      assertTold(program.run(args), file);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 100_000})
  void a_journal_without_a_record_keeps_nobody_from_applying(int zeros) throws IOException {
    Program program = program();
    Path journal = Path.of("audit-" + zeros, "2026-01-01T00-00-00Z-7b3f.jsonl");
    program.file(journal.toString(), new byte[zeros]);
    String[] options = {"--audit-dir", journal.getParent().toString()};

    Program.Run apply = program.run("apply", "--yes", options[0], options[1]);
    Program.Run resume = program.run("audit", "resume", options[0], options[1]);

    assertThat(apply.exit()).as(apply.err()).isEqualTo(ExitCode.OK);
    assertThat(apply.err()).contains("holds no record, so its run began no change");
    assertThat(resume.exit()).as(resume.err()).isEqualTo(ExitCode.OK);
    assertThat(program.run("audit", "verify", journal.toString()).exit()).isEqualTo(ExitCode.ERROR);
    assertThat(Files.size(folder.resolve(journal))).isEqualTo(zeros);
  }

  @Test
  void a_folder_of_journals_with_something_else_in_it_is_told() throws IOException {
    Files.createDirectories(folder.resolve("odd/some.jsonl"));

    assertTold(program().run("apply", "--yes", "--audit-dir", "odd"), "a folder");
  }

  @Test
  void a_pipe_that_somebody_fills_is_read() throws Exception {
    Path pipe = folder.resolve("variables");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    new ProcessBuilder("sh", "-c", "echo GENESYS_CLIENT_ID=by-pipe > " + pipe).start();

    Program.Run run =
        program().without("GENESYS_CLIENT_ID").run("plan", "--env-file", pipe.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
  }

  @Test
  void too_little_memory_and_too_deep_nesting_are_told() {
    for (VirtualMachineError error : List.of(new OutOfMemoryError(), new StackOverflowError())) {
      for (Throwable thrown :
          List.of(
              error, new IllegalStateException(error), new RuntimeException(new Error(error)))) {
        Failure failure = Failure.of(thrown);

        assertThat(failure.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(failure.stop().message()).doesNotContain("mistake", "Error");
      }
    }
  }
}
