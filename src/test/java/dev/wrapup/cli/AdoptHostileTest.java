package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.judge.Runner;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Texts that somebody put into the organization to break a file, adopted into every way to write
/// one.
class AdoptHostileTest {
  @TempDir Path folder;

  static List<String> hostile() {
    return List.of(
        "📞".repeat(128),
        "\"quotes\" and 'quotes'",
        "key: value",
        "text # no comment",
        "\u0000\u0001\u001b[31mred\u0007",
        "a\r\nb\rc\nd",
        "\u202Eevil\u202C",
        "- item\n? key\n*alias &anchor !tag %x @y `z`",
        "next\u0085line\u2028more\u2029",
        "  leading and trailing  ",
        "\t",
        "null",
        "{{ template }} ${{ secrets.X }}",
        "::error::forged",
        "a\n ::error::forged\n##[error]forged",
        "\\n is no line feed");
  }

  /// One code for each way to write a text.
  private static final String EVERY_WAY =
      """
      format: 1
      codes:
        REFUND:
          description: x # plain
        PRAISE:
          description: 'x' # single
        COMPLAINT:
          description: "x" # double
        NO_ANSWER:
          description: | # literal
            x
            y
          # below
        MISC2:
          description: >- # folded
              x
              y
          # below
        WRONG_NUMBER:
          description: &a !!str x # anchored
        ORDER_PLACED: {description: x, displayName: Order placed} # in braces
        ORDER_CHANGED: {description: *a } # alias
        RETURN_STARTED:
          ? description # explicit
          : x
      """;

  private static final List<String> CODES =
      List.of(
          "REFUND",
          "PRAISE",
          "COMPLAINT",
          "NO_ANSWER",
          "MISC2",
          "WRONG_NUMBER",
          "ORDER_PLACED",
          "ORDER_CHANGED",
          "RETURN_STARTED");

  @ParameterizedTest
  @MethodSource("hostile")
  void hostile_values_survive_in_every_way_to_write_a_text(String hostile) {
    Organization organization = Example.organization();
    for (String name : CODES) ByHand.edit(organization, name, "description", hostile);
    try (Sandbox sandbox = Sandbox.start(organization)) {
      Program program = new Program(folder).at(sandbox).wrapupcodes(EVERY_WAY);

      Program.Run run = program.run("adopt", "--all");

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.out()).doesNotContain("\u001b", "\u202E", "\u0000", "\u2028");
      String file = program.read("wrapupcodes.yaml");
      assertThat(file).doesNotContain("\u001b", "\u202E", "\u0000", "\u2028", "\r");
      Runner.holdSilent(file);
      assertThat(file.lines().filter(line -> line.matches(".*[^\"]# \\w+( \\w+)?")))
          .extracting(line -> line.replaceFirst(".*# ", "# "))
          .containsSubsequence("# plain", "# single", "# double", "# literal", "# below")
          .containsSubsequence("# folded", "# below", "# anchored")
          .containsSubsequence("# in braces", "# alias", "# explicit");
      Program.Run plan = program.run("plan", "--exit-code", "--format", "json");
      assertThat(plan.exit()).as(plan.out()).isEqualTo(ExitCode.OK);
      assertThat(plan.json().at("/summary/unchanged").asInt()).isEqualTo(CODES.size());
    }
  }
}
