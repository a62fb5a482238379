package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is told of a run that was cut short after any of its records: how much of what it had
/// planned was made, before and after it is completed, and never that this was all.
@ParameterizedClass
@EnumSource
class CutRunTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PLANNED = 5;

  @TempDir Path folder;
  private final Kind kind;
  private final Organization organization;
  @AutoClose private final Sandbox sandbox;
  private Program program;
  private List<String> lines;

  CutRunTest(Kind kind) {
    this.kind = kind;
    this.organization = Organization.generated(kind.dialect(), PLANNED + 2, 0);
    this.sandbox = Sandbox.start(organization);
  }

  @BeforeEach
  void a_run_with_updates_a_create_and_a_delete() throws IOException {
    program = new Program(folder).at(sandbox);
    program.run("export", "--out", "wrapupcodes.yaml");
    String export = program.read("wrapupcodes.yaml");
    for (int i = 0; i < PLANNED - 2; i++) {
      export = export.replace("  CODE_%d:".formatted(i), "  CHANGED_%d:".formatted(i));
    }
    program.wrapupcodes(
        export
                .replace("undeclared: report", "allow: [create, update, delete]")
                .replace("codes:\n", "retired: [CODE_3]\ncodes:\n")
                .replaceAll("(?s)  CODE_3:.*?(?=\n  [A-Z])\n", "")
            + kind.entry("NEW", "New"));
    Program.Run run = program.run("apply", "--yes", "--parallelism", "1", "--format", "json");
    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/summary/changes").asInt()).isEqualTo(PLANNED);
    Path journal = folder.resolve(run.json().at("/journal").asString());
    lines = Files.readAllLines(journal);
    Files.delete(journal); // beside a closed one, an old copy of it doesn't count
    assertThat(JSON.readTree(lines.getFirst()).path("planned").intValue()).isEqualTo(PLANNED);
  }

  /// The run's journal as it was after some of its records.
  private Path cut(int records) {
    program.file(".wrapup/audit/cut.jsonl", String.join("\n", lines.subList(0, records)) + "\n");
    return folder.resolve(".wrapup/audit/cut.jsonl");
  }

  private void forEachCut(Consumer<Integer> records) {
    for (int n = 1; n < lines.size(); n++) {
      try {
        records.accept(n);
      } catch (AssertionError e) {
        throw new AssertionError("cut after record " + n, e);
      }
    }
  }

  private static int count(List<String> lines, String type) {
    return (int) lines.stream().filter(line -> line.contains("\"type\":\"" + type + "\"")).count();
  }

  private JsonNode report(Path journal) {
    return program.run("audit", "report", "--format", "json", journal.toString()).json();
  }

  /// Green is a badge that tells of nothing missing.
  private void assertTold(Path journal, String headline, boolean isWhole) {
    String markdown = program.run("audit", "report", journal.toString()).out();
    String page = program.run("audit", "report", "--format", "html", journal.toString()).out();

    assertThat(markdown).contains("**" + headline + (isWhole ? "**" : ""));
    assertThat(page)
        .contains(
            "class=\"badge %s\">%s".formatted(isWhole ? "good" : "bad", headline)
                + (isWhole ? "<" : ""));
  }

  /// So that made, unknown and not begun add up to what was planned.
  private void assertUndecidedIsTold(Path journal, int count) {
    String markdown = program.run("audit", "report", journal.toString()).out();
    String page = program.run("audit", "report", "--format", "html", journal.toString()).out();
    String told = count + " change begun, of which nobody knows whether it was made.";

    assertThat(count).isBetween(0, 1); // one is sent at a time
    assertThat(markdown.contains(told)).isEqualTo(count > 0);
    assertThat(page.contains(told)).isEqualTo(count > 0);
    assertThat(page).containsPattern("<b>" + count + "</b> *<span>unknown<");
  }

  @Test
  void an_open_journal_tells_how_much_of_the_plan_was_made() {
    forEachCut(
        records -> {
          int made = count(lines.subList(0, records), "applied");
          int begun = count(lines.subList(0, records), "intent");

          Path journal = cut(records);

          assertTold(journal, "%d of %d changes made · cut short".formatted(made, PLANNED), false);
          JsonNode report = report(journal);
          assertThat(report.at("/run/planned").intValue()).isEqualTo(PLANNED);
          assertThat(report.at("/notBegun").intValue()).isEqualTo(PLANNED - begun);
          assertThat(report.at("/undecided").intValue()).isEqualTo(begun - made);
          assertUndecidedIsTold(journal, begun - made);
          assertThat(report.at("/metrics/requests").isNull()).isTrue();
          assertThat(report.at("/metrics/rateLimitWaitMs").isNull()).isTrue();
        });
  }

  @Test
  void whoever_completes_it_tells_the_same_and_it_stays_told() {
    forEachCut(
        records -> {
          // every intent landed in this world, so each that was begun is found to be made
          int made = count(lines.subList(0, records), "intent");
          String of = "%d of %d changes made".formatted(made, PLANNED);

          Path journal = cut(records);
          Program.Run resumed =
              program.run(
                  "audit",
                  records % 2 == 0 ? "resume" : "verify", // the odd ones are left to the next apply
                  journal.toString());
          if (records % 2 == 1) resumed = program.run("apply", "--yes");

          assertThat(resumed.err()).contains(of);
          if (records % 2 == 0) assertThat(resumed.out()).contains("cut short: " + of);
          assertTold(journal, of + " · cut short", false);
          JsonNode report = report(journal);
          assertThat(report.at("/notBegun").intValue()).isEqualTo(PLANNED - made);
          assertThat(report.at("/undecided").intValue()).isZero();
          assertThat(report.at("/metrics/totalUpdates").intValue()).isEqualTo(made);
          assertThat(report.at("/metrics/requests").isNull()).isTrue();
        });
  }

  @Test
  void a_journal_from_before_says_that_nobody_knows() {
    List<ObjectNode> records = new ArrayList<>();
    lines.forEach(line -> records.add((ObjectNode) JSON.readTree(line)));
    records.getFirst().remove("planned");
    String old = ForgedJournal.chained(records);
    assertThat(old).doesNotContain("planned");
    lines = old.lines().toList();

    Path whole = cut(lines.size());
    assertTold(whole, "%d of %d changes made".formatted(PLANNED, PLANNED), true);
    assertThat(report(whole).at("/run/planned").isNull()).isTrue();
    assertThat(report(whole).at("/notBegun").intValue()).isZero();
    forEachCut(
        n -> {
          int made = count(lines.subList(0, n), "intent");
          String told = made + (made == 1 ? " change made" : " changes made");

          Path journal = cut(n);
          assertThat(report(journal).at("/notBegun").isNull()).isTrue();
          Program.Run resumed = program.run("audit", "resume", journal.toString());

          assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
          assertThat(resumed.err()).contains("(" + told + ";");
          assertThat(program.run("audit", "verify", journal.toString()).exit())
              .isEqualTo(ExitCode.OK);
          assertTold(journal, told + " · cut short", false);
          assertThat(report(journal).at("/run/planned").isNull()).isTrue();
          assertThat(report(journal).at("/notBegun").isNull()).isTrue();
          assertThat(report(journal).at("/metrics/requests").isNull()).isTrue();
        });
  }

  @Test
  void a_broken_journal_tells_only_as_far_as_it_holds() {
    int applied = 0;
    while (count(lines.subList(0, applied), "applied") < 2) applied++;
    List<String> damaged = new ArrayList<>(lines);
    damaged.set(applied, lines.get(applied).replace("seq", "sec"));
    lines = damaged;

    Path journal = cut(lines.size());

    assertTold(journal, "2 of %d changes made".formatted(PLANNED), false);
    assertThat(program.run("audit", "report", journal.toString()).out())
        .contains("changes made · journal broken");
    assertThat(report(journal).at("/notBegun").isNull()).isTrue();
  }
}
