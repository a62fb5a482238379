package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// What somebody meets who uses the program for the first time: its help, and the first things that
/// go wrong.
class NewcomerTest {
  @TempDir Path folder;

  private Program program() {
    return new Program(folder);
  }

  private static List<CommandSpec> specs(CommandSpec spec) {
    List<CommandSpec> all = new ArrayList<>(List.of(spec));
    spec.subcommands().values().forEach(sub -> all.addAll(specs(sub.getCommandSpec())));
    return all;
  }

  private static List<String> words(String... texts) {
    return Arrays.stream(texts).flatMap(text -> Stream.of(text.strip().split("\\s+"))).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 120})
  void help_fits_the_screen_and_breaks_no_word(int columns) {
    for (CommandSpec spec : specs(Invocation.everything().getCommandSpec())) {
      List<String> args = words(spec.qualifiedName() + " --help");

      String help =
          program().columns(columns).run(args.subList(1, args.size()).toArray(new String[0])).out();

      assertThat(help.lines()).allMatch(line -> line.length() <= columns, spec.qualifiedName());
      assertThat(words(help))
          .containsAll(words(spec.usageMessage().description()))
          .containsAll(words(spec.usageMessage().footer()));
      for (ArgSpec arg : spec.args()) assertThat(words(help)).containsAll(words(arg.description()));
    }
  }

  /// A list of files that came to nothing must not pass for one that was checked.
  @ParameterizedTest
  @ValueSource(strings = {"audit verify", "audit report", "refs --sandbox"})
  void what_a_command_is_about_has_to_be_named(String command) {
    Program.Run run = program().run(command.split(" "));

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("error: ", " --help");
  }

  @ParameterizedTest
  @CsvSource({
    "plan --sandbox --plan no.json, no.json: there is no such file",
    "plan --sandbox --last-drift no.json, no.json: there is no such file",
    "plan --sandbox --base no.yaml, there is no file no.yaml",
    "audit verify no.jsonl, there is no journal",
    "github drift-issue --drift no.json --body no.md, no.json: there is no such file",
  })
  void a_file_that_is_not_there_is_told_in_words(String command, String told) {
    Program program =
        program()
            .wrapupcodes("format: 1\ncodes: {}\n")
            .with("GITHUB_REPOSITORY", "acme/codes")
            .with("GITHUB_TOKEN", "t");

    Program.Run run = program.run(command.split(" "));

    assertThat(run.err()).contains(told).doesNotContain("Exception").contains("next: ");
  }

  @Test
  void without_a_first_file_it_is_said_how_to_get_one() {
    assertThat(program().run("plan", "--sandbox").err())
        .contains("wrapupcodes.yaml: error: there is no such file [not-found]")
        .contains(": wrapup export --sandbox --out wrapupcodes.yaml\n");
  }

  @Test
  void outside_a_repository_no_fetch_depth_helps() {
    Program program =
        program()
            .wrapupcodes("format: 1\ncodes: {}\n")
            .with("GIT_CEILING_DIRECTORIES", folder.getParent().toString());

    Program.Run run = program.run("plan", "--sandbox", "--base-ref", "main");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("there is no Git ref 'main' to read: fatal: ", "next: run it in the repository")
        .doesNotContain("fetch");
  }

  @Test
  void an_unsettled_merge_is_called_one() {
    Program program =
        program()
            .wrapupcodes(
                """
                format: 1
                codes:
                  A:
                <<<<<<< HEAD
                    displayName: a
                =======
                    displayName: b
                >>>>>>> branch
                """);

    assertThat(program.run("validate", "--format", "json").findings())
        .containsExactly("merge-conflict 4:1");
  }

  @Test
  void a_quote_that_is_left_open_is_found_where_it_was_opened() {
    Program program =
        program().wrapupcodes("format: 1\ncodes:\n  A:\n    displayName: \"a\n  B: {}\n");

    assertThat(program.run("validate").err())
        .contains("not YAML: while scanning a quoted scalar that begins at line 4, column 18: ");
  }

  @Test
  void what_was_changed_outside_git_is_not_called_as_declared() {
    Program program = program();
    assertThat(program.run("export", "--sandbox", "--out", "base.yaml").exit())
        .isEqualTo(ExitCode.OK);
    String text = program.read("base.yaml").replaceFirst("description: .*", "description: Mine.");
    program.file("base.yaml", text).wrapupcodes(text);

    assertThat(program.run("plan", "--sandbox", "--base", "base.yaml").out())
        .contains("Nothing to do: what differs was changed outside Git, 1 code; ")
        .doesNotContain("as declared");
    assertThat(program.run("apply", "--sandbox", "--base", "base.yaml", "--yes").out())
        .isEqualTo("Nothing to do: what differs was changed outside Git, 1 code.\n");
  }

  @Test
  void the_command_that_a_plan_prints_makes_that_plan() {
    Program program = program();
    program.run("export", "--sandbox", "--out", "base.yaml");
    program.file(
        "mine.yaml", program.read("base.yaml").replace("Name: Praise\n", "Name: Praised\n"));
    Program.Run plan =
        program.run(
            "plan", "--sandbox", "-f", "mine.yaml", "--base", "base.yaml", "--api=versioned");

    String command = plan.out().substring(plan.out().indexOf("  wrapup apply ")).strip();
    List<String> words = words(command);
    Program.Run apply = program.run(words.subList(1, words.size()).toArray(new String[0]));

    assertThat(command)
        .startsWith(
            "wrapup apply --sandbox -f mine.yaml --base base.yaml --api versioned --expect");
    assertThat(apply.exit()).as(apply.err()).isEqualTo(ExitCode.OK);
    assertThat(apply.out()).contains("1 of 1 change done");
  }

  @Test
  void options_that_a_shell_would_take_apart_are_quoted() {
    Program.Run plan =
        program()
            .file(
                "my codes.yaml",
                "format: 1\ncodes: {NEW: {displayName: New, routingType: manual}}\n")
            .run("plan", "--sandbox", "-f", "my codes.yaml");

    assertThat(plan.out())
        .contains("\n  wrapup apply --sandbox -f 'my codes.yaml' --expect sha256:");
  }
}
