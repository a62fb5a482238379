package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The workflows, the action and the examples: what they may do, and whether the program
/// understands what they tell it. Their scripts are run by [WorkflowScriptsTest].
class WorkflowsTest {
  private static final Pattern EXPRESSION = Pattern.compile("(?s)\\$\\{\\{(.*?)}}");
  private static final Pattern CONTEXT = Pattern.compile("\\b[a-z]+(?:\\.[\\w*-]+)+");

  private static final Pattern PINNED =
      Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

  /// What somebody outside can't choose. `head_ref` of a merge group is made by GitHub.
  private static final Pattern TRUSTED =
      Pattern.compile(
          "github\\.(ref|token|event_name|repository|run_attempt|workflow)"
              + "|github\\.event\\.repository\\.default_branch"
              + "|github\\.event\\.merge_group\\.(base_sha|head_ref)"
              + "|(runner\\.(temp|os|arch)|env\\.(HAS_CLIENT|WRAPUP_SNAPSHOT|WRAPUP_API|GENESYS_ENV|GENESYS_BASE_URL))"
              + "|(secrets|vars|inputs|steps|needs|matrix)\\..+");

  /// The environments with reviewers: of one organization, and of each of a fleet.
  private static final List<String> PROTECTED =
      List.of("wrapup-${{ needs.plan.outputs.environment }}", "wrapup/${{ matrix.target }}");

  private static final Path RESOURCES = Path.of("src/main/resources/dev/wrapup/app");
  private static final String TOOL = "./.wrapup-tool";

  /// Of a pull request only the files are taken.
  private static final String CHECKOUT =
      """
            - name: The tool, as it is merged
              uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
              with:
                ref: ${{ github.event.repository.default_branch }}
                path: .wrapup-tool
                persist-credentials: false
      """;

  static List<Flow> workflows() {
    return Flow.workflows();
  }

