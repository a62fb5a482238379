package dev.wrapup.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.Golden;
import dev.wrapup.Kind;
import dev.wrapup.journal.Event.Delivery;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.ChangeOutcome.Since;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.report.audit.AuditJson;
import dev.wrapup.report.doc.OutputStyle;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One run that comes to everything there is to record: its bytes, and what is read from them.
class JournalTest {
  private static final String HOSTILE =
      "\u001b[2J\"\\,\"hash\":\"\u2028\u202e📞\u0000\n</script>::error::";
  private static final Instant NOW = Instant.parse("2026-11-28T07:00:00.120Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final SourcePosition PLACE =
      new SourcePosition(new SourceFile("wrapupcodes.yaml", new byte[0]), 1, 1);

  @TempDir Path folder;

  private static Value value(Field field, String text) {
    return switch (field.kind()) {
      case TEXT -> new Value.Text(text);
      case CHOICE -> new Value.Text(field.choices().getFirst());
      case OUTCOMES ->
          new Value.Outcomes(
              List.of(new Value.Outcome("2", text), new Value.Outcome("1", "called back")));
    };
  }

  private static LiveCode live(Dialect dialect, String id, String revision, String text) {
    Map<Field, Value> values = new HashMap<>();
    for (Field field : dialect.fields()) values.put(field, value(field, text));
    return new LiveCode(id, revision, "CODE " + id, values);
  }

  private static <T> Sourced<T> sourced(T value) {
    return new Sourced<>(value, PLACE);
  }

  private static List<FieldChange> fields(Dialect dialect, boolean from, boolean to) {
    List<FieldChange> fields = new ArrayList<>();
    for (Field field : dialect.fields()) {
      if (from && to && field.kind() == Field.Kind.CHOICE) continue;
      Optional<Value> old = from ? Optional.of(value(field, "old")) : Optional.empty();
      Optional<Value> wanted = to ? Optional.of(value(field, HOSTILE)) : Optional.empty();
      fields.add(new FieldChange(field, old, wanted, Origin.GIT));
    }
    return fields;
  }

  private static DesiredCode desired(String code) {
    return new DesiredCode(
        sourced(code), Optional.empty(), Map.of(), Map.of(), List.of(), List.of());
  }

  private static Change create(Dialect dialect) {
    return new Change.Create(
        desired("NEW " + HOSTILE), fields(dialect, false, true), Origin.GIT, false);
  }

  private static Change update(Dialect dialect, LiveCode live) {
    return new Change.Update(
        live, desired(live.code()), fields(dialect, true, true), Origin.GIT, Impact.NONE);
  }

  private static Change rename(Dialect dialect, LiveCode live, String code) {
    FieldChange key =
        new FieldChange(
            dialect.key(),
            Optional.of(new Value.Text(live.code())),
            Optional.of(new Value.Text(code)),
            Origin.GIT);
    return new Change.Update(live, desired(code), List.of(key), Origin.GIT, Impact.NONE);
  }

  private static Change delete(Dialect dialect, LiveCode live) {
    return new Change.Delete(
        live, sourced(live.code()).at(), fields(dialect, true, false), Origin.GIT, Impact.NONE);
  }

  static Run run(Dialect dialect) {
    return new Run(
        "7b3f",
        new Target(dialect.api(), "us-east-1", Optional.of("org"), "https://api.example"),
        HOSTILE,
        Optional.of(HOSTILE),
        Optional.of("5eed"),
        Optional.of("c0ffee"),
        Optional.of(true),
        Optional.of("decade"),
        Optional.of("https://ci.example/1"),
        Optional.empty(),
        Optional.of("sha256:12"),
        Optional.of(12),
        "0.1.0",
        Optional.of("https://wfm.example"),
        Optional.empty());
  }

  private static Result result(Change change, ChangeOutcome outcome) {
    return new Result(
        change, outcome, change.live(), 2, Duration.ofMillis(1234), Optional.of("req-1"));
  }

  /// A run that comes to each outcome, ends while three changes are under way, and is completed.
  private static void write(Path path, Dialect dialect, Optional<byte[]> key) {
    LiveCode live = live(dialect, "a", "7", "old");
    LiveCode now = live(dialect, "a", "8", HOSTILE);
    Change update = update(dialect, live);
    Change create = create(dialect);
    Change delete = delete(dialect, live(dialect, "d", "3", "old"));
    Change rename = rename(dialect, live, "CODE " + HOSTILE);
    Field text = dialect.field("description").orElseThrow();
    List<Clash> clashes = List.of(new Clash(text, new Value.Text(HOSTILE), new Value.Text("")));
    Since since = new Since(false, clashes);
    try (Journal journal = Journal.begin(path, run(dialect), List.of(update), CLOCK, key)) {
      long intent = journal.intent(update, Optional.of(live), Optional.empty());
      Event updated =
          journal
              .outcome(
                  Optional.of(intent),
                  result(update, ChangeOutcome.applied(Optional.of(now)).with(since)))
              .orElseThrow();
      journal.told(updated, new Delivery.Accepted(2, 204));
      intent = journal.intent(create, Optional.empty(), Optional.empty());
      Event created =
          journal
              .outcome(
                  Optional.of(intent),
                  result(
                      create, ChangeOutcome.applied(Optional.of(live(dialect, "n", "1", "new")))))
              .orElseThrow();
      journal.told(created, new Delivery.Failed(5, HOSTILE));
      intent = journal.intent(delete, delete.live(), Optional.empty());
      journal.outcome(Optional.of(intent), result(delete, ChangeOutcome.applied(Optional.empty())));
      intent = journal.intent(rename, Optional.of(live), Optional.of("~PARKED"));
      journal.parked(intent, now);
      intent = journal.moving(rename, now, "CODE b");
      journal.outcome(
          Optional.of(intent), result(rename, ChangeOutcome.merged(now, List.of(text))));
      List<ChangeOutcome> others =
          List.of(
              ChangeOutcome.altered(now, HOSTILE, clashes).invalid(true),
              ChangeOutcome.conflict(HOSTILE, clashes),
              ChangeOutcome.failed(HOSTILE).invalid(true),
              ChangeOutcome.unknown("nobody knows", List.of()));
      for (ChangeOutcome outcome : others) {
        intent = journal.intent(update, Optional.of(live), Optional.empty());
        journal.outcome(Optional.of(intent), result(update, outcome));
      }
      journal.outcome(Optional.empty(), Result.notTried(update, ChangeOutcome.alreadyApplied()));
      journal.outcome(Optional.empty(), Result.notTried(delete, ChangeOutcome.failed("taken")));
      journal.intent(create, Optional.empty(), Optional.empty());
      journal.intent(update, Optional.of(live), Optional.empty());
      journal.moving(rename(dialect, live(dialect, "r", "9", "old"), "R"), live, "R");
      journal.leave();
    }
    ParsedJournal cut = ParsedJournal.read(path, key);
    try (Journal journal = Journal.reopen(cut, CLOCK, key)) {
      List<Intent> undecided = cut.undecided(dialect);
      journal.decided(undecided.getFirst(), ChangeOutcome.applied(Optional.of(now)));
      journal.decided(undecided.get(1), ChangeOutcome.failed("the run ended before it was made"));
      ChangeOutcome later = ChangeOutcome.applied(Optional.of(now)).with(since);
      journal.finish(
          new RunSummary(
              Optional.of(3), List.of(later), Optional.of(17), Optional.of(Duration.ofMillis(5))));
    }
  }

  /// What a reader of the golden file would not see as it is.
  private static String escaped(String journal) {
    StringBuilder seen = new StringBuilder();
    for (char c : journal.toCharArray())
      seen.append(c < 127 ? "" + c : "\\u%04x".formatted((int) c));
    return seen.toString();
  }

  private static String told(ParsedJournal journal) throws IOException {
    StringWriter text = new StringWriter();
    AuditJson.write(
        AuditReport.of(journal), Optional.empty(), new OutputStyle(false, 80, false), text);
    return text.toString().replace(journal.path().toString(), "run.jsonl");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void every_kind_of_record_is_written_and_told_as_it_always_was(Kind kind) throws IOException {
    Path path = folder.resolve("run.jsonl");
    write(path, kind.dialect(), Optional.empty());

    String name = "journal/" + kind.dialect().api();
    Golden.hold(name + ".jsonl", escaped(Files.readString(path)));
    Golden.hold(name + ".json", told(ParsedJournal.read(path, Optional.empty())));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void what_a_cut_run_left_open_is_read_as_it_was_meant(Kind kind) throws IOException {
    Dialect dialect = kind.dialect();
    byte[] key = "a key".getBytes(StandardCharsets.UTF_8);
    Path path = folder.resolve("run.jsonl");
    write(path, dialect, Optional.of(key));
    List<String> lines = Files.readAllLines(path);
    int end = (int) lines.stream().takeWhile(l -> !l.contains("\"recovered\"")).count();
    Files.write(path, lines.subList(0, end));

    ParsedJournal cut = ParsedJournal.read(path, Optional.of(key));

    LiveCode live = live(dialect, "a", "7", "old");
    LiveCode moved = live(dialect, "r", "9", "old");
    Optional<String> none = Optional.empty();
    assertThat(cut.undecided(dialect))
        .containsExactly(
            new Intent(end - 2, NOW, create(dialect).effect(), Optional.empty(), none, none),
            new Intent(end - 1, NOW, update(dialect, live).effect(), Optional.of(live), none, none),
            new Intent(
                end,
                NOW,
                rename(dialect, moved, "R").effect(),
                Optional.of(live),
                none,
                Optional.of("R")));
    assertThat(cut.undelivered()).extracting(Event::webhookId).hasSize(3);
    assertThat(cut.unaccepted()).hasSize(4);
    assertThat(cut.accepted()).containsExactly("msg_7b3f_2");
    assertThat(cut.made()).isEqualTo(5);
    assertThat(ParsedJournal.read(path, Optional.of(new byte[] {1})).broken()).isPresent();
  }

  @Test
  void a_journal_that_grew_since_it_was_read_is_left_as_it_is() throws IOException {
    Path path = folder.resolve("run.jsonl");
    write(path, Kind.VERSIONED.dialect(), Optional.empty());
    ParsedJournal read = ParsedJournal.read(path, Optional.empty());
    Files.writeString(path, "another record", StandardOpenOption.APPEND);
    String grown = Files.readString(path);

    assertThatThrownBy(() -> Journal.reopen(read, CLOCK, Optional.empty()))
        .isInstanceOf(JournalFailure.class)
        .hasMessageContaining("another apply has written the journal " + path);
    assertThat(Files.readString(path)).isEqualTo(grown);
  }
}
