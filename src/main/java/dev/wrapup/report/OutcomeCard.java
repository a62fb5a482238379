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
    Phrase aside =
        oldCode(row).map(code -> Phrase.ours("was ").and(Phrase.theirs(code))).orElse(Phrase.NONE);
    return new Doc.Card(
        row.isWrong() ? "✗" : "✓",
        row.isWrong() ? Tone.BAD : Tone.GOOD,
        Optional.empty(),
        outcome(row),
        row.code(),
        aside,
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
    List<Phrase> place = new ArrayList<>();
    row.id().ifPresent(id -> place.add(Phrase.ours("id ").and(Phrase.theirs(id))));
    row.audited()
        .flatMap(OutcomeCard::revisions)
        .ifPresent(some -> place.add(Phrase.ours("revision ").and(some)));
    if (!row.at().isEmpty()) place.add(Phrase.theirs(row.at()));
    row.audited()
        .flatMap(AuditReport.Audited::latencyMs)
        .ifPresent(millis -> place.add(Phrase.ours("%,d ms".formatted(millis))));
    return Phrase.join(" · ", place);
  }

  private static Optional<Phrase> revisions(AuditReport.Audited audited) {
    Phrase before =
        audited.revisionBefore().map(old -> Phrase.theirs(old).and(" → ")).orElse(Phrase.NONE);
    return audited.revisionAfter().map(now -> before.and(Phrase.theirs(now)));
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
    row.reason().ifPresent(reason -> notes.add(Phrase.theirs(reason)));
    for (AuditReport.Clash clash : row.clashes()) {
      Difference.unseen(clash.wanted(), clash.live())
          .ifPresent(
              what ->
                  notes.add(
                      Phrase.theirs(clash.field()).and(" differs in: ").and(Phrase.theirs(what))));
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
    Phrase event =
        Phrase.ours("its event is " + (told.word().equals("owed") ? "still owed" : "undelivered"));
    return told.reason().map(reason -> event.and(": ").and(Phrase.theirs(reason))).orElse(event);
  }
}
