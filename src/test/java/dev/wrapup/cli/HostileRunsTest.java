package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.HostileText;
import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.judge.GitHubMarkdown;
import dev.wrapup.judge.OnePage;
import dev.wrapup.judge.Shown;
import dev.wrapup.judge.Terminal;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is told of a run and on code hosts, where others had a say in all of it: who ran it and for
/// what, what the server answered, what stands in its journal.
class HostileRunsTest {
  private static final int SEEDS = Seeds.count(40, 150);

  private static Receiver receiver;
  private static int journals;
  private static int posts;
  private static int stale;
  private static int undone;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    receiver = Receiver.start().answers(event -> event.body().length() % 2 == 0 ? 204 : 400);
  }

  @AfterAll
  static void stop() {
    receiver.close();
    // else the seeds end before there is anything to judge
    assertThat(journals).isGreaterThan(SEEDS / 3);
    assertThat(posts).isGreaterThan(SEEDS / 3);
    assertThat(stale).isGreaterThan(SEEDS / 10);
    assertThat(undone).isGreaterThan(SEEDS / 3);
  }

  /// Mostly one that may be, since another ends everything.
  private static String environment(Random random, HostileText texts) {
    return random.nextInt(10) == 0 ? texts.name(60) : "us-east-1";
  }

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_told_of_a_run_stays_text(int seed) throws IOException {
    Random random = new Random(seed);
    HostileText texts = new HostileText(random);
    HostileWorld world = HostileWorld.of(random);
    Organization organization = world.organization();
    try (Sandbox sandbox = Sandbox.start(organization);
        HostileServer hostile = HostileServer.start(random).lists(world.live())) {
      boolean isSane = random.nextBoolean();
      JudgedRuns runs =
          new JudgedRuns(folder, random)
              .with("GENESYS_BASE_URL", isSane ? sandbox.url().toString() : hostile.url())
              .with("GENESYS_ENV", environment(random, texts))
              .with("GITHUB_TRIGGERING_ACTOR", texts.name(80))
              .with("GITHUB_SHA", texts.name(80))
              .with("CI_JOB_URL", texts.name(80))
              .with("CI_MERGE_REQUEST_IID", texts.name(80));
      runs.file("f.yaml", world.files());
      runs.file("base.yaml", world.base());
      sandbox.watch((moment, request) -> meddle(organization, request, texts));
      String audit = "a" + texts.name(30);

      Optional<Path> journal = journal(runs, audit, seed);

      if (journal.isEmpty()) return;
      journals++;
      holdReports(runs, journal.get().toString(), seed);
      Path forged =
          runs.file("forged.jsonl", new ForgedJournal(random).of(Files.readString(journal.get())));
      holdReports(runs, forged.toString(), seed + 1);
      holdUndo(runs, journal.get(), forged, seed % 2 == 0 ? "text" : "json");
      organization.codes().forEach(live -> edit(organization, live, HostileWorld.NAME, texts));
      List<String> replay = replay(audit);
      String left = runs.run("text", "webhook replay", replay.subList(1, replay.size())).out();
      if (left.contains("stale, left out: ")) stale++;
      runs.run(seed % 2 == 0 ? "text" : "json", "webhook replay", replay);
      runs.run(seed % 2 == 0 ? "json" : "text", "audit resume", "--audit-dir", audit);
    }
  }

  /// Somebody edits what is being written, at times.
  private static void meddle(
      Organization organization, Sandbox.Request request, HostileText texts) {
    if (!request.method().equals("PATCH") || request.status() != 0) return;
    String id = request.path().substring(request.path().lastIndexOf('/') + 1);
    Optional<LiveCode> live = organization.byId(id);
    if (live.isEmpty() || id.length() % 2 == 0) return;
    edit(organization, live.get(), HostileWorld.TEXT, texts);
  }

  private static void edit(
      Organization organization, LiveCode live, Field field, HostileText texts) {
    Map<Field, Value> values = new HashMap<>(live.values());
    values.put(field, new Value.Text(texts.name(100)));
    organization.update(live.id(), Optional.empty(), live.code(), values, "somebody");
  }

  /// A run is undone by what its journal says, whoever wrote that, as long as it is of the target.
  private static void holdUndo(JudgedRuns runs, Path journal, Path forged, String format)
      throws IOException {
    List<ObjectNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(forged)) {
      records.add((ObjectNode) new JsonMapper().readTree(line));
    }
    JsonNode begun = new JsonMapper().readTree(Files.readAllLines(journal).getFirst());
    records.getFirst().set("target", begun.get("target"));
    Path meant = runs.file("meant.jsonl", ForgedJournal.chained(records));
    for (Path one : List.of(journal, meant)) {
      Program.Run run =
          runs.run(format, "undo", "-f", "f.yaml", "--base", "base.yaml", one.toString());
      if (run.exit() == ExitCode.OK || run.exit() == ExitCode.REFUSED) undone++;
    }
    runs.run(format, "undo", "--edit", "-f", "f.yaml", "--base", "base.yaml", meant.toString());
  }

  private static List<String> replay(String audit) {
    return List.of("--stale", "--audit-dir", audit, "--webhook-url", receiver.url());
  }

  /// Applies what is planned, whatever speaks against it.
  private static Optional<Path> journal(JudgedRuns runs, String audit, int seed) {
    List<String> args = new ArrayList<>(List.of("-f", "f.yaml", "--base", "base.yaml"));
    Program.Run plan = runs.run("json", "plan", args);
    if (plan.exit() != ExitCode.OK && plan.exit() != ExitCode.REFUSED) return Optional.empty();
    String token = plan.json().at("/verdict/approvalToken").asString("");
    if (!token.isEmpty()) args.addAll(List.of("--approve", token));
    args.addAll(List.of("--audit-dir", audit, "--max-retries", "0", "--parallelism", "1"));
    args.addAll(List.of("--webhook-url", receiver.url()));
    List<String> asking = new ArrayList<>(List.of("apply"));
    asking.addAll(args);
    Program.Run asked = runs.runAtTerminal(seed % 4 == 0 ? "yes" : "no", asking);
    if (asked.exit() == ExitCode.USAGE) assertThat(asked.err()).contains("Apply this to ");
    args.add("--yes");
    runs.run(seed % 2 == 0 ? "text" : "json", "apply", args);
    return runs.journal(audit);
  }

  private static void holdReports(JudgedRuns runs, String journal, int seed) {
    JsonNode json = runs.run("json", "audit report", journal).json();
    List<String> codes =
        json.path("changes").valueStream().map(row -> row.path("code").asString("")).toList();
    if (seed % 2 == 0) {
      GitHubMarkdown markdown =
          GitHubMarkdown.hold(runs.run("markdown", "audit report", journal).out(), false);
      holdAmong(codes, markdown.spans());
      holdAmong(List.of(json.at("/run/initiatedBy").asString()), markdown.spans());
    } else {
      OnePage page = OnePage.hold(runs.run("html", "audit report", journal).out());
      holdAmong(codes, page.theirs());
      assertThat(page.count("article")).isEqualTo(codes.size());
    }
    runs.run(seed % 4 < 2 ? "text" : "json", "audit verify", journal);
  }

  private static void holdAmong(List<String> texts, List<String> shown) {
    for (String text : texts) {
      if (text.isEmpty()) continue;
      assertThat(shown).as(text).anyMatch(one -> Shown.is(text, one));
    }
  }

  @Test
  void half_a_character_is_what_it_was_in_json_and_in_a_review() {
    Random random = new Random(7);
    String half = "a\uD83Db\uDCDE";
    Map<Field, Value> values = Map.of(HostileWorld.TEXT, new Value.Text(half));
    try (HostileServer hostile =
        HostileServer.start(random).lists(List.of(named(new LiveCode("1", "1", "A", values))))) {
      JudgedRuns runs = new JudgedRuns(folder, random).with("GENESYS_BASE_URL", hostile.url());
      runs.file("f.yaml", "format: 1\ncodes:\n  A: {description: c}\n");

      Program.Run plan = runs.run("json", "plan", "-f", "f.yaml", "--out", "plan.json");
      Program.Run again = runs.run("json", "plan", "-f", "f.yaml", "--plan", "plan.json");

      assertThat(plan.json().at("/changes/0/fields/0/from").asString()).isEqualTo(half);
      assertThat(again.exit()).as(again.err()).isEqualTo(ExitCode.OK);
    }
  }

  private static LiveCode named(LiveCode code) {
    Map<Field, Value> values = new HashMap<>(code.values());
    values.put(HostileWorld.NAME, new Value.Text("name"));
    values.put(HostileWorld.ROUTING, new Value.Text("manual"));
    return new LiveCode(code.id(), code.revision(), code.code(), values);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_posted_on_a_host_is_ours_and_begins_with_our_marker(int seed) {
    Random random = new Random(seed);
    HostileText texts = new HostileText(random);
    HostileWorld world = HostileWorld.of(random);
    try (Sandbox sandbox = Sandbox.start(world.organization());
        HostileServer host = HostileServer.start(random)) {
      JudgedRuns runs =
          new JudgedRuns(folder, random)
              .with("GENESYS_BASE_URL", sandbox.url().toString())
              .with("GENESYS_ENV", environment(random, texts))
              .with("GITHUB_TOKEN", "ghs_token")
              .with("GITHUB_API_URL", host.url())
              .with("GITHUB_REPOSITORY", "octo-org/codes")
              .with("GITHUB_REF", "refs/pull/17/merge")
              .with("GITLAB_TOKEN", "glpat_token")
              .with("CI_API_V4_URL", host.url() + "/api/v4")
              .with("CI_PROJECT_ID", "5")
              .with("CI_MERGE_REQUEST_IID", "9");
      String file = texts.name(40) + "/f" + texts.name(40) + ".yaml";
      runs.file("./" + file, world.files());
      runs.file("base.yaml", world.base());
      String kind = seed % 2 == 0 ? "plan" : "drift";

      String json = kind + ".json";
      List<String> args = List.of("-f", "./" + file, "--base", "base.yaml", "--out", json);
      runs.file("body.md", runs.run("markdown", kind, args).out());
      List<String> post =
          new ArrayList<>(List.of("--" + kind, json, "--body", "body.md", "--verbose"));
      boolean isNote = seed % 4 == 2;
      String command =
          isNote ? "gitlab note" : seed % 2 == 0 ? "github comment" : "github drift-issue";
      runs.run(random.nextBoolean() ? "text" : "json", command, post);

      JsonNode posted = host.posted();
      if (posted.isNull()) return;
      posts++;
      String body = posted.path("body").asString();
      GitHubMarkdown.hold(body, true);
      if (isNote) assertThat(body.lines()).noneMatch(line -> line.startsWith("/"));
      String title = posted.path("title").asString("");
      assertThat(title).matches("[\\p{L}\\p{N} ?._/:()…-]*").doesNotContainPattern(":\\S");
      Terminal.holdPlain(title);
    } catch (UncheckedIOException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
