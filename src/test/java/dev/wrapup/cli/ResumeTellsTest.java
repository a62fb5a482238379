package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An apply that is killed at any moment before it has read its last, after which somebody edits
/// all that it wrote, and `audit resume`.
class ResumeTellsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String THEIRS = "edited after the write";

  @TempDir Path folder;
  @AutoClose private final Receiver receiver = Receiver.start();
  private final CrashWorld crash = new CrashWorld(Kind.GENESYS_CLOUD);

  @AutoClose private final Sandbox sandbox = Sandbox.start(crash.organization());

  private final CrashMoments moments = new CrashMoments(crash.organization(), sandbox, receiver);

  /// How many edits of what was written were told as such, and how many with a change of which
  /// nobody can say what became of it.
  private final Map<String, Integer> told = new HashMap<>();

  @Test
  void every_edit_of_what_a_killed_run_wrote_is_told() {
    Program first = program("first");
    crash.declare(first);
    crash.contest(sandbox);
    Map<String, LiveCode> before = live();
    moments.of(first, () -> crash.runAgain(first));

    for (CrashMoments.Moment moment : moments.all()) {
      if (!moment.journal().isEmpty()) resumeFrom(moment, before);
    }

    assertThat(told.get("edited")).isGreaterThan(100);
    assertThat(told.keySet()).isSubsetOf("edited", "unknown");
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void a_pair_that_a_later_run_of_ours_undid_is_nobody_elses_edit(boolean isByHand, int edits)
      throws IOException {
    Program program = program("first");
    program.run("export", "--out", "base.yaml");
    String base =
        program.read("base.yaml").replace("undeclared: report", "allow: [remove-from-queue]");
    String without = base.replace("  CODE_2:\n", "  CODE_2:\n    queues: []\n");
    String with = without.replace("queues: []", "queues: [Queue 0]");
    apply(program, base, with);
    Path first = program.journals().getFirst();
    List<String> lines = Files.readAllLines(first);
    apply(program.with("SOURCE_DATE_EPOCH", CrashMoments.A_MINUTE_LATER), with, without);
    if (isByHand) {
      apply(program.with("SOURCE_DATE_EPOCH", "1767225720"), without, with);
      crash.organization().queues().withdraw("queue-0", "id-2");
    }

    Files.write(first, lines.subList(0, lines.size() - 1));
    Program.Run resumed = program.run("audit", "resume", first.toString());

    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    JsonNode report = program.run("audit", "report", first.toString(), "--format", "json").json();
    assertThat(report.at("/changedSince").asInt(-1)).as(report.toString()).isEqualTo(edits);
  }

  private static void apply(Program program, String base, String file) {
    program.file("base.yaml", base).wrapupcodes(file);
    Program.Run run = program.run("apply", "--base", "base.yaml", "--yes");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
  }

  /// Anybody can write a journal without a key: nothing in it makes a resume stumble.
  @Test
  void a_record_that_no_run_wrote_is_no_mistake_of_ours() throws IOException {
    Program first = program("first");
    crash.declare(first);
    assertThat(first.run("apply", "--base", "base.yaml", "--yes").exit()).isEqualTo(ExitCode.OK);
    List<String> lines = Files.readAllLines(first.journals().getFirst());
    int landed = indexOf(lines, "\"codeId\":\"id-0\"");
    Program next = first.with("SOURCE_DATE_EPOCH", CrashMoments.A_MINUTE_LATER);
    Set<String> names = new TreeSet<>(JSON.readTree(lines.get(landed)).propertyNames());
    names.addAll(List.of("wanted", "theirs"));

    for (String name : names) {
      for (String value : List.of("", "null", "-7", "\"\"", "[{\"field\":\"x\"}]", "\"merged\"")) {
        List<ObjectNode> records = new ArrayList<>();
        lines.subList(0, lines.size() - 1).forEach(l -> records.add((ObjectNode) JSON.readTree(l)));
        if (value.isEmpty()) records.get(landed).remove(name);
        else records.get(landed).set(name, JSON.readTree(value));
        next.file("forged.jsonl", ForgedJournal.chained(records));

        Program.Run run = next.run("audit", "resume", "forged.jsonl");

        assertThat(run.err()).as("%s: %s", name, value).doesNotContain("made a mistake");
      }
    }
  }

  private static int indexOf(List<String> lines, String part) {
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).contains(part))
        .findFirst()
        .orElseThrow();
  }

  private Program program(String name) {
    assertThat(folder.resolve(name).toFile().mkdir()).isTrue();
    return crash.program(folder.resolve(name), sandbox).with("WFM_WEBHOOK_URL", receiver.url());
  }

  private Map<String, LiveCode> live() {
    return crash.organization().codes().stream()
        .collect(Collectors.toMap(LiveCode::id, code -> code));
  }

  private void resumeFrom(CrashMoments.Moment moment, Map<String, LiveCode> before) {
    Program next =
        program("next-" + moment.number()).with("SOURCE_DATE_EPOCH", CrashMoments.A_MINUTE_LATER);
    moments.restore(moment, next);
    String journal = next.journals().getFirst().toString();
    boolean isClosed = next.run("audit", "verify", journal).exit() == ExitCode.OK;
    if (isClosed) return;
    List<LiveCode> written = live().values().stream().filter(code -> isOurs(code, before)).toList();
    for (LiveCode code : written) {
      ByHand.edit(crash.organization(), code.code(), "description", THEIRS);
    }

    Program.Run resumed = next.run("audit", "resume", journal);

    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    JsonNode report = next.run("audit", "report", journal, "--format", "json").json();
    for (LiveCode code : written) told.merge(word(report, code, moment), 1, Integer::sum);
    assertThat(live().values())
        .filteredOn(code -> written.stream().anyMatch(w -> w.id().equals(code.id())))
        .allMatch(code -> code.values().toString().contains(THEIRS));
  }

  private static boolean isOurs(LiveCode now, Map<String, LiveCode> before) {
    boolean isContested = now.values().toString().contains(CrashWorld.BY_HAND);
    // one that was set aside is still to be changed, and the next plan shows it
    return !now.equals(before.get(now.id())) && !isContested && !Parked.is(now);
  }

  /// What the report says of a code: what others made of it since, or what became of its change.
  private static String word(JsonNode report, LiveCode code, CrashMoments.Moment moment) {
    JsonNode change =
        report
            .at("/changes")
            .valueStream()
            .filter(row -> isOf(row, code))
            .findFirst()
            .orElseThrow(() -> new AssertionError(moment.name() + ": nothing of " + code));
    return change.at("/since").asString(change.at("/outcome").asString());
  }

  private static boolean isOf(JsonNode row, LiveCode code) {
    String name = row.at("/id").isNull() ? row.at("/code").asString() : "";
    boolean isOfQueue = row.has("queue");
    return !isOfQueue && (row.at("/id").asString("").equals(code.id()) || name.equals(code.code()));
  }
}
