package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What engines that start a job a target are told: names and waves, and nothing by which a job
/// would be reached or guarded.
class FleetMatrixTest {
  private static final String FLEET =
      """
      format: 1
      targets:
        test-eu: {files: [codes.yaml], environment: eu-central-1, organization: 8f}
        prod-us: {files: [codes.yaml], wave: 1, api: genesys-cloud, labels: {brand: acme}}
        prod-eu: {files: [codes.yaml], wave: 1, labels: {brand: "${{ secrets.X }}"}}
        last: {files: [codes.yaml], wave: 12}
      """;

  @TempDir Path folder;

  private String told(String... args) {
    Program program = new Program(folder).file("fleet.yaml", FLEET);
    Program.Run run = program.run(List.of("fleet", "matrix"), args);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith("\n").doesNotContain("eu-central-1", "8f", "genesys", "secrets");
    return run.out();
  }

  @Test
  void a_github_matrix_has_a_row_a_target_in_one_line() {
    String out = told("--format", "github");

    assertThat(out.lines()).hasSize(1);
    JsonNode rows = new JsonMapper().readTree(out).path("include");
    assertThat(rows.findValuesAsString("target"))
        .containsExactly("test-eu", "prod-us", "prod-eu", "last");
    assertThat(rows.get(1).toString())
        .isEqualTo("{\"target\":\"prod-us\",\"wave\":1,\"suffix\":\"__PROD_US\"}");
    assertThat(told("--only", "wave=1,brand=acme"))
        .isEqualTo("{\"include\":[" + rows.get(1) + "]}\n");
  }

  @Test
  void a_child_pipeline_of_gitlab_has_hidden_jobs_of_all_and_of_each_wave() {
    String out = told("--format", "gitlab");

    assertThat(out)
        .isEqualTo(
            """
            .targets: {parallel: {matrix: [{TARGET: ["test-eu", "prod-us", "prod-eu", "last"]}]}}
            .wave-0: {parallel: {matrix: [{TARGET: ["test-eu"]}]}}
            .wave-1: {parallel: {matrix: [{TARGET: ["prod-us", "prod-eu"]}]}}
            .wave-12: {parallel: {matrix: [{TARGET: ["last"]}]}}
            """);
    assertThat(new Load(LoadSettings.builder().build()).loadFromString(out).toString())
        .endsWith(".wave-12={parallel={matrix=[{TARGET=[last]}]}}}");
  }

  @Test
  void an_index_of_kubernetes_is_the_number_of_a_line() {
    assertThat(told("--format", "kubernetes")).isEqualTo("test-eu\nprod-us\nprod-eu\nlast\n");
    assertThat(told("--format", "kubernetes", "--only", "wave=1")).isEqualTo("prod-us\nprod-eu\n");
  }

  @ParameterizedTest
  @CsvSource({"github, 256", "gitlab, 200", "kubernetes, 1000"})
  void what_an_engine_does_not_take_is_refused_and_not_cut(String engine, int most) {
    Program program = new Program(folder);
    for (int targets : List.of(most, most + 1)) {
      program.file(
          "fleet.yaml",
          IntStream.range(0, targets)
              .mapToObj("  t-%d: {files: [codes.yaml]}\n"::formatted)
              .collect(Collectors.joining("", "format: 1\ntargets:\n", "")));

      Program.Run run = program.run("fleet", "matrix", "--format", engine);

      assertThat(run.exit()).isEqualTo(targets == most ? ExitCode.OK : ExitCode.USAGE);
      if (targets > most) assertThat(run.out()).doesNotContain("t-0");
    }
  }

  @Test
  void what_is_not_a_fleet_or_none_of_its_targets_is_told_and_nothing_is_printed() {
    new Program(folder).file("fleet.yaml", FLEET);
    for (List<String> wrong :
        List.of(
            List.of("--only", "wave=7"),
            List.of("--only", "wave"),
            List.of("-f", "none.yaml"),
            List.of("--format", "jenkins"))) {
      List<String> args = new ArrayList<>(List.of("fleet", "matrix"));
      args.addAll(wrong);
      Program.Run run = new Program(folder).run(args.toArray(String[]::new));

      assertThat(run.exit()).as(wrong.toString()).isEqualTo(ExitCode.USAGE);
      assertThat(run.out()).isEmpty();
    }
  }
}
