package dev.wrapup.report;

import dev.wrapup.journal.AuditReport;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.report.doc.Difference;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What there is to tell of one change of a run, and of what came of it.
final class OutcomeCard {
  private OutcomeCard() {}

  static Doc.Card of(AuditReport.Row row) {
    Phrase id = row.id().map(Phrase::theirs).orElse(Phrase.NONE);
    Phrase at = row.at().isEmpty() ? Phrase.NONE : Phrase.theirs(row.at());
    List<Phrase> names = row.parts().stream().map(part -> Phrase.theirs(part.field())).toList();
    return new Doc.Card(
        row.isWrong() ? "✗" : "✓",
        row.isWrong() ? Tone.BAD : Tone.GOOD,
        Optional.empty(),
        outcome(row),
        row.code(),
        Phrase.NONE.and("was ", oldCode(row)),
        "",
        Optional.empty(),
        place(row),
        Phrase.NONE,
        List.of(id, Phrase.join(", ", names), note(row), at),
        List.of(
            new Doc.Fields("field", "before", "as declared", fields(row)),
            new Doc.Fields(
                row.isAltered() ? "altered" : "in conflict",
                "wanted",
                row.isAltered() ? "live" : "live by somebody else",
                clashes(row))),
        Impact.NONE,
        note(row));
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
    return new Doc.Field(Phrase.theirs(name), from, to, false, "");
  }

  /// Which code it is, from which revision to which, when it came to its outcome, and how long that
  /// took.
  private static Phrase place(AuditReport.Row row) {
    Optional<String> at = Optional.of(row.at()).filter(time -> !time.isEmpty());
    Optional<Long> millis = row.audited().flatMap(AuditReport.Audited::latencyMs);
    return Phrase.join(
        " · ",
        List.of(
            Phrase.NONE.and("id ", row.id()),
            row.audited().map(OutcomeCard::revisions).orElse(Phrase.NONE),
            Phrase.NONE.and("", at),
            millis.map(ms -> Phrase.ours("%,d ms".formatted(ms))).orElse(Phrase.NONE)));
  }

  private static Phrase revisions(AuditReport.Audited audited) {
    Optional<String> before =
        audited.revisionBefore().filter(old -> audited.revisionAfter().isPresent());
    return Phrase.NONE
        .and("revision ", before)
        .and(before.isPresent() ? " → " : "revision ", audited.revisionAfter());
  }

  /// `updated`, `renamed` and so on, or what went wrong.
  private static String outcome(AuditReport.Row row) {
    return switch (row.outcome()) {
      case "applied" -> verb(row);
      case "already-applied" -> "already as desired";
      default -> row.outcome();
    };
  }

  private static String verb(AuditReport.Row row) {
    return switch (row.action()) {
      case CREATE -> "created";
      case UPDATE -> oldCode(row).isPresent() ? "renamed" : "updated";
      case DELETE -> "deleted";
    };
  }

  /// What there is to say of a change beside its fields.
  private static Phrase note(AuditReport.Row row) {
    List<Phrase> notes = new ArrayList<>();
    notes.add(Phrase.NONE.and("", row.reason()));
    for (AuditReport.Clash clash : row.clashes()) {
      Optional<String> unseen = Difference.unseen(clash.wanted(), clash.live());
      notes.add(
          Phrase.NONE.and("", unseen.map(what -> clash.field())).and(" differs in: ", unseen));
    }
    if (!row.theirs().isEmpty()) {
      notes.add(
          Phrase.ours("somebody else changed ")
              .and(Phrase.join(", ", row.theirs().stream().map(Phrase::theirs).toList()))
              .and(" meanwhile; both kept"));
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
