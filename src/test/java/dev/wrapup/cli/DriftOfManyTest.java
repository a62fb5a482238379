package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.model.Dialect;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Edits by hand that are alike are told once, and none of them is lost.
@ParameterizedClass
@ValueSource(strings = {"versioned", "genesys-cloud"})
class DriftOfManyTest {
  private static final String WORDS = "picks this after a contact";

  @Parameter String api;
  @TempDir Path folder;
  private Organization organization;
  @AutoClose private Sandbox sandbox;
  private Program program;

  @BeforeEach
  void export() {
    organization = Organization.generated(Dialect.of(api).orElseThrow(), 300, 0);
    sandbox = Sandbox.start(organization);
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "wrapupcodes.yaml");
    program.file("base.yaml", program.read("wrapupcodes.yaml"));
  }

  private void replace(int nth, String words, String others) {
    String code = "CODE_" + nth;
    String text =
        organization
            .byCode(code)
            .orElseThrow()
            .value(organization.dialect().field("description").orElseThrow())
            .text();
    ByHand.edit(organization, code, "description", text.replace(words, others));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void three_hundred_fit_120_lines_where_most_are_one_edit(int columns) {
    String sorts = program.read("base.yaml").replaceAll("The agent .* (2[4-9]\\d)\\b.*", "Sort $1");
    program.file("base.yaml", sorts).wrapupcodes(sorts);
    for (int i = 0; i < 240; i++) replace(i, "contact", "call");
    for (int i = 240; i < 300; i++) {
      ByHand.edit(organization, "CODE_" + i, "description", "No. %d".formatted(i * i));
    }

    Program.Run text = program.columns(columns).run("drift", "--base", "base.yaml");
    String markdown = program.run("drift", "--base", "base.yaml", "--format", "markdown").out();
    String html = program.run("drift", "--base", "base.yaml", "--format", "html").out();
    String github = program.run("drift", "--base", "base.yaml", "--format", "github").out();

    List<String> lines = text.out().lines().toList();
    assertThat(lines).hasSizeLessThanOrEqualTo(120);
    assertThat(lines).contains("~ 240 × description: … contact … → … call …");
    assertThat(text.out().replaceAll("\\s+", " "))
        .contains(" and 220 more; --format json has all")
        .contains(api.equals("versioned") ? "(declared" : "by Ada Admin on 20");
    assertThat(github)
        .contains("title=wrapup CODE_0%3A drift::", "title=wrapup CODE_1%3A drift::")
        .contains("290 more warnings");
    for (int i = 0; i < 300; i++) {
      String code = "CODE_" + i;
      if (i >= 240)
        assertThat(lines)
            .anyMatch(line -> line.startsWith("~ " + code) && line.contains(" → No. "));
      assertThat(markdown).contains("`" + code + "`");
      assertThat(html).contains(">" + code + "<");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "markdown", "html"})
  void collisions_and_what_the_eye_misses_are_told_by_themselves(String format) {
    program.file(
        "wrapupcodes.yaml",
        program.read("base.yaml").replaceAll(WORDS + " (of kind [0-3]\\b)", "picks $1"));
    for (int i = 0; i < 10; i++) replace(i, "contact", i < 7 ? "call" : "conta\u200bct");

    String told = program.run("drift", "--base", "base.yaml", "--format", format).out();

    assertThat(told).contains("3 × description: ").doesNotContain("4 × ", "7 × ", "10 × ");
  }
}
