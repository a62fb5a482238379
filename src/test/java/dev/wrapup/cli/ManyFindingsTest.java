package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Linear;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// However many findings a file has, they take time and room in proportion, people are told the
/// first hundred, and JSON has them all.
class ManyFindingsTest {
  @TempDir Path folder;

  static List<ManyFindings.Kind> kinds() {
    return ManyFindings.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void people_are_told_the_first_hundred_and_json_has_all(ManyFindings.Kind kind) {
    int many = 250;
    Program program = new Program(folder).wrapupcodes(kind.yaml().apply(many));

    Program.Run text = program.run("validate");
    Program.Run json = program.run("validate", "--format", "json");

    assertThat(json.findings().stream().map(finding -> finding.split(" ")[0]))
        .filteredOn(kind.finding()::equals)
        .hasSize(many);
    assertThat((text.out() + text.err()).lines().filter(line -> line.endsWith("]")))
        .filteredOn(line -> line.contains("[" + kind.finding() + "]"))
        .hasSize(100);
    assertThat(text.out() + text.err())
        .contains(
            "100 of %,d findings shown; --format json has all".formatted(json.findings().size()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void time_is_in_proportion(ManyFindings.Kind kind) {
    Program program = new Program(folder);

    Linear.assertThatWorkIs(
        2_000,
        many -> {
          Program.Run run = program.wrapupcodes(kind.yaml().apply(many)).run("validate");

          assertThat(run.out() + run.err()).hasSizeLessThan(60_000);
        });
  }

  @Test
  void an_error_is_told_before_warnings_that_stand_above_it() {
    String codes =
        ManyFindings.kinds().stream()
            .filter(kind -> kind.finding().equals("odd-code"))
            .findFirst()
            .orElseThrow()
            .yaml()
            .apply(150);

    Program.Run run = new Program(folder).wrapupcodes(codes + "top: x\n").run("validate");

    assertThat(run.err())
        .contains("unknown key 'top'")
        .contains("1 error and 150 warnings in 1 file");
  }

  @Test
  void a_code_declared_in_two_files_is_told_for_each() {
    StringBuilder file = new StringBuilder("format: 1\ncodes:\n");
    for (int i = 0; i < 250; i++) {
      file.append("  C%d: {displayName: x, routingType: manual}\n".formatted(i));
    }
    Program program =
        new Program(folder).file("a.yaml", file.toString()).file("b.yaml", file.toString());

    Program.Run run = program.run("validate", "-f", "a.yaml", "-f", "b.yaml");

    assertThat(run.err().lines().filter(line -> line.contains("[declared-twice]"))).hasSize(100);
    assertThat(run.err()).contains("100 of 250 findings shown").contains("250 errors in 1 file");
  }
}
