package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.HostileText;
import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.judge.Shown;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The same in Genesys Cloud, where divisions, those that use codes and those who edited them have
/// names of their own, and a client may not see all of it.
class HostileCloudTest {
  private static final int SEEDS = Seeds.count(16, 60);
  private static final Field TEXT = Dialect.GENESYS_CLOUD.field("description").orElseThrow();
  private static final String HIDDEN = "division-2";
  private static final List<String> KINDS =
      List.of("queue", "flow", "outbound-rule-set", "retention-policy");

  private static int told;
  private static int edited;
  private static int unseen;
  private static int journals;

  @TempDir Path folder;

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  @AfterAll
  static void there_was_something_to_judge() {
    assertThat(List.of(told, edited, unseen, journals)).allMatch(count -> count > SEEDS / 3);
  }

  /// Six codes, of which the last is nowhere in the file.
  private static Organization organization(Random random) {
    HostileText texts = new HostileText(random);
    Map<String, String> divisions = new LinkedHashMap<>();
    for (int i = 0; i < 3; i++) divisions.put("division-" + i, texts.name(100) + i);
    List<LiveCode> codes = new ArrayList<>();
    List<Referrer> users = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String description = random.nextBoolean() ? texts.name(512) : "";
      codes.add(
          CloudExample.code("id-" + i, texts.name(150) + i, description, "division-" + i % 2));
      String kind = KINDS.get(random.nextInt(KINDS.size()));
      users.add(
          new Referrer(
              kind, "user-" + i, texts.name(200), Optional.of("id-" + i), Optional.empty()));
    }
    return new Organization(Dialect.GENESYS_CLOUD, codes, users, divisions);
  }

  private static String file(Organization organization, Random random) {
    HostileText texts = new HostileText(random);
    HostileYaml yaml = new HostileYaml(random);
    StringBuilder file =
        new StringBuilder(
            """
            # %s
            format: 1
            api: genesys-cloud
            organization: %s
            policy: {allow: [create, update, delete, delete-referenced], undeclared: report}
            codes:
            """
                .formatted(yaml.comment(), CloudExample.organizationId()));
    for (LiveCode live : organization.codes().subList(0, 5)) {
      String key = random.nextInt(3) == 0 ? texts.name(150) + live.id() : live.code();
      String division = organization.divisions().get("division-" + random.nextInt(2));
      file.append("  %s:\n    id: %s\n".formatted(yaml.scalar(key), live.id()));
      file.append("    description: %s\n".formatted(yaml.scalar(texts.name(512))));
      file.append("    division: %s\n".formatted(yaml.scalar(division)));
    }
    String gone = yaml.scalar(texts.name(150) + "gone");
    return file + "  %s: {id: id-gone, description: %s}\n".formatted(gone, gone);
  }

  /// Somebody whose id is hostile as well.
  private static void edit(Organization organization, Random random) {
    HostileText texts = new HostileText(random);
    for (LiveCode live : organization.codes()) {
      Map<Field, Value> values = new HashMap<>(live.values());
      values.put(TEXT, new Value.Text(texts.name(512)));
      organization.update(live.id(), Optional.empty(), live.code(), values, texts.name(60));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_read_and_written_stays_text(int seed) {
    Random random = new Random(seed);
    Organization organization = organization(random);
    Settings settings = Settings.DEFAULT.withLimit(100_000, Duration.ofMinutes(1));
    boolean isPart = seed % 2 == 0;
    try (Sandbox sandbox =
        Sandbox.start(organization, isPart ? settings.withHidden(HIDDEN) : settings)) {
      JudgedRuns runs =
          new JudgedRuns(folder, random)
              .with("WRAPUP_API", "genesys-cloud")
              .with("GENESYS_BASE_URL", sandbox.url().toString());
      String file = "f" + new HostileText(random).name(30) + ".yaml";
      runs.file(file, file(organization, random));
      edit(organization, random);

      for (String format : List.of("json", "text", "markdown", "html", "github")) {
        Program.Run plan = runs.run(format, "plan", "-f", file);
        assertThat(plan.exit()).as(plan.err()).isIn(ExitCode.OK, ExitCode.REFUSED);
      }
      holdDrift(runs, file, organization);
      runs.run("text", "export");
      runs.run(seed % 3 == 0 ? "text" : "json", "doctor");
      String code = organization.codes().getFirst().code();
      if (!code.startsWith("-")) runs.run(seed % 3 == 0 ? "json" : "text", "refs", code);
      holdApply(runs, file);
      runs.run(seed % 3 == 0 ? "text" : "json", "adopt", "-f", file, "--all");
    }
  }

  private static void holdDrift(JudgedRuns runs, String file, Organization organization) {
    JsonNode json = runs.run("json", "drift", "-f", file).json();
    List<String> spans =
        GitHubMarkdown.hold(runs.run("markdown", "drift", "-f", file).out(), false).spans();
    runs.run("text", "drift", "-f", file);
    runs.run("github", "drift", "-f", file);
    for (JsonNode stray : json.path("drift")) {
      String code = stray.path("code").asString();
      assertThat(spans).as(code).anyMatch(span -> Shown.is(code, span));
      told++;
      String by = stray.at("/lastEdit/by").asString("");
      if (by.isEmpty()) continue;
      assertThat(spans).as(by).anyMatch(span -> Shown.is(by, span));
      edited++;
    }
    String why = json.path("unseen").asString("");
    if (why.isEmpty()) return;
    assertThat(why).contains(organization.divisions().get(HIDDEN));
    assertThat(spans).anyMatch(span -> Shown.is(why, span));
    unseen++;
  }

  private static void holdApply(JudgedRuns runs, String file) {
    Program.Run plan = runs.run("json", "plan", "-f", file);
    String token = plan.json().at("/verdict/approvalToken").asString("");
    List<String> args = new ArrayList<>(List.of("-f", file, "--yes", "--audit-dir", "audit"));
    if (!token.isEmpty()) args.addAll(List.of("--approve", token));
    Program.Run run = runs.run("text", "apply", args);
    if (run.exit() == ExitCode.REFUSED) return;
    String journal = runs.journal("audit").orElseThrow().toString();
    runs.run("markdown", "audit report", journal);
    runs.run("html", "audit report", journal);
    journals++;
  }
}
