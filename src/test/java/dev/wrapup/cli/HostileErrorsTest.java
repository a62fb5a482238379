package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.HostileText;
import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is said of files that are broken, of a server that refuses and of arguments that make no
/// sense, each quoting what it is about.
class HostileErrorsTest {
  private static final int SEEDS = Seeds.count(50, 200);
  private static final List<String> BROKEN =
      List.of("validate", "plan", "drift", "apply --yes", "adopt --all", "fmt --check");

  /// Variables, and what ends by what stands in them.
  private static final Map<String, String> VARIABLES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("GENESYS_BASE_URL", "plan -f f.yaml"),
              Map.entry("GENESYS_ENV", "drift -f f.yaml"),
              Map.entry("WRAPUP_API", "doctor"),
              Map.entry("GENESYSCLOUD_REGION", "export"),
              Map.entry("HTTPS_PROXY", "refs x"),
              Map.entry("WFM_WEBHOOK_URL", "webhook replay"),
              Map.entry("GITHUB_WORKSPACE", "validate -f broken.yaml"),
              Map.entry("GITHUB_API_URL", "github comment --plan f.yaml --body f.yaml"),
              Map.entry("GITHUB_REPOSITORY", "github comment --plan f.yaml --body f.yaml"),
              Map.entry("GITHUB_EVENT_PATH", "github drift-issue --drift f.yaml --body f.yaml"),
              Map.entry("GITHUB_REF", "github comment --plan f.yaml --body f.yaml"),
              Map.entry("CI_API_V4_URL", "gitlab note --plan f.yaml --body f.yaml"),
              Map.entry("CI_PROJECT_ID", "gitlab note --plan f.yaml --body f.yaml"),
              Map.entry("CI_MERGE_REQUEST_IID", "gitlab note --plan f.yaml --body f.yaml"),
              Map.entry("GITHUB_SERVER_URL", "github comment --plan f.yaml --body f.yaml")));

  /// How often a command quoted somebody else's words.
  private static final Map<String, Integer> QUOTING = new TreeMap<>();

  @TempDir Path folder;

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /// The formats of a command.
  private static List<String> formats(String command) {
    return switch (command.split(" ")[0]) {
      case "validate" -> List.of("text", "json", "github");
      case "plan" -> List.of("text", "json", "github", "html", "markdown");
      case "drift" -> List.of("text", "json", "github", "markdown");
      case "export" -> List.of("text");
      case "audit" -> List.of(command.endsWith("report") ? "markdown" : "text", "json");
      default -> List.of("text", "json");
    };
  }

  /// What isn't taken for an option.
  private static String operand(String text) {
    return text.startsWith("-") ? "x" + text : text;
  }

  private static Program.Run run(
      JudgedRuns runs, Random random, String command, List<String> args) {
    Program.Run run = runs.run(one(random, formats(command)), command, args);
    boolean isQuoting = (run.out() + run.err()).contains(HostileText.WORD);
    QUOTING.merge(command, isQuoting ? 1 : 0, Integer::sum);
    return run;
  }

  @AfterAll
  static void every_command_had_something_to_quote() {
    assertThat(QUOTING)
        .hasSizeGreaterThan(12)
        .allSatisfy((command, count) -> assertThat(count).isGreaterThan(SEEDS / 3));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findings_in_broken_files_quote_and_nothing_more(int seed) {
    Random random = new Random(seed);
    String name = "f" + new HostileText(random).name(40) + ".yaml";
    JudgedRuns runs = new JudgedRuns(folder, random).with("GENESYS_BASE_URL", ExitWorld.NOWHERE);
    runs.file(name, broken(HostileWorld.of(random).files(), random));
    runs.file("good.yaml", "format: 1\ncodes: {}\n");

    for (String command : BROKEN) {
      Program.Run run = run(runs, random, command, List.of("-f", name));

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
    }
    run(runs, random, "plan", List.of("-f", "good.yaml", "--base", name));
    run(runs, random, "plan", List.of("-f", "good.yaml", "--plan", name));
    run(runs, random, "plan", List.of("--sandbox", "--sandbox-data", name, "-f", "good.yaml"));
    run(runs, random, "plan", List.of("--env-file", name, "-f", "good.yaml"));
    run(runs, random, "audit report", List.of(name));
    run(runs, random, "audit verify", List.of(name, name + "x"));
  }

  /// A file in which some lines say what none may.
  private static String broken(String file, Random random) {
    HostileText texts = new HostileText(random);
    HostileYaml yaml = new HostileYaml(random);
    List<String> lines = new ArrayList<>(file.lines().toList());
    for (int i = 1 + random.nextInt(random.nextBoolean() ? 3 : 20); i > 0; i--) {
      String text = yaml.scalar(texts.name(40));
      String broken =
          switch (random.nextInt(11)) {
            case 0 -> "  " + text + ": {displayname: " + text + "} # " + yaml.comment();
            case 1 -> text + ": " + text + " # " + yaml.comment();
            case 2 -> "  " + text + ": {routingType: " + text + "}";
            case 3 -> "  " + text + ": " + text;
            case 4 -> "  " + text + ": {ignore: [{field: " + text + ", until: " + text + "}]}";
            case 5 -> "environment: " + text;
            case 6 -> "  " + text + ": [*" + texts.name(20).replaceAll("\\R", "");
            case 7 -> yaml.comment();
            case 8 -> "retired: [" + text + ", " + text + ", ~]";
            case 9 -> "  " + text + ": " + text + yaml.comment();
            default -> "  " + yaml.scalar(texts.name(30) + "x".repeat(20)) + ": {id: ''}";
          };
      boolean isTop = !broken.startsWith("  ");
      lines.add(isTop ? 1 + random.nextInt(2) : lines.size(), broken);
    }
    lines.add("nonsense: " + yaml.scalar(texts.name(40)));
    return String.join("\n", lines) + "\n";
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_refusal_of_a_server_is_told_as_text(int seed) {
    Random random = new Random(seed);
    HostileText texts = new HostileText(random);
    HostileWorld world = HostileWorld.of(random);
    try (HostileServer hostile = HostileServer.start(random)) {
      JudgedRuns runs =
          new JudgedRuns(folder, random)
              .with("GENESYS_BASE_URL", hostile.url())
              .with("GENESYS_ENV", random.nextInt(10) == 0 ? texts.name(60) : "us-east-1");
      runs.file("f.yaml", world.files());
      List<LiveCode> listed = random.nextBoolean() ? List.of() : world.live();
      hostile.lists(listed);
      List<String> verbose = random.nextBoolean() ? List.of() : List.of("--verbose");
      List<String> args = new ArrayList<>(List.of("-f", "f.yaml"));
      args.addAll(verbose);

      for (String command : List.of("plan", "drift", "adopt --all", "apply --yes")) {
        run(runs, random, command, args);
      }
      for (String command : List.of("doctor", "export", "refs")) {
        List<String> more = new ArrayList<>(verbose);
        String code = listed.isEmpty() ? texts.name(20) : listed.getFirst().code();
        if (command.equals("refs")) more.add(operand(code));
        run(runs, random, command, more);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void variables_that_make_no_sense_are_quoted_as_text(int seed) {
    Random random = new Random(seed);
    String text = "x " + new HostileText(random).name(60);
    for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
      JudgedRuns runs =
          new JudgedRuns(folder, random)
              .with(
                  "WRAPUP_API", variable.getKey().contains("CLOUD") ? "genesys-cloud" : "versioned")
              .with("GITHUB_TOKEN", "ghs_token")
              .with("GITHUB_REPOSITORY", "octo-org/codes")
              .with("CI_PROJECT_ID", "5")
              .with(variable.getKey(), text);
      runs.file("broken.yaml", "codes: {}\n");
      runs.file("f.yaml", "format: 1\ncodes: {}\n");

      Program.Run run = runs.runAlone(variable.getValue().split(" "));

      assertThat(run.exit()).as(variable.getKey() + run.err()).isEqualTo(ExitCode.USAGE);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wrong_usage_is_quoted_as_text(int seed) {
    Random random = new Random(seed);
    HostileText texts = new HostileText(random);
    JudgedRuns runs = new JudgedRuns(folder, random).with("GENESYS_BASE_URL", ExitWorld.NOWHERE);
    runs.file("f.yaml", "format: 1\ncodes: {}\n");
    String text = texts.name(60);

    for (String option :
        List.of(
            "--expect",
            "--plan",
            "--base",
            "--base-url",
            "--ca-file",
            "--timeout",
            "--base-ref",
            "--environment",
            "--api",
            "--rate-limit")) {
      run(runs, random, "plan", List.of("-f", "f.yaml", option + "=" + text));
    }
    run(runs, random, "plan", List.of("-f", text));
    run(runs, random, "validate", List.of("-f", ":"));
    run(runs, random, "plan", List.of(text));
    run(runs, random, "plan", List.of("--sandbox", "-f", "f.yaml", "--base", text));
    run(runs, random, "adopt", List.of("--sandbox", "-f", "f.yaml", text));
    run(runs, random, "refs", List.of("--sandbox", text));
    run(runs, random, "apply", List.of("--sandbox", "-f", "f.yaml", "--parallelism=" + text));
    List<String> post = List.of("--plan", operand(text), "--body", operand(text));
    run(runs, random, "github comment", post);
    runs.with("GITHUB_REPOSITORY", "octo-org/codes").with("GITHUB_TOKEN", "ghs_token");
    run(runs, random, "github comment", post);
    runs.with("GITHUB_EVENT_PATH", text);
    run(runs, random, "github drift-issue", List.of("--drift", "f.yaml", "--body", "f.yaml"));
    for (List<String> alone :
        List.of(
            List.of(text),
            List.of("plan", "--format", text),
            List.of("plan", "--color=" + text, "--format=json"),
            List.of("schema", text),
            List.of("sandbox", "--fault=" + text),
            List.of("audit", text),
            List.of("-" + text))) {
      runs.runAlone(alone.toArray(String[]::new));
    }
  }
}
