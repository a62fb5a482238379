package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a GitHub Actions runner is told, read as the runner reads it.
class AnnotationsTest {
  /// Of its grammar, as far as we use it: properties without `:` and `,`, then the data.
  private static final Pattern COMMAND =
      Pattern.compile(
          "::(error|warning|notice) (file=[^:,]+,(line=\\d+,col=\\d+,)?)?title=[^:,]+::.*");

  @TempDir Path folder;

  private Program program() {
    return new Program(folder);
  }

  private static List<String> commands(String output) {
    return output.lines().filter(line -> line.strip().startsWith("::")).toList();
  }

  /// Every line that a runner would take for a command is one of ours, and nothing else could be.
  private static void holdHarmless(Program.Run run) {
    for (String output : List.of(run.out(), run.err())) {
      for (String line : output.split("[\\r\\n]+", -1)) {
        assertThat(line).doesNotContain("##[", "\u001b");
        if (!output.startsWith("{")) assertThat(line).doesNotContain("\u202e");
        if (line.strip().startsWith("::")) assertThat(line).matches(COMMAND);
      }
    }
  }

  @Test
  void an_error_stands_beside_its_line() {
    Program program = program().wrapupcodes("format: 1\ncodes:\n  A: {displayname: x}\n");

    Program.Run run = program.run("validate", "--format", "github");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out())
        .isEqualTo(
            "::error file=wrapupcodes.yaml,line=3,col=7,title=wrapup unknown-key::"
                + "unknown key 'displayname'%0Adid you mean 'displayName'?\n");
    assertThat(commands(run.err())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void under_a_runner_it_is_told_beside_every_other_format(String format) {
    Program program =
        program()
            .with("GITHUB_ACTIONS", "true")
            .wrapupcodes("format: 1\ncodes:\n  \"A \": {displayName: a}\n");

    Program.Run run = program.run("validate", "--format", format);

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(commands(run.out())).isEmpty();
    assertThat(commands(run.err()))
        .singleElement()
        .asString()
        .startsWith("::warning file=wrapupcodes.yaml,line=3,col=3,title=wrapup odd-code::");
  }

  @Test
  void a_failure_without_a_line_is_told_too() {
    Program program =
        program().with("GITHUB_ACTIONS", "true").wrapupcodes("format: 1\ncodes: {}\n");

    Program.Run run = program.with("GENESYS_BASE_URL", ExitWorld.NOWHERE).run("plan");

    assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(commands(run.err())).hasSize(1);
    holdHarmless(run);
  }

  @Test
  void of_a_kind_ten_are_told_and_the_rest_is_counted() {
    StringBuilder file = new StringBuilder("format: 1\ncodes:\n");
    for (int i = 0; i < 12; i++) file.append("  \"A%d \": {displayName: a}\n".formatted(i));
    program().wrapupcodes(file.toString());
    List<String> warnings = commands(program().run("validate", "--format", "github").out());
    for (int i = 0; i < 11; i++) file.append("  B%d: {odd: a}\n".formatted(i));

    List<String> both =
        commands(
            program().wrapupcodes(file.toString()).run("validate", "--format", "github").out());

    assertThat(warnings).hasSize(11);
    assertThat(warnings.getLast()).startsWith("::notice title=wrapup::2 more warnings; ");
    assertThat(both).hasSize(21);
    assertThat(both.getLast())
        .startsWith("::notice title=wrapup::1 more error and 2 more warnings; ");
  }

  @Test
  void a_files_path_begins_at_the_workspace() {
    Program program =
        program()
            .with("GITHUB_WORKSPACE", folder.getParent().toString())
            .wrapupcodes("format: 1\ncodes:\n  A: {odd: x}\n");

    Program.Run run = program.run("validate", "--format", "github");

    assertThat(run.out()).startsWith("::error file=" + folder.getFileName() + "/wrapupcodes.yaml,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::error::forged",
        "a,line=99::forged",
        "100%0A::error::forged",
        "##[error]forged",
        "a\n::error::forged",
        "a\r::error::forged",
        "%25%0D%0a",
        "a\u001b[31m\u202e"
      })
  void hostile_names_forge_nothing(String hostile) throws IOException {
    String name = "f " + hostile + ".yaml";
    String quoted = yaml(hostile);
    Files.writeString(
        folder.resolve(name), "format: 1\ncodes:\n  %s: {odd: %s}\n".formatted(quoted, quoted));
    Program program = program().with("GITHUB_ACTIONS", "true");

    Program.Run github = program.run("validate", "-f", name, "--format", "github");
    Program.Run text = program.run("validate", "-f", name);
    Program.Run json = program.run("validate", "-f", name, "--format", "json");

    for (Program.Run run : List.of(github, text, json)) {
      assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
      holdHarmless(run);
    }
    assertThat(commands(github.out())).isNotEmpty().allMatch(line -> line.contains(",line=3,"));
    assertThat(commands(text.out())).isEmpty();
    assertThat(commands(text.err())).isEqualTo(commands(github.out()));
  }

  private static String yaml(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append("\\u%04x".formatted(c)));
    return quoted.append('"').toString();
  }

  @Test
  void a_plan_and_a_drift_stand_beside_the_codes_that_they_are_about() {
    Organization organization = Example.organization();
    try (Sandbox sandbox = Sandbox.start(organization)) {
      Program program = program().at(sandbox);
      program.run("export", "--out", "base.yaml");
      ByHand.edit(organization, "REFUND", "displayName", "x\n::error::forged,%0A::error::");
      program.wrapupcodes(
          program
              .read("base.yaml")
              .replace("displayName: Complaint", "displayName: Complaints")
              .replace("policy:", "policy:\n  maxUpdates: 0"));

      Program.Run plan = program.run("plan", "--base", "base.yaml", "--format", "github");
      Program.Run drift = program.run("drift", "--base", "base.yaml", "--format", "github");

      assertThat(plan.exit()).isEqualTo(ExitCode.REFUSED);
      assertThat(commands(plan.out()))
          .anyMatch(
              line -> line.matches("::error file=wrapupcodes.yaml,.*refused%3A max-updates::.*"))
          .anyMatch(line -> line.matches("::warning .*COMPLAINT%3A rule-name-breaks::.*"));
      assertThat(drift.exit()).isEqualTo(ExitCode.DRIFT);
      assertThat(drift.out().lines())
          .singleElement()
          .asString()
          .matches(
              "::warning file=wrapupcodes.yaml,line=\\d+,col=3,title=wrapup REFUND%3A drift::.*")
          .contains("displayName: Refund → x<U+000A>:<U+003A>error:<U+003A>forged,%250A:<U+003A>");
      holdHarmless(plan);
      holdHarmless(drift);
      assertThat(sandbox.writes()).isZero();
    }
  }
}
