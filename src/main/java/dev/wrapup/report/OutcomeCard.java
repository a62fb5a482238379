package dev.wrapup.report;

import dev.wrapup.journal.AuditReport;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Time;
import dev.wrapup.report.doc.Tone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What there is to tell of one change of a run, and of what came of it.
public final class OutcomeCard {
  private OutcomeCard() {}

  /// Rows as they are told: what landed of one code and its queues as one card.
  public static List<Doc.Card> of(List<AuditReport.Row> rows) {
    return Doc.lazily(QueueCards.alike(rows, OutcomeCard::alike), OutcomeCard::card);
  }

  private static Optional<List<?>> alike(AuditReport.Row row) {
    boolean isPlain =
        row.action().isOfQueue()
            && !row.isWrong()
            && row.clashes().isEmpty()
            && note(row).isEmpty();
    return isPlain
        ? Optional.of(List.of(row.code(), row.action(), row.outcome()))
        : Optional.empty();
  }

  /// @param same one, or several of one code that differ in their queues
  private static Doc.Card card(List<AuditReport.Row> same) {
    AuditReport.Row row = same.getFirst();
    AuditReport.Row last = same.getLast();
    Phrase id = row.id().map(Phrase::theirs).orElse(Phrase.NONE);
    boolean isOfQueue = row.action().isOfQueue();
    Phrase queues = isOfQueue ? queues(same) : Phrase.NONE;
    List<Phrase> names = row.parts().stream().map(part -> Phrase.theirs(part.field())).toList();
    return new Doc.Card(
        row.isWrong() ? "✗" : "✓",
        row.isWrong() ? Tone.BAD : Tone.GOOD,
        Optional.empty(),
        verb(row.action(), row.outcome(), oldCode(row).isPresent()),
        row.code(),
        isOfQueue ? queues : Phrase.NONE.and("was ", oldCode(row)),
        "",
        Optional.empty(),
        place(last),
        Phrase.NONE,
        List.of(id, isOfQueue ? queues : Phrase.join(", ", names), note(row), at(last)),
        List.of(
            new Doc.Fields(
                "field", "before", "as declared", isOfQueue ? queueField(same) : fields(row)),
            new Doc.Fields(
                row.isAltered() ? "altered" : "in conflict",
                "wanted",
                row.isAltered() ? "live" : "live by somebody else",
                clashes(row))),
        Impact.NONE,
        note(row));
  }

  private static Phrase queues(List<AuditReport.Row> same) {
    return QueueCards.queues(
        Doc.lazily(
            same,
            row ->
                row.queue()
                    .map(queue -> Phrase.value(Queue.shown(queue.name())))
                    .orElse(Phrase.NONE)));
  }

  /// The queues as one list, as far as there is room.
  private static List<Doc.Field> queueField(List<AuditReport.Row> same) {
    Value queues = new Value.Outcomes(same.stream().flatMap(row -> row.queue().stream()).toList());
    boolean isAdd = same.getFirst().action() == Effect.Action.ADD_TO_QUEUE;
    FieldChange change =
        isAdd
            ? FieldChange.added(Field.QUEUE, queues, Origin.UNKNOWN)
            : FieldChange.removed(Field.QUEUE, queues, Origin.UNKNOWN);
    return List.of(ChangeCard.field(QueueCards.told(change, List.of()), ""));
  }

  /// The code before a rename.
  private static Optional<String> oldCode(AuditReport.Row row) {
    return row.previousCode().filter(code -> !code.equals(row.code()));
  }

  /// What each was and what it was to be; nothing is told of one that stays empty.
  private static List<Doc.Field> fields(AuditReport.Row row) {
    return row.parts().stream()
        .filter(part -> isTold(part.from()) || isTold(part.to()))
        .map(part -> field(part.field(), part.from(), part.to()))
        .toList();
  }

  private static boolean isTold(Optional<Value> value) {
    return value.filter(some -> !some.isEmpty()).isPresent();
  }

  private static List<Doc.Field> clashes(AuditReport.Row row) {
    return row.clashes().stream()
        .map(one -> field(one.field(), Optional.of(one.wanted()), Optional.of(one.live())))
        .toList();
  }

  private static Doc.Field field(String name, Optional<Value> from, Optional<Value> to) {
    return new Doc.Field(Phrase.theirs(name), from, to, false, Phrase.NONE);
  }

  /// Which code it is, from which revision to which, when it came to its outcome, and how long that
  /// took.
  private static Phrase place(AuditReport.Row row) {
    Optional<Long> millis = row.audited().flatMap(AuditReport.Audited::latencyMs);
    return Phrase.join(
        " · ",
        List.of(
            Phrase.NONE.and("id ", row.id()),
            row.audited()
                .map(entry -> Phrase.revisions(entry.revisionBefore(), entry.revisionAfter()))
                .orElse(Phrase.NONE),
            at(row),
            millis
                .map(ms -> Phrase.ours(Words.duration(Duration.ofMillis(ms))))
                .orElse(Phrase.NONE)));
  }

  private static Phrase at(AuditReport.Row row) {
    if (row.at().isEmpty()) return Phrase.NONE;
    return Phrase.theirs(Time.parse(row.at()).map(Time::milli).orElse(row.at()));
  }

  /// What a merge kept beside ours.
  static Phrase kept(List<Phrase> fields) {
    return Phrase.ours("somebody else changed ")
        .and(Phrase.join(", ", fields))
        .and(" meanwhile; both kept");
  }

  /// `updated`, `renamed` and so on, or what went wrong.
  static String verb(Effect.Action action, String outcome, boolean isRename) {
    return switch (outcome) {
      case "applied" ->
          switch (action) {
            case CREATE -> "created";
            case UPDATE -> isRename ? "renamed" : "updated";
            case DELETE -> "deleted";
            case ADD_TO_QUEUE -> "added to";
            case REMOVE_FROM_QUEUE -> "removed from";
          };
      case "already-applied" -> "already as desired";
      default -> outcome;
    };
  }

  /// What there is to say of a change beside its fields.
  private static Phrase note(AuditReport.Row row) {
    List<Phrase> notes = new ArrayList<>();
    notes.add(Phrase.NONE.and("", row.reason()));
    if (!row.theirs().isEmpty()) {
      notes.add(kept(row.theirs().stream().map(Phrase::theirs).toList()));
    }
    row.since()
        .ifPresent(
            word ->
                notes.add(
                    Phrase.ours("somebody else has ").and(Phrase.theirs(word)).and(" it since")));
    row.told()
        .filter(told -> !told.word().equals("accepted"))
        .ifPresent(told -> notes.add(undelivered(told)));
    return Phrase.join("; ", notes);
  }

  private static Phrase undelivered(AuditReport.Told told) {
    String state = told.word().equals("owed") ? "still owed" : "undelivered";
    return Phrase.ours("its event is " + state).and(": ", told.reason());
  }
}
