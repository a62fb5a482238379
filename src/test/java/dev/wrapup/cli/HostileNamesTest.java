package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.HostileText;
import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.judge.OnePage;
import dev.wrapup.judge.Shown;
import dev.wrapup.judge.Terminal;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import tools.jackson.databind.JsonNode;

/// Wherever somebody else's text can stand, it tries to be more than text, in every command and
/// format: it stays text, and says in each of them what it is.
class HostileNamesTest {
  private static final int SEEDS = Integer.getInteger("hostile.seeds", 300);

  @TempDir Path folder;

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  private static List<String> codes(JsonNode list) {
    return list.valueStream().map(change -> change.path("code").asString()).toList();
  }

  private static void assertShown(List<String> texts, List<String> shown) {
    for (String text : texts) {
      assertThat(shown).as(text).anyMatch(one -> Shown.is(text, one));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_read_stays_text(int seed) {
    Random random = new Random(seed);
    HostileText texts = new HostileText(random);
    HostileWorld world = HostileWorld.of(random);
    String file = "f" + texts.name(30) + ".yaml";
    Organization organization = world.organization();
    try (Sandbox sandbox = Sandbox.start(organization, Settings.DEFAULT)) {
      JudgedRuns runs = new JudgedRuns(folder, random).with("GENESYS_BASE_URL", sandbox.url() + "");
      runs.with("GENESYS_ENV", texts.name(60));
      runs.file(file, world.files());
      runs.file("base.yaml", world.base());
      List<String> target = new ArrayList<>(List.of("-f", file));
      if (random.nextInt(4) > 0) target.addAll(List.of("--base", "base.yaml"));

      holdPlan(runs, target);
      holdDrift(runs, target);
      holdExport(runs, organization);
      runs.runIn(List.of("text", "json", "github"), "validate", "-f", file);
      runs.runIn(List.of("text", "json"), "fmt", "--check", "-f", file);
      LiveCode some = world.live().get(random.nextInt(world.live().size()));
      if (!some.code().startsWith("-")) {
        runs.runIn(List.of("text", "json"), "refs", some.code());
        holdAdopted(runs, target, some.code());
      }
      runs.runIn(List.of("text", "json"), "doctor");
      assertThat(sandbox.writes()).isZero();
    }
  }

  private static String[] args(String command, List<String> more) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(more);
    return args.toArray(String[]::new);
  }

  private static void holdPlan(JudgedRuns runs, List<String> target) {
    Program.Run run = runs.run("json", args("plan", target));
    assertThat(run.exit()).as(run.err()).isIn(ExitCode.OK, ExitCode.REFUSED);
    List<String> codes = codes(run.json().path("changes"));
    String text = runs.run("text", args("plan", target)).out();
    String meant = Shown.meant(Terminal.unpainted(text));
    for (String code : codes) assertThat(meant).contains(code);
    String markdown = runs.run("markdown", args("plan", target)).out();
    assertShown(codes, GitHubMarkdown.hold(markdown, false).spans());
    OnePage page = OnePage.hold(runs.run("html", args("plan", target)).out());
    assertShown(codes, page.theirs());
    assertThat(page.count("article")).isEqualTo(codes.size());
    runs.run("github", args("plan", target));
  }

  private static void holdDrift(JudgedRuns runs, List<String> target) {
    Program.Run run = runs.run("json", args("drift", target));
    List<String> codes = codes(run.json().path("drift"));
    String text = runs.run("text", args("drift", target)).out();
    String meant = Shown.meant(Terminal.unpainted(text));
    for (String code : codes) assertThat(meant).contains(code);
    String markdown = runs.run("markdown", args("drift", target)).out();
    assertShown(codes, GitHubMarkdown.hold(markdown, false).spans());
    runs.run("github", args("drift", target));
  }

  private static void holdExport(JudgedRuns runs, Organization organization) {
    String yaml = runs.run("text", "export").out();
    Map<?, ?> codes = codes(yaml);
    for (LiveCode live : organization.codes()) {
      Map<?, ?> entry = (Map<?, ?>) codes.get(live.code());
      if (live.value(HostileWorld.NAME) instanceof Value.Text name && name.text().length() <= 256) {
        assertThat(entry.get("displayName")).isEqualTo(name.text());
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

  private static void holdAdopted(JudgedRuns runs, List<String> target, String code) {
    List<String> one = new ArrayList<>(target);
    one.add(code);
    runs.runIn(List.of("text", "json"), args("adopt", one));
    List<String> all = new ArrayList<>(target);
    all.add("--all");
    Program.Run run = runs.runIn(List.of("text", "json"), args("adopt", all));
    if (run.exit() != ExitCode.OK) return;
    JsonNode drift = runs.run("json", args("drift", target)).json();
    assertThat(drift.at("/summary/changed").asInt()).as(run.out()).isZero();
  }
}
