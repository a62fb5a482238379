package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wrapup.Golden;
import dev.wrapup.cli.command.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The component for GitLab as a file: what it lets in, and what each of its jobs may know.
/// [GitLabComponentTest] runs them.
class ComponentTest {
  private static final String ENVIRONMENT = "wrapup/us-east-1";

  @TempDir Path folder;

  private static Map<String, Component.Job> jobs() {
    try {
      return Component.read().include(Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Component.Job> all() {
    return jobs().values().stream();
  }

  private static Component.Job job(String name) {
    return jobs().get("wrapup-" + name + "-us-east-1");
  }

  @Test
  void each_input_is_told_of_and_used_and_its_default_is_one_that_may_be_given()
      throws IOException {
    Component component = Component.read();

    assertThat(component.used()).containsExactlyInAnyOrderElementsOf(component.inputs().keySet());
    for (Component.Input input : component.inputs().values()) {
      assertThat(input.facts()).as(input.name()).containsKeys("description", "default");
      assertThat(input.checked(input.facts().get("default"))).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "environment, us east",
    "environment, ''",
    "environment, $(id)",
    "environment, a/../b",
    "environment, US-EAST-1",
    "environment, us..east",
    "suffix, test",
    "suffix, -Test;",
    "api, soap",
    "approve, --yes",
    "fmt, yes",
    "colour, red"
  })
  void what_makes_no_sense_is_refused_before_a_job_runs(String name, String value)
      throws IOException {
    Component component = Component.read();

    assertThatThrownBy(() -> component.include(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// An input within a script would be a script; one in a variable is a word.
  @Test
  void inputs_reach_scripts_by_variables_alone() throws IOException {
    String mark = "MARK";
    Map<String, Object> marks =
        Map.of("files", mark, "image", mark, "git-image", mark, "changes", List.of(mark));
    Component component = Component.read();

    for (Component.Job job : component.include(marks).values()) {
      assertThat(job.script()).as(job.name()).doesNotContain(mark, "$[[", "us-east-1");
    }
    for (Object script : scripts(component.configuration(), new ArrayList<>())) {
      assertThat(script.toString()).doesNotContain("$[[");
    }
  }

  private static List<Object> scripts(Map<?, ?> configuration, List<Object> found) {
    configuration.forEach(
        (key, value) -> {
          if (key.toString().endsWith("script")) found.add(value);
          else if (value instanceof Map<?, ?> map) scripts(map, found);
        });
    return found;
  }

  /// A project's variables belong to environments; who is in one is decided here.
  @Test
  void the_client_that_can_write_and_the_token_that_can_push_never_meet() {
    assertThat(job("apply").map("environment")).isEqualTo(Map.of("name", ENVIRONMENT));
    assertThat(job("record").map("environment"))
        .isEqualTo(Map.of("name", "wrapup-record/us-east-1", "action", "access"));
    for (Component.Job job : jobs().values()) {
      boolean isRecord = job.equals(job("record"));
      boolean isSnapshot = job.equals(job("snapshot"));
      boolean isApply = job.equals(job("apply"));
      assertThat(job.script().contains("WRAPUP_PUSH_TOKEN"))
          .as(job.name())
          .isEqualTo(isRecord || isSnapshot);
      assertThat(job.script().contains("wrapup apply")).as(job.name()).isEqualTo(isApply);
      assertThat(job.body().containsKey("environment"))
          .isEqualTo(isRecord || isApply || isSnapshot);
      assertThat(job.script()).doesNotContain("--force");
    }
    assertThat(job("record").script()).doesNotContain("GENESYS", "wrapup plan");
    assertThat(job("snapshot").script()).doesNotContain("GENESYS", "wrapup snapshot", "/wrapup/");
    assertThat(job("snapshot").map("environment")).isEqualTo(job("record").map("environment"));
  }

  @Test
  void an_apply_waits_for_a_person_and_for_any_other_apply() {
    Component.Job apply = job("apply");

    assertThat(apply.list("rules"))
        .hasSize(2)
        .allSatisfy(rule -> assertThat(((Map<?, ?>) rule).get("when")).isEqualTo("manual"));
    assertThat(apply.body())
        .containsEntry("resource_group", "wrapup-us-east-1")
        .containsEntry("interruptible", false);
    assertThat(apply.list("needs").toString()).isEqualTo("[wrapup-plan-us-east-1]");
    assertThat(job("record").list("needs").toString()).isEqualTo("[wrapup-apply-us-east-1]");
  }

  /// Whoever may push a branch may start its pipeline.
  @ParameterizedTest
  @MethodSource("all")
  void each_job_runs_where_it_belongs_alone(Component.Job job) {
    List<Object> found = new ArrayList<>();
    for (Object rule : job.list("rules")) found.add(((Map<?, ?>) rule).get("if"));
    String main = " && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH";

    assertThat(found.toString())
        .isEqualTo(
            switch (job.name()) {
              case "wrapup-review-us-east-1" -> "[$CI_PIPELINE_SOURCE == \"merge_request_event\"]";
              case "wrapup-drift-us-east-1" -> "[$CI_PIPELINE_SOURCE == \"schedule\"" + main + "]";
              case "wrapup-fork-us-east-1" ->
                  "[\"none\" == \"branch\" && $CI_PIPELINE_SOURCE == \"merge_request_event\""
                      + " && $CI_PROJECT_ID != $CI_MERGE_REQUEST_PROJECT_ID]";
              case "wrapup-snapshot-us-east-1" ->
                  "[\"none\" == \"branch\" && $CI_PIPELINE_SOURCE == \"schedule\"" + main + "]";
              default ->
                  "[$CI_PIPELINE_SOURCE == \"push\"%1$s, $CI_PIPELINE_SOURCE == \"web\"%1$s]"
                      .formatted(main);
            });
    assertThat(job.map("inherit")).isEqualTo(Map.of("default", false));
    assertThat(job.variables())
        .containsEntry("GIT_STRATEGY", "clone")
        .containsEntry("GIT_DEPTH", "0");
    assertThat(job.body()).containsKey("timeout");
  }

  @Test
  void a_cache_holds_nothing_but_journals() {
    for (Component.Job job : jobs().values()) {
      boolean isApply = job.equals(job("apply"));
      assertThat(job.body().containsKey("cache")).as(job.name()).isEqualTo(isApply);
    }
    assertThat(job("apply").map("cache").get("paths").toString()).isEqualTo("[.wrapup/audit]");
  }

  @Test
  void a_drift_check_is_red_for_drift_and_orange_for_what_waits() {
    assertThat(job("drift").map("allow_failure"))
        .isEqualTo(Map.of("exit_codes", List.of(ExitCode.PENDING.number())));
  }

  @Test
  void two_organizations_of_one_environment_share_nothing() throws IOException {
    Component component = Component.read();
    Map<String, Component.Job> one = component.include(Map.of());
    Map<String, Component.Job> other = component.include(Map.of("suffix", "-test"));

    assertThat(other.keySet()).doesNotContainAnyElementsOf(one.keySet());
    assertThat(other).hasSize(7);
    for (Component.Job job : other.values()) {
      assertThat(job.variables().get("WRAPUP_BRANCH")).isEqualTo(ENVIRONMENT + "-test");
      assertThat(job.variables().get("WRAPUP_SNAPSHOT_BRANCH"))
          .isEqualTo("wrapup-snapshot/us-east-1-test");
      assertThat(job.variables().get("GENESYS_ENV")).isEqualTo("us-east-1");
    }
    // A review gets what every job of .pre left.
    assertThat(left(other.get("wrapup-fork-us-east-1-test")))
        .hasSize(2)
        .doesNotContainAnyElementsOf(left(one.get("wrapup-fork-us-east-1")));
    assertThat(other.get("wrapup-apply-us-east-1-test").map("environment"))
        .containsEntry("name", ENVIRONMENT + "-test");
  }

  private static List<String> left(Component.Job job) {
    List<?> paths = (List<?>) job.map("artifacts").get("paths");
    return paths.stream().map(Object::toString).toList();
  }

  @Test
  void what_runs_is_this_release_and_what_pushes_is_pinned() {
    assertThat(job("apply").map("image").get("name"))
        .isEqualTo("ghcr.io/example-org/wrapup:" + Main.VERSION + "-shell");
    assertThat((String) job("record").map("image").get("name"))
        .matches(".+:v[\\d.]+@sha256:[0-9a-f]{64}");
  }

  static Stream<Component.Job> withScripts() throws IOException {
    return Stream.concat(all(), FleetPipeline.all().stream());
  }

  @ParameterizedTest
  @MethodSource("withScripts")
  void every_script_is_one_and_shellcheck_has_nothing_to_say_where_it_is_installed(
      Component.Job job) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("script"), job.script());
    List<String> check = new ArrayList<>(GitLabRunner.shell());
    check.addAll(List.of("-n", script.toString()));

    assertThat(told(check)).isEmpty();
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/shellcheck")), "there is no shellcheck");
    assertThat(told(List.of("shellcheck", "--shell", "sh", script.toString()))).isEmpty();
  }

  private static String told(List<String> command) throws IOException, InterruptedException {
    ProcessResult told = ProcessResult.of(new ProcessBuilder(command).redirectErrorStream(true));
    return told.exit() == 0 ? told.said() : "exit %d\n%s".formatted(told.exit(), told.said());
  }

  /// What an include gives it is declared, and a release is named by a commit.
  @Test
  @SuppressWarnings("unchecked") // a file of GitLab's is of maps
  void the_example_includes_it_with_inputs_that_it_has() throws IOException {
    Path example = Path.of("examples/gitlab/.gitlab-ci.yml");
    List<Map<String, Object>> documents = Component.documents(example);
    Map<String, Object> include =
        ((List<Map<String, Object>>) documents.getLast().get("include")).getFirst();
    Map<String, Object> given = (Map<String, Object>) include.get("inputs");
    Map<String, Object> asked =
        (Map<String, Object>)
            ((Map<String, Object>) documents.getFirst().get("spec")).get("inputs");
    Map<String, Component.Input> declared = Component.read().inputs();

    assertThat(declared.keySet()).containsAll(given.keySet());
    assertThat(given.keySet()).containsAll(asked.keySet());
    asked.forEach(
        (name, facts) -> {
          assertThat(given).containsEntry(name, "$[[ inputs.%s ]]".formatted(name));
          assertThat((Map<String, Object>) facts).isEqualTo(declared.get(name).facts());
        });
    String text = Files.readString(example);
    Golden.hold(Path.of("src/main/resources/dev/wrapup/app/gitlab-ci.yml"), text);
    assertThat(text).containsOnlyOnce("us-east-1").containsOnlyOnce("versioned");
    assertThat(text)
        .containsPattern("component: \\S+/wrapup@[0-9a-f]{40} # v" + Main.VERSION + "\n");
  }
}