  static List<Flow> all() {
    return Flow.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothing_is_put_into_a_script_but_by_variables(Flow flow) {
    for (Flow.Step step : flow.steps()) assertThat(step.run()).doesNotContain("${{");
  }

  @ParameterizedTest
  @MethodSource("all")
  void expressions_use_what_nobody_outside_can_choose(Flow flow) {
    Matcher expression = EXPRESSION.matcher(flow.document().toString());
    int found = 0;
    while (expression.find()) {
      String bare = expression.group(1).replaceAll("'[^']*'", "''");
      Matcher context = CONTEXT.matcher(bare);
      while (context.find()) assertThat(context.group()).as(bare).matches(TRUSTED);
      found++;
    }
    assertThat(found).isPositive();
  }

  /// What a person types into a form is no option and no second word.
  @ParameterizedTest
  @MethodSource("workflows")
  void what_is_typed_into_a_form_is_one_token_or_an_operand(Flow flow) {
    if (flow.isCalled()) return; // by a workflow, with what stands there
    for (Flow.Step step : flow.steps()) {
      assertThat(step.with("command")).doesNotContain("${{");
      assertThat(
              step.with("args").replaceAll("inputs\\.\\w+( == ''| &&)", "").replace("!inputs", ""))
          .as(step.with("args"))
          .doesNotContain("inputs.");
    }
  }

  @Test
  void what_may_be_written_is_what_each_job_is_there_for() {
    Map<String, String> writes = new TreeMap<>();
    for (Flow flow : workflows()) {
      JsonNode top = flow.document().path("permissions");
      assertThat(top.isObject()).as(flow + ": permissions").isTrue();
      for (Flow.Job job : flow.jobs()) {
        JsonNode own = job.body().path("permissions");
        List<String> granted =
            (own.isObject() ? own : top)
                .propertyStream()
                .filter(permission -> !permission.getValue().asString().equals("read"))
                .map(permission -> permission.getKey() + ": " + permission.getValue().asString())
                .toList();
        if (!granted.isEmpty()) writes.put(flow + " " + job.name(), String.join(", ", granted));
      }
    }

    assertThat(writes)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry(
                        "examples/github/adopt.yml adopt", "contents: write, pull-requests: write"),
                    Map.entry("examples/github/apply.yml record", "contents: write"),
                    Map.entry(
                        "examples/github/export.yml export",
                        "contents: write, pull-requests: write"),
                    Map.entry("examples/github/drift.yml branch", "contents: write"),
                    Map.entry("examples/github/drift.yml drift", "issues: write"),
                    Map.entry("examples/github/fleet-apply.yml wave-0", "contents: write"),
                    Map.entry("examples/github/fleet-apply.yml wave-1", "contents: write"),
                    Map.entry("examples/github/fleet-drift.yml drift", "issues: write"),
                    Map.entry("examples/github/fleet-wave.yml record", "contents: write"),
                    Map.entry("examples/github/plan.yml plan", "pull-requests: write"),
                    Map.entry(
                        ".github/workflows/release.yml container",
                        "packages: write, id-token: write, attestations: write"),
                    Map.entry(".github/workflows/release.yml publish", "contents: write"),
                    Map.entry(".github/workflows/release.yml pypi", "id-token: write"),
                    Map.entry(
                        ".github/workflows/release.yml sign",
                        "id-token: write, attestations: write"))));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void the_client_that_can_write_is_in_the_protected_environment_alone(Flow flow) {
    for (Flow.Job job : flow.jobs()) {
      boolean isApply = job.name().equals("apply");
      assertThat(job.uses("WRAPUP_WRITE_CLIENT_ID")).as(job.name()).isEqualTo(isApply);
      String environment = job.body().path("environment").asString("");
      assertThat(PROTECTED.contains(environment)).as(job.name()).isEqualTo(isApply);
      if (isApply) assertThat(job.uses("WRAPUP_READ_")).isFalse();
    }
  }

  /// Nothing leaves for where people get it from that nobody looked at.
  @Test
  void what_publishes_or_signs_a_release_is_in_the_protected_environment() {
    for (Flow.Job job : Flow.read(".github/workflows/release.yml").jobs()) {
      boolean isHarmless = List.of("build", "reproduce", "collect").contains(job.name());
      assertThat(job.body().path("environment").asString(""))
          .as(job.name())
          .isEqualTo(isHarmless ? "" : "release");
      if (isHarmless) {
        assertThat(job.body().path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        assertThat(job.uses("")).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void runs_are_bounded_and_do_not_meet(Flow flow) {
    JsonNode concurrency = flow.document().path("concurrency");
    assertThat(concurrency.path("group").asString("")).isNotEmpty();
    boolean isRead = flow.path().getFileName().toString().matches("((fleet-)?plan|ci)\\.yml");
    assertThat(concurrency.path("cancel-in-progress").asBoolean(!isRead)).isEqualTo(isRead);
    for (Flow.Job job : flow.jobs()) {
      if (!job.calls().isEmpty()) continue;
      assertThat(job.body().path("timeout-minutes").asInt(0)).as(job.name()).isPositive();
    }
  }

  /// A tag can be moved to another commit, a commit can't. The version behind it is for people, and
  /// for what keeps it new.
  @ParameterizedTest
  @MethodSource("all")
  void actions_of_others_are_pinned_by_a_commit_with_its_version_behind(Flow flow)
      throws IOException {
    List<String> used =
        Files.readAllLines(flow.path()).stream()
            .map(String::strip)
            .filter(line -> line.matches("(- )?uses:.*"))
            .map(line -> line.replaceFirst("^(- )?uses: *", ""))
            .toList();

    assertThat(used)
        .hasSize(
            (int)
                (flow.steps().stream().filter(step -> !step.uses().isEmpty()).count()
                    + flow.jobs().stream().filter(job -> !job.calls().isEmpty()).count()))
        .allMatch(action -> PINNED.matcher(action).matches() || action.matches("\\./\\S*"));
    assertThat(used)
        .filteredOn(action -> action.startsWith("example-org/"))
        .allMatch(action -> action.endsWith(" # v" + Main.VERSION));
  }

  /// Of a pull request only the files are taken; the tool is the default branch's.
  @Test
  void a_pull_request_is_planned_by_the_tool_as_it_is_merged() throws IOException {
    Flow.Job plan = Flow.read(".github/workflows/plan.yml").job("plan");

    assertThat(plan.steps())
        .filteredOn(Flow.Step::isOurs)
        .extracting(Flow.Step::uses)
        .containsOnly(TOOL);
    assertThat(Files.readString(Path.of(".github/workflows/plan.yml"))).containsOnlyOnce(CHECKOUT);
  }

  /// Whoever copies a workflow changes them there.
  @ParameterizedTest
  @MethodSource("workflows")
  void environment_and_api_stand_in_one_place(Flow flow) throws IOException {
    assertThat(Files.readAllLines(flow.path()))
        .filteredOn(line -> line.matches("[^#]*\\b(us-east-1|versioned)\\b.*"))
        .isSubsetOf("  WRAPUP_API: versioned", "  GENESYS_ENV: us-east-1");
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothing_is_restored_from_a_cache_but_for_tests_and_what_only_reads(Flow flow) {
    boolean isTests = flow.path().endsWith(Path.of("ci.yml"));

    for (Flow.Step step : flow.steps()) {
      if (!isTests) assertThat(step.with("cache")).isEmpty();
      if (step.uses().startsWith("actions/cache@")) {
        assertThat(step.body().path("if").asString()).contains("inputs.command != 'apply'");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void checkouts_leave_no_token_behind(Flow flow) {
    for (Flow.Step step : flow.steps()) {
      if (step.uses().startsWith("actions/checkout")) {
        assertThat(step.with("persist-credentials")).as(flow.toString()).isEqualTo("false");
      }
    }
  }

  /// In a run of one target plain variables count, so a job must not have those of two.
  @ParameterizedTest
  @MethodSource("workflows")
  void a_job_of_a_fleet_has_the_environment_of_the_target_that_it_names(Flow flow) {
    for (Flow.Job job : flow.jobs()) {
      List<Flow.Step> fleet =
          job.steps().stream()
              .filter(step -> step.with("command").matches("fleet (plan|drift|apply)"))
              .toList();
      if (fleet.isEmpty()) continue;
      assertThat(job.body().path("environment").asString(""))
          .matches("wrapup(-read)?/\\$\\{\\{ matrix\\.target }}");
      assertThat(fleet)
          .allSatisfy(
              step -> assertThat(step.with("args")).contains("--target ${{ matrix.target }} "));
    }
  }

  /// `examples/` is where they are written; `-Dgolden.update=true` makes the others of it.
  @ParameterizedTest
  @ValueSource(strings = {"plan", "apply", "drift", "adopt", "export"})
  void our_own_workflows_and_what_init_writes_are_made_of_the_examples(String name)
      throws IOException {
    String example = Files.readString(Path.of("examples/github", name + ".yml"));
    String own =
        example
            .replaceAll("(?m)^# (For \"example-org\"|\"example-org\"|git ls-remote).*\n", "")
            .replaceAll("example-org/wrapup@\\S+ # \\S+", name.equals("plan") ? TOOL : "./")
            .replace("      - name: Validate\n", CHECKOUT + "      - name: Validate\n");

    Golden.hold(Path.of(".github/workflows", name + ".yml"), own);
    // who runs init has exported
    if (!name.equals("export"))
      Golden.hold(RESOURCES.resolve("github-%s.yml".formatted(name)), example);
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void the_program_understands_what_the_workflows_tell_it(Flow flow) {
    for (Flow.Step step : flow.steps()) {
      if (!step.isOurs()) continue;
      for (boolean chosen : List.of(true, false)) {
        List<String> words = new ArrayList<>(CommandLines.words(step.with("command")));
        words.addAll(CommandLines.words(filled(step.with("args"), chosen)));
        if (!step.with("approve").isEmpty()) words.addAll(List.of("--approve", "X"));
        if (chosen && !step.with("operands").isEmpty()) words.addAll(List.of("--", "X"));
        CommandLines.hold(flow.toString(), words);
      }
    }
  }

  /// A text with its expressions worked out, their conditions all true or all false.
  private static String filled(String text, boolean chosen) {
    return EXPRESSION
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(worth(found.group(1).strip(), chosen)));
  }

  private static String worth(String expression, boolean chosen) {
    String[] either = expression.split(" \\|\\| ", 2);
    if (either.length == 2) return worth(chosen ? either[0] : either[1], chosen);
    String value = expression.replaceFirst("^.* && ", "");
    if (value.startsWith("format(")) value = value.replaceFirst("^format\\(('[^']*').*$", "$1");
    return value.startsWith("'") ? value.replace("'", "").replaceAll("\\{\\d}", "X") : "X";
  }

  @Test
  void the_program_understands_what_the_action_and_its_likes_tell_it() {
    List<String> lines = new ArrayList<>();
    Flow.action().steps().forEach(step -> lines.addAll(step.run().lines().toList()));
    Flow.read(".pre-commit-hooks.yaml")
        .document()
        .valueStream()
        .forEach(hook -> lines.add(hook.path("entry").asString()));

    List<String> commands =
        lines.stream()
            .map(String::strip)
            .map(line -> line.replaceFirst("^exec \"\\$WRAPUP_PROGRAM\"", "wrapup"))
            .filter(line -> line.startsWith("wrapup ") && !line.equals("wrapup \"$@\""))
            .distinct()
            .toList();
    commands.forEach(
        line ->
            CommandLines.hold("a script", CommandLines.words(line.substring("wrapup ".length()))));
    assertThat(commands).hasSize(5);
  }
}
