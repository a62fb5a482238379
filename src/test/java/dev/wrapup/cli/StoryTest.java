package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What pages tell people to type, typed into a shell, line by line: in a fresh checkout of this
/// project, or where somebody began as the pages say.
class StoryTest {
  /// Builds and tests the program, or runs until it is stopped.
  private static final Pattern LEFT_OUT = Pattern.compile("mvn -B verify|\\./wrapup sandbox .*");

  /// Pages and the languages of which each block is typed, here, by [Desk] or by [CxAsCodeTest].
  private static final Map<String, String> TYPED =
      Map.of(
          "README", "sh",
          "genesys-cloud", "sh",
          "getting-started", "sh",
          "gitlab", "sh",
          "moving-from-cx-as-code", "sh hcl",
          "other-ci", "yaml groovy",
          "spreadsheet", "sh",
          "when-it-went-wrong", "sh");

  /// Blocks that nobody types, and why.
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("README.md: wrapup plan ", "printed: ReadmeTest"),
          Map.entry("README.md: format: 1", "a file: ReadmeTest"),
          Map.entry("README.md: permissions: ", "a step as in action.yml: WorkflowScriptsTest"),
          Map.entry("docs/fleet.md: wrapup fleet plan", "typed: FleetPageTest"),
          Map.entry("docs/gitlab.md: include:", "a part of the example: ComponentTest"),
          Map.entry("docs/statuses.md: ", "printed: StatusesTest"),
          Map.entry("docs/queues.md: ", "files: QueuesPageTest"),
          Map.entry("docs/reference.md: format: 1", "a file: DeviationsTest"),
          Map.entry("docs/snapshots.md: ", "typed: SnapshotTest"),
          Map.entry("docs/sandbox.md: ", "read: SandboxPageTest"),
          Map.entry("docs/checking-a-release.md: ", "takes a release that was published"),
          Map.entry(
              "docs/installing.md: ", "builds, or takes a release: .ci/reproduce, ReleaseTest"));

  /// A line for a shell in a pipeline, but for those that install.
  private static final Pattern SHELL =
      Pattern.compile(" *(?:- )?(?:script: )?((?:set |target=|wrapup |git |export ).*)");

  /// What a pull request's job is told of its target branch.
  private static final Map<String, String> TARGETS =
      Map.of(
          "GENESYS_ENV", "us-east-1",
          "SYSTEM_PULLREQUEST_TARGETBRANCHNAME", "main",
          "BITBUCKET_PR_DESTINATION_BRANCH", "main",
          "CHANGE_TARGET", "main");

  @TempDir Path root;
  private final List<String> typed = new ArrayList<>();
  private Path folder;

  @BeforeEach
  void check_out() throws Exception {
    folder = Files.createDirectory(root.resolve("checkout"));
    for (String file :
        List.of("wrapupcodes.yaml", ".gitignore", "README.md", "examples/genesys-cloud.yaml")) {
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(Path.of(file), copy);
    }
    Keyboard keyboard = keyboard(Map.of());
    Files.copy(
        keyboard.home().resolve("bin/wrapup"),
        folder.resolve("wrapup"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Repository.commit(folder);
  }

  private Keyboard keyboard(Map<String, String> variables) throws IOException {
    return Keyboard.in(root.resolve("home"), folder, Program.command(), variables);
  }

  private static List<String> lines(Path page) {
    return Pages.lines(page).stream().filter(LEFT_OUT.asMatchPredicate().negate()).toList();
  }

  static Stream<Pages.Block> blocks() {
    return Pages.all().stream().flatMap(page -> Pages.blocks(page).stream());
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void each_block_is_typed_or_there_is_a_reason(Pages.Block block) {
    String page = block.page().getFileName().toString().replace(".md", "");
    boolean isTyped = List.of(TYPED.getOrDefault(page, "").split(" ")).contains(block.language());

    assertThat(OTHERS.keySet()).anyMatch(other -> isTyped || block.toString().startsWith(other));
  }

  @Test
  void each_reason_is_of_a_block() {
    assertThat(OTHERS.keySet())
        .allSatisfy(
            other -> assertThat(blocks()).anyMatch(block -> block.toString().startsWith(other)));
  }

  private List<String> type(
      List<String> lines, Map<String, ExitCode> exits, Map<String, String> variables)
      throws IOException, InterruptedException {
    typed.addAll(lines);
    return keyboard(variables).type(lines, exits);
  }

  private String told(List<String> told, String line) {
    assertThat(typed).containsOnlyOnce(line);
    return told.get(typed.indexOf(line));
  }

  private boolean isThere(String file) {
    return Files.exists(folder.resolve(file));
  }

  @Test
  void the_readme_tells_a_story_that_happens() throws Exception {
    String drift = "./wrapup drift --sandbox --base-ref main";

    List<String> told;
    try (Sandbox remote = Sandbox.start(Example.organization())) {
      told =
          type(
              lines(Path.of("README.md")),
              Map.of(drift, ExitCode.DRIFT),
              Map.of("GENESYS_BASE_URL", remote.url().toString()));
      assertThat(remote.writes()).isZero();
    }

    assertThat(told(told, "./wrapup plan --sandbox --base-ref main --out plan.json"))
        .contains("Praise → Praise from a customer", "1 to update", "Changed outside Git");
    assertThat(told(told, "./wrapup apply --sandbox --base-ref main --plan plan.json"))
        .contains("1 of 1 change done", ".wrapup/audit/");
    assertThat(told(told, "./wrapup audit report .wrapup/audit/*.jsonl")).contains("PRAISE");
    assertThat(told(told, drift)).contains("Drift: 1 gone, 2 changed", "VOICEMAIL_LEFT");
    assertThat(told(told, "git diff")).contains("+    displayName: Customer Callback");
  }

  @Test
  void its_last_lines_bring_back_what_was_there() throws Exception {
    List<String> lines = lines(Path.of("README.md"));
    List<String> last = lines.subList(lines.lastIndexOf("git diff") + 1, lines.size());
    String plan = "./wrapup plan --sandbox";

    List<String> before =
        type(
            List.of(plan, "git switch -c praise", "./wrapup apply --sandbox --yes"),
            Map.of(),
            Map.of());
    assertThat(isThere(".wrapup/sandbox.json")).isTrue();
    type(last, Map.of(), Map.of());

    assertThat(isThere(".wrapup")).isFalse();
    assertThat(type(List.of(plan), Map.of(), Map.of())).containsExactly(before.getFirst());
  }

  @Test
  void the_page_on_genesys_cloud_is_tried_by_adding_the_sandbox() throws Exception {
    List<String> lines =
        lines(Path.of("docs/genesys-cloud.md")).stream()
            .map(
                line ->
                    line.matches("\\./wrapup (?!audit).*(?<!--sandbox.*)")
                        ? line + " --sandbox"
                        : line)
            .toList();

    List<String> told = type(lines, Map.of(), Map.of());

    assertThat(told(told, "./wrapup plan -f cloud.yaml --exit-code --sandbox"))
        .contains("10 unchanged");
    assertThat(told(told, "./wrapup audit report .wrapup/audit/*.jsonl"))
        .contains("Callback requested");
    assertThat(isThere(".wrapup/sandbox-genesys-cloud.json")).isTrue();
  }

  /// Where a client and its secret are.
  static Map<String, String> client(Sandbox remote) {
    return Map.of(
        "GENESYS_BASE_URL", remote.url().toString(),
        "GENESYS_CLIENT_ID", "the-client",
        "GENESYS_CLIENT_SECRET", "its-secret");
  }

  @Test
  void a_sheet_goes_out_and_comes_back() throws Exception {
    try (Sandbox remote = Sandbox.start(Example.organization())) {
      List<String> told = type(Pages.lines("spreadsheet"), Map.of(), client(remote));

      assertThat(told.getLast()).contains("nothing was written");
      assertThat(isThere("codes.xlsx")).isTrue();
    }
  }

  /// On a bad day: a run was killed, somebody edits by hand, and nobody told the receiver.
  @ParameterizedTest
  @MethodSource("dev.wrapup.Kind#some")
  void what_to_do_when_it_went_wrong_works(Kind kind) throws Exception {
    Path home = Files.createDirectory(root.resolve("bad-day"));
    List<String> all = Pages.lines("when-it-went-wrong");
    List<String> undo = all.stream().filter(line -> line.contains("undo")).toList();
    List<String> lines = all.stream().filter(line -> !undo.contains(line)).toList();
    String verify = lines.stream().filter(line -> line.contains("audit verify")).findAny().get();
    try (Desk desk = new Desk(home, kind, Program.command(), "github");
        Receiver receiver = Receiver.start()) {
      desk.describe(0, "killed");
      desk.clean("wrapup apply --yes --audit-dir audit --webhook-url " + receiver.url());
      Path journal = desk.path(verify.replaceFirst(".* ", ""));
      desk.clean("mv audit/*.jsonl " + journal);
      List<String> records = Files.readAllLines(journal);
      Files.write(journal, records.subList(0, records.size() - 1));
      desk.commit("applied");
      desk.push("main:main");
      desk.byHand(1, "by hand");

      List<String> told =
          desk.type(
              lines.stream()
                  .map(line -> line.replace("https://wfm.example/events", receiver.url()))
                  .toList(),
              Map.of());

      assertThat(told).noneMatch(text -> text.contains("next: "));
      assertThat(told.get(lines.indexOf(verify))).contains("✓");
      assertThat(desk.live()).contains("killed").doesNotContain("by hand");
      assertThat(desk.remote("refs/wrapup/us-east-1")).isEqualTo(desk.git("rev-parse", "HEAD"));

      // the run itself was bad: it is taken back, live and then in the files
      assertThat(desk.type(undo, Map.of())).hasSize(3).noneMatch(text -> text.contains("next: "));
      assertThat(desk.live()).doesNotContain("killed");
      assertThat(Files.readString(desk.path("wrapupcodes.yaml"))).doesNotContain("killed");
    }
  }

  static List<Pages.Block> pipelines() {
    return Pages.blocks(Path.of("docs/other-ci.md"));
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void a_pipeline_for_another_ci_reviews_applies_and_records(Pages.Block pipeline)
      throws Exception {
    List<String> script =
        pipeline.lines().stream()
            .map(line -> line.replaceFirst("\\bsh '(.*)'$", "$1"))
            .map(SHELL::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1).replace("$(Pipeline.Workspace)/plan/", ""))
            .toList();
    int reviewed = 0;
    while (!script.get(reviewed++).startsWith("wrapup plan ")) {}
    Path home = Files.createDirectory(root.resolve("other-ci"));
    try (Desk desk = new Desk(home, Kind.VERSIONED, Program.command(), "none")) {
      desk.git("switch", "-q", "-c", "change");
      desk.edit("\npolicy:\n", "\npolicy:\n  allow: [create]\n");
      desk.describe(0, "reviewed");
      desk.commit("reviewed");

      List<String> told = desk.type(script.subList(0, reviewed), TARGETS);
      desk.push("HEAD:main");
      desk.git("fetch", "-q", "origin");

      assertThat(told.getLast()).contains("Needs approval to be applied:", "reviewed");
      assertThat(desk.sandbox.writes()).isZero();
      String token = told.getLast().replaceFirst("(?s).*\n  ([0-9a-f]{32})\n.*", "$1");
      desk.type(
          script.stream()
              .filter(line -> !line.contains("BITBUCKET_PR"))
              .map(
                  line ->
                      line.replaceFirst("^(wrapup (?:plan|apply)) ", "$1 --approve " + token + " "))
              .toList(),
          Map.of("GENESYS_ENV", "us-east-1"));
      assertThat(desk.live()).contains("reviewed");
      assertThat(desk.remote(GitLabWorld.BRANCH)).isEqualTo(desk.remote("refs/heads/main"));
      assertThat(desk.clean("wrapup audit verify audit/*.jsonl")).contains("✓");
    }
  }
}
