package dev.wrapup.journal;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.plan.undo.UndoneRun;
import dev.wrapup.plan.undo.WrittenCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads what a run wrote, each code once, so that it can be undone.
public final class UndoReader {
  private final ParsedJournal journal;
  private final Dialect dialect;
  private final Map<String, WrittenCode> written = new LinkedHashMap<>();
  private final List<String> unknown = new ArrayList<>();

  /// Codes as they were when the whole of a change was tried last: what follows moves them alone.
  private final Map<String, LiveCode> over = new HashMap<>();

  private UndoReader(ParsedJournal journal, Dialect dialect) {
    this.journal = journal;
    this.dialect = dialect;
  }

  /// Reads.
  ///
  /// @param journal a closed one
  /// @param name of its file, for people
  /// @throws JournalFailure if it tells of what can't be
  public static UndoneRun read(ParsedJournal journal, String name, Dialect dialect) {
    UndoReader reader = new UndoReader(journal, dialect);
    reader.read();
    return new UndoneRun(
        journal.run().id(),
        new SourceFile(name, new byte[0]),
        List.copyOf(reader.written.values()),
        reader.unknown);
  }

  private void read() {
    RecordReader records = new RecordReader(journal);
    RecordReader intents = new RecordReader(journal);
    JournalIndex contents = journal.contents();
    Map<String, WrittenCode> parked = new LinkedHashMap<>();
    for (int number = 1; number <= contents.records(); number++) {
      JsonNode record = records.record(number);
      if (!record.path("type").asString("").equals("intent")) continue;
      Intent intent = JournalJson.intent(record, dialect);
      if (intent.parkAs().isPresent()) park(intent, parked);
      else if (intent.moveTo().isEmpty())
        intent
            .before()
            .ifPresent(code -> over.put(JournalJson.subject(code.id(), intent.effect()), code));
    }
    for (int number : contents.changes()) {
      JsonNode record = records.record(number);
      int intent = record.path("intent").asInt(0);
      if (JournalJson.word(record).equals("unknown")) {
        unknown.add(record.path("code").asString(""));
      } else if (OutcomeCounter.isLanded(JournalJson.word(record)) && contents.isRecord(intent)) {
        // what was found of a code that was moved alone in the end may be by anybody's hand
        boolean isMoved = intents.record(intent).path("moveTo").isString();
        JsonNode found =
            isMoved ? MissingNode.getInstance() : contents.altered(record).orElse(record);
        AuditEntry entry = AuditEntry.of(record, intents.record(intent), found, dialect);
        add(entry, JournalJson.text(record, "requestId").isPresent(), number);
      }
    }
    parked.forEach(written::putIfAbsent);
  }

  /// A code that was set aside, in case that nothing else became of its change.
  private static void park(Intent intent, Map<String, WrittenCode> parked) {
    if (intent.before().isEmpty()) return;
    LiveCode was = intent.before().get();
    Optional<LiveCode> aside =
        intent.parkAs().map(code -> new LiveCode(was.id(), was.revision(), code, was.values()));
    parked.putIfAbsent(
        was.id(), new WrittenCode(was.id(), Optional.of(was), aside, List.of(), List.of()));
  }

  private static Optional<Effect.Part> part(Effect effect, Field field) {
    return effect.parts().stream().filter(part -> part.field().equals(field.name())).findFirst();
  }

  /// @param isAnswered whether the revision that it was left in is that of an answer; else others
  ///   may have had a hand in it
  private void add(AuditEntry entry, boolean isAnswered, int record) {
    Optional<LiveCode> before = before(entry);
    Optional<LiveCode> after =
        entry
            .outcome()
            .now()
            .map(c -> isAnswered ? c : new LiveCode(c.id(), "", c.code(), c.values()));
    before.ifPresent(code -> check(code, record));
    after.ifPresent(code -> check(code, record));
    if (entry.id().isEmpty()) throw nonsense(record, "the id of its code");
    WrittenCode code =
        switch (entry.effect().action()) {
          case CREATE -> code(entry, Optional.empty(), after);
          case UPDATE -> code(entry, before, after);
          case DELETE -> code(entry, before, Optional.empty());
          // the code itself stays as it is
          case ADD_TO_QUEUE, REMOVE_FROM_QUEUE -> code(entry, entry.over(), entry.over());
        };
    written.merge(entry.id(), code, UndoReader::joined);
  }

  private static WrittenCode code(
      AuditEntry entry, Optional<LiveCode> before, Optional<LiveCode> after) {
    List<Value.Outcome> queues = entry.effect().queue().stream().toList();
    boolean isAdded = entry.effect().action() == Effect.Action.ADD_TO_QUEUE;
    return new WrittenCode(
        entry.id(), before, after, isAdded ? queues : List.of(), isAdded ? List.of() : queues);
  }

  /// The change of a code and those of its queues, which come after it.
  private static WrittenCode joined(WrittenCode first, WrittenCode then) {
    boolean isOfQueue = !then.added().isEmpty() || !then.removed().isEmpty();
    List<Value.Outcome> added = new ArrayList<>(first.added());
    added.addAll(then.added());
    List<Value.Outcome> removed = new ArrayList<>(first.removed());
    removed.addAll(then.removed());
    return new WrittenCode(
        first.id(), first.before(), isOfQueue ? first.after() : then.after(), added, removed);
  }

  /// The code as it was, under the name that it had: a rename may have been written over a code
  /// that was parked, and any other change over one that somebody had renamed.
  private Optional<LiveCode> before(AuditEntry entry) {
    Optional<String> planned =
        part(entry.effect(), dialect.key()).flatMap(Effect.Part::from).map(Value::text);
    Optional<String> now = entry.outcome().now().map(LiveCode::code);
    Optional<LiveCode> tried =
        Optional.ofNullable(over.get(JournalJson.subject(entry.id(), entry.effect())))
            .or(entry::over);
    if (tried.isEmpty() || entry.over().isEmpty()) return tried;
    LiveCode was = tried.get();
    boolean isThere = now.equals(Optional.of(was.code())) && !Parked.is(was);
    String code = planned.isEmpty() || isThere ? now.orElse(was.code()) : planned.get();
    Map<Field, Value> values = new HashMap<>(entry.over().get().values());
    for (Field field : dialect.fields()) {
      if (part(entry.effect(), field).isPresent()) values.put(field, was.value(field));
    }
    return Optional.of(new LiveCode(was.id(), was.revision(), code, values));
  }

  private void check(LiveCode code, int record) {
    if (code.code().isEmpty()) throw nonsense(record, "the name of its code");
    for (Field field : dialect.fields()) {
      boolean isList = code.value(field) instanceof Value.Outcomes;
      if (isList != (field.kind() == Field.Kind.OUTCOMES)) {
        throw nonsense(record, "a '%s' that is one".formatted(field.name()));
      }
    }
  }

  private static JournalFailure nonsense(int record, String what) {
    return new JournalFailure(
        "record %d of the journal doesn't tell %s".formatted(record, what),
        "find out who changed it: no apply wrote that");
  }
}
