package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.HostileText;
import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.judge.OnePage;
import dev.wrapup.judge.Runner;
import dev.wrapup.judge.Shown;
import dev.wrapup.judge.Terminal;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import tools.jackson.databind.JsonNode;

/// Wherever somebody else's text can stand in files and in an organization, it tries to be more
/// than text. In every format of every command that reads it is text, and it is that text.
class HostileNamesTest {
  private static final int SEEDS = Seeds.count(60, 300);

  /// What was looked at: values in JSON, codes in other formats, values in exports, adoptions.
  private static int exact;

  private static int told;
  private static int exported;
  private static int adopted;

  @TempDir Path folder;

  @AfterAll
  static void there_was_something_to_judge() {
    assertThat(List.of(exact, told, exported, adopted)).allMatch(count -> count > SEEDS / 3);
  }

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  private static List<String> codes(JsonNode list) {
    return list.valueStream().map(change -> change.path("code").asString()).toList();
  }

  private static List<String> with(List<String> args, String... more) {
    return Stream.concat(args.stream(), Stream.of(more)).toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_read_stays_text(int seed) {
    Random random = new Random(seed);
    HostileText texts = new HostileText(random);
    HostileWorld world = HostileWorld.of(random);
    Organization organization = world.organization();
    try (Sandbox sandbox = Sandbox.start(organization)) {
      JudgedRuns runs =
          new JudgedRuns(folder, random).with("GENESYS_BASE_URL", sandbox.url().toString());
      String file = "f" + texts.name(30) + ".yaml";
      runs.file(file, world.files());
      runs.file("base.yaml", world.base());
      List<String> args = new ArrayList<>(List.of("-f", file));
      if (random.nextInt(4) > 0) args.addAll(List.of("--base", "base.yaml"));
      LiveCode some = world.live().get(random.nextInt(world.live().size()));

      holdPlan(runs, args, organization, seed);
      holdDrift(runs, args, organization, seed);
      holdExport(runs, organization);
      holdFindings(runs, file, seed);
      runs.run(seed % 2 == 0 ? "text" : "json", "doctor");
      if (!some.code().startsWith("-")) {
        runs.run(seed % 3 == 0 ? "text" : "json", "refs", some.code());
        runs.run(seed % 2 == 0 ? "text" : "json", "adopt", with(args, some.code()));
      }
      holdAdoption(runs, args, seed);
      runs.run(seed % 2 == 0 ? "text" : "github", "plan", with(args, "--plan", "plan.json"));
      runs.with("GENESYS_ENV", texts.name(60)).run(seed % 2 == 0 ? "text" : "json", "doctor");
      assertThat(sandbox.writes()).isZero();
    }
  }

  private static void holdPlan(
      JudgedRuns runs, List<String> args, Organization organization, int seed) {
    Program.Run run = runs.run("json", "plan", with(args, "--out", "plan.json"));
    assertThat(run.exit()).as(run.err()).isIn(ExitCode.OK, ExitCode.REFUSED);
    JsonNode changes = run.json().path("changes");
    holdExact(changes, "from", organization);
    List<String> formats = List.of("text", "markdown", "html", "github");
    String format = formats.get(seed % formats.size());
    holdShown(codes(changes), format, runs.run(format, "plan", args));
    String other = formats.get((seed / 4 + 1) % formats.size());
    holdShown(codes(changes), other, runs.run(other, "plan", args));
  }

  private static void holdDrift(
      JudgedRuns runs, List<String> args, Organization organization, int seed) {
    Program.Run run = runs.run("json", "drift", args);
    JsonNode drift = run.json().path("drift");
    holdExact(drift, "live", organization);
    List<String> formats = List.of("text", "markdown", "github");
    String format = formats.get(seed % formats.size());
    holdShown(codes(drift), format, runs.run(format, "drift", args));
  }

  /// The values in JSON are the live ones, to the letter.
  private static void holdExact(JsonNode changes, String name, Organization organization) {
    for (JsonNode change : changes) {
      LiveCode live = organization.byId(change.path("id").asString("")).orElse(null);
      if (live == null) continue;
      for (JsonNode field : change.path("fields")) {
        String key = field.path("field").asString();
        if (!key.equals("displayName") && !key.equals("description")) continue;
        Value value = live.value(key.equals("description") ? HostileWorld.TEXT : HostileWorld.NAME);
        exact++;
        assertThat(new Value.Text(field.path(name).asString(""))).isEqualTo(value);
      }
    }
  }

  /// Each of the codes is told, as what it is.
  private static void holdShown(List<String> codes, String format, Program.Run run) {
    told += codes.size();
    switch (format) {
      case "markdown" -> holdAmong(codes, GitHubMarkdown.hold(run.out(), false).spans());
      case "html" -> {
        OnePage page = OnePage.hold(run.out());
        holdAmong(codes, page.theirs());
        assertThat(page.count("article")).isEqualTo(codes.size());
      }
      case "text" -> {
        String meant = Shown.meant(Terminal.unpainted(run.out()));
        for (String code : codes) assertThat(meant).contains(code);
      }
      default -> {}
    }
  }

  private static void holdAmong(List<String> texts, List<String> shown) {
    for (String text : texts) {
      assertThat(shown).as(text).anyMatch(one -> Shown.is(text, one));
    }
  }

  private static void holdExport(JudgedRuns runs, Organization organization) {
    Map<?, ?> codes = codes(runs.run("text", "export").out());
    for (LiveCode live : organization.codes()) {
      Map<?, ?> entry = (Map<?, ?>) codes.get(live.code());
      for (var field : List.of(HostileWorld.NAME, HostileWorld.TEXT)) {
        boolean isDeclared = field.obstacle(live.value(field)).isEmpty();
        if (isDeclared) exported++;
        if (!isDeclared) assertThat(entry.get(field.name())).isNull();
        else assertThat(live.value(field)).isEqualTo(new Value.Text("" + entry.get(field.name())));
      }
    }
  }

  private static Map<?, ?> codes(String yaml) {
    // a buffer for all of it, since the parser fails where one ends in the middle of an emoji
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setBufferSize(yaml.length() + 16)
            .build();
    return (Map<?, ?>) ((Map<?, ?>) new Load(settings).loadFromString(yaml)).get("codes");
  }

  /// Each finding stands beside its line, under the file's name.
  private static void holdFindings(JudgedRuns runs, String file, int seed) {
    List<Integer> lines =
        runs.run("json", "validate", "-f", file)
            .json()
            .path("findings")
            .valueStream()
            .map(finding -> finding.at("/source/line").asInt())
            .toList();
    List<Runner.Command> told =
        Runner.annotations(runs.run("github", "validate", "-f", file).out());
    for (Runner.Command command : told) {
      if (command.name().equals("notice")) continue;
      assertThat(Shown.meant(command.properties().get("file"))).isEqualTo(file);
      assertThat(lines).contains(Integer.parseInt(command.properties().get("line")));
    }
    assertThat(told.size()).isEqualTo(Math.min(lines.size(), 10) + (lines.size() > 10 ? 1 : 0));
    runs.run("text", "validate", "-f", file);
    runs.run(seed % 2 == 0 ? "text" : "json", "fmt --check", "-f", file);
  }

  private static void holdAdoption(JudgedRuns runs, List<String> args, int seed) {
    Program.Run run = runs.run(seed % 2 == 0 ? "json" : "text", "adopt", with(args, "--all"));
    if (run.exit() != ExitCode.OK) return;
    adopted++;
    JsonNode drift = runs.run("json", "drift", args).json();
    assertThat(drift.at("/summary/changed").asInt()).as(run.out()).isZero();
  }
}
