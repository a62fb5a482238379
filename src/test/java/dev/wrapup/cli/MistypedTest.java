package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.completion.Completion;
import dev.wrapup.process.Stop;
import dev.wrapup.report.doc.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

class MistypedTest {
  @TempDir Path folder;

  private Program.Run run(String line) {
    String[] words = line.split(" ");
    Arrays.setAll(words, i -> words[i].replace('~', ' '));
    return new Program(folder).called("./wrapup").run(words);
  }

  @ParameterizedTest
  @CsvSource({
    "paln, plan, plan",
    "PLAN --sandbox, plan, plan --sandbox",
    "valdiate -f a~b, validate, validate -f 'a b'",
    "verify x.jsonl, audit verify, audit verify x.jsonl",
    "verfiy x.jsonl, audit verify, audit verify x.jsonl",
    "audit verfiy x.jsonl, verify, audit verify x.jsonl",
    "drift-isue --drift d --body b, github drift-issue, github drift-issue --drift d --body b",
    "version, --version, --version",
    "plan --sandbx, --sandbox, plan --sandbox",
    "plan --sandbx=yes, --sandbox, plan --sandbox",
    "plan -sandbox, --sandbox, plan --sandbox",
    "plan sandbox, --sandbox, plan --sandbox",
    "plan --ofrmat=json -f x, --format=json, plan --format=json -f x",
    "apply --auto-approve, --yes, apply --yes",
    "apply -auto-approve --sandbx, --yes, apply --yes --sandbox",
    "apply -y, --yes, apply --yes",
    "plan --json, --format json, plan --format json",
    "plan -o markdown, --format markdown, plan --format markdown",
    "plan --output=jsn, --format json, plan --format=json",
    "plan --output plan.json, --out, plan --out plan.json",
    "export -o mine.yaml, --out, export --out mine.yaml",
    "plan --format jsn, json, plan --format json",
    "plan --out jsn --format jsn, json, plan --out jsn --format json",
    "plan --format=JSON, json, plan --format=json",
    "plan --color nevr, never, plan --color never",
    "plan --api genesys_cloud, genesys-cloud, plan --api genesys-cloud",
    "schema plna, plan, schema plan",
    "completion fihs, fish, completion fish",
    "validate mine.yaml, -f mine.yaml, validate -f mine.yaml",
    "validate a.yml codes/ -q, -f a.yml, validate -f a.yml -f codes/ -q",
    "val --form mark, validate, validate --format markdown",
    "plan --api genesys, genesys-cloud, plan --api genesys-cloud",
    "paln --frmat jsn, plan, plan --format json",
    "plan --region=eu-west-1, --environment=eu-west-1, plan --environment=eu-west-1",
    "plan --region eu-west-1, --environment, plan --environment eu-west-1",
    "plan --sandbox=yes -q, --sandbox, plan --sandbox -q",
    "apply --dry-run --sandbox, plan, plan --sandbox",
    "help paln, plan, plan --help",
    "help audit verfy, verify, audit verify --help",
  })
  void what_was_meant_is_told_and_a_whole_command_with_it(String typed, String near, String meant) {
    Program.Run run = run(typed);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines())
        .satisfiesExactly(
            error -> assertThat(error).endsWith("; did you mean '%s'?".formatted(near)),
            next -> assertThat(next).isEqualTo("next: try: ./wrapup " + meant));
  }

  @ParameterizedTest
  @CsvSource({
    "--sandbox plan, plan --sandbox",
    "-f mine.yaml --sandbox plan --format json, plan -f mine.yaml --sandbox --format json",
    "--json audit verify x.jsonl, audit verify --format json x.jsonl",
    "--sandbx plan, plan --sandbox",
  })
  void options_before_the_command_are_put_behind_it(String typed, String meant) {
    assertThat(run(typed).err().lines())
        .satisfiesExactly(
            error -> assertThat(error).endsWith("; options stand behind the command"),
            next -> assertThat(next).isEqualTo("next: try: ./wrapup " + meant));
  }

  @ParameterizedTest
  @CsvSource({
    "zzzzzz, --help",
    "--zzzzzz, --help",
    "./x plan, --help",
    "audit zzzzzz, audit --help",
    "plan --zzzzzz, plan --help",
    "plan -x, plan --help",
    "plan --en x, plan --help",
    "plan --auto-approve, plan --help",
    "plan paln, plan --help",
    "validate mine, validate --help",
    "fmt -o xml, fmt --help",
  })
  void nothing_is_suggested_where_nothing_is_near(String typed, String help) {
    assertThat(run(typed).err().lines())
        .satisfiesExactly(
            error -> assertThat(error).doesNotContain("mean"),
            next -> assertThat(next).isEqualTo("next: see: ./wrapup " + help));
  }

  @ParameterizedTest
  @CsvSource({
    "ref, refs, refs --help",
    "adit, audit, audit --help",
    "plan --sandbx --zzzzzz, --sandbox, plan --help",
    "plan --sandbx --base-url https://h/s3cr3t, --sandbox, plan --help",
    "plan --sandbx --base-url=https://h/s3cr3t, --sandbox, plan --help",
  })
  void no_command_is_printed_that_lacks_something_or_holds_a_secret(
      String typed, String near, String help) {
    assertThat(run(typed).err().lines())
        .satisfiesExactly(
            error -> assertThat(error).endsWith("; did you mean '%s'?".formatted(near)),
            next -> assertThat(next).isEqualTo("next: see: ./wrapup " + help));
  }

  @ParameterizedTest
  @CsvSource({
    "plan --sandbx=yes, plan has no option '--sandbx'; did you",
    "--sandbox plan, wrapup has no option '--sandbox'; options stand",
    "audit --zzzzzz, audit has no option '--zzzzzz'",
    "audit verify --zzzzzz x, audit verify has no option '--zzzzzz'",
    "validate a.yaml, is one argument too many for validate; did you",
    "refs A B, is one argument too many for refs",
    "audit zzzzzz, there is no command 'audit zzzzzz'",
    "refs, error: refs needs CODE",
    "audit verify, error: audit verify needs FILE",
    "plan --format, error: --format needs a value",
    "plan --api --sandbox, error: --api needs a value",
    "plan --sandbox --sandbox, error: --sandbox is given twice",
    "sandbox --fault rest-before:2@GET, did you mean 'reset-before'?",
    "plan --api genesys-cloud --environment eu-wets-1, did you mean 'eu-west-1'?",
    "plan -f wrapupcode.yml, did you mean 'wrapupcodes.yaml'?",
    "plan -f none.yaml, check the name; an export writes a first file",
  })
  void the_mistake_is_told_in_words(String typed, String told) throws IOException {
    Files.writeString(folder.resolve("wrapupcodes.yaml"), "format: 1\ncodes: {}\n");

    Program.Run run = run(typed);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "123456"})
  void a_value_like_none_that_there_is_gets_them_all(String value) {
    Program.Run run = run("plan --format " + value);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("choose one of: text, json, ", ", github");
  }

  @Test
  void a_document_of_the_mistake_has_guess_and_command() {
    Program.Run run = run("plan --sandbx --format json");

    assertThat(run.json().at("/error/message").asString()).endsWith("did you mean '--sandbox'?");
    assertThat(run.json().at("/error/next").asString())
        .isEqualTo("try: ./wrapup plan --sandbox --format json");
  }

  @Test
  void however_many_words_are_wrong_an_answer_comes() {
    String[] line = new String[2_000];
    Arrays.fill(line, "--sandbx");
    line[0] = "plan";

    Program.Run run = new Program(folder).run(line);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).endsWith("next: see: wrapup plan --help\n");
  }

  private static final CommandLine PROGRAM = Invocation.everything();

  static Stream<CommandLine> commands() {
    return Completion.withParts(PROGRAM).stream().filter(command -> command.getParent() != null);
  }

  /// The words that name a command, behind the program.
  private static List<String> words(CommandLine command) {
    List<String> words = new ArrayList<>(List.of(Completion.typed(command).split(" ")));
    words.removeFirst();
    return words;
  }

  private static Stop stop(List<String> line) {
    ParameterException mistake =
        catchThrowableOfType(
            ParameterException.class, () -> Mistyped.parse(PROGRAM, line.toArray(String[]::new)));
    return new Mistyped(PROGRAM, line).stop(mistake);
  }

  /// As `paln` of `plan`.
  private static String swapped(String name) {
    int at =
        IntStream.range(2, name.length() - 1)
            .filter(i -> name.charAt(i) != name.charAt(i + 1))
            .findFirst()
            .orElseThrow();
    char[] letters = name.toCharArray();
    letters[at] = name.charAt(at + 1);
    letters[at + 1] = name.charAt(at);
    return new String(letters);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void two_swapped_letters_of_an_option_are_one_slip(CommandLine command) {
    for (OptionSpec option : Completion.options(command)) {
      String name = option.longestName();
      List<String> typed = words(command);
      typed.add(swapped(name));
      if (option.arity().max() > 0) typed.add("x");
      if (Completion.operand(command).isPresent()) typed.add("y");

      String message = stop(typed).message();

      assertThat(message).as(typed.toString()).endsWith("; did you mean '%s'?".formatted(name));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void two_swapped_letters_of_a_command_are_one_slip(CommandLine command) {
    List<String> typed = words(command);
    String name = typed.removeLast();
    typed.add(swapped("--" + name).substring(2));
    typed.add("-h");

    Stop stop = stop(typed);

    assertThat(stop.message()).endsWith("; did you mean '%s'?".formatted(name));
    assertThat(Caller.UNKNOWN.line(stop.next()))
        .isEqualTo("try: %s -h".formatted(Completion.typed(command)));
  }
}
