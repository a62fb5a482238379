package dev.wrapup.report;

import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.report.doc.Difference;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.EqualChanges;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What there is to tell of one change.
public final class ChangeCard {
  private ChangeCard() {}

  /// @param queues what is told with a code and a queue
  /// @param wanted what the values are that it gives
  static Doc.Card of(Change change, QueueCards queues, String wanted) {
    List<Doc.Field> fields =
        fields(change, queues).stream()
            .map(field -> field(field, origin(field.origin(), change.origin())))
            .toList();
    String from = change instanceof Change.Create ? "" : "live now";
    String to = change instanceof Change.Delete ? "" : wanted;
    return new Doc.Card(
        ChangeSummary.sign(change),
        ChangeSummary.tone(change),
        Optional.of(change.risk()),
        ChangeSummary.verbs(change),
        change.code(),
        change instanceof Change.QueuePair
            ? queues.sentence(change)
            : ChangeSummary.was(change).orElse(Phrase.NONE),
        ChangeSummary.origin(change.origin()).orElse(""),
        Optional.of(change.source()),
        place(change),
        Phrase.NONE,
        Doc.lazily(List.of(change), one -> ChangeSummary.of(one, queues)),
        List.of(new Doc.Fields("field", from, to, fields)),
        impact(queues.with(change)),
        Phrase.NONE);
  }

  /// A change with a hand outside Git in it is told by itself.
  static Optional<EqualChanges.Telling> telling(Change change, QueueCards queues) {
    boolean isOurs = change.origin() == Origin.GIT || change.origin() == Origin.UNKNOWN;
    return isOurs
        ? Optional.of(new EqualChanges.Telling(fields(change, queues), Optional.empty()))
        : Optional.empty();
  }

  private static List<FieldChange> fields(Change change, QueueCards queues) {
    return change instanceof Change.QueuePair ? List.of(queues.field(change)) : change.fields();
  }

  private static Impact impact(List<? extends Change> same) {
    if (same.size() == 1) return same.getFirst().impact();
    return new Impact(
        same.stream().flatMap(change -> change.impact().references().stream()).toList(),
        same.stream().flatMap(change -> change.warnings().stream()).toList());
  }

  /// Where it stands, and which revision is live.
  static Phrase place(Change change) {
    Phrase place = Phrase.theirs(change.source());
    return change
        .live()
        .filter(live -> !change.effect().action().isOfQueue())
        .map(live -> place.and(" · revision ").and(Phrase.revision(live.revision())))
        .orElse(place);
  }

  /// Who changed a field, where that is another than of the code as a whole.
  static String origin(Origin field, Origin whole) {
    return field == whole ? "" : ChangeSummary.origin(field).orElse("changed in Git");
  }

  static Doc.Field field(FieldChange change, String who) {
    List<Phrase> note = new ArrayList<>();
    if (!who.isEmpty()) note.add(Phrase.ours(who));
    change.base().map(base -> Phrase.ours("base: ").and(Phrase.value(base))).ifPresent(note::add);
    boolean isOfQueues = change.field() == Field.QUEUE;
    if (isOfQueues) QueueCards.more(change).ifPresent(note::add);
    return new Doc.Field(
        Phrase.ours(change.field().name()),
        isOfQueues ? change.from().map(QueueCards::listed) : change.from(),
        isOfQueues ? change.to().map(QueueCards::listed) : change.to(),
        change.field().isKey(),
        Phrase.join("; ", note));
  }

  /// As it came: what is declared first, then what is live.
  static FieldChange asItCame(FieldChange field) {
    return new FieldChange(field.field(), field.to(), field.from(), field.origin(), field.base());
  }

  /// A change that is not made: its code as it is declared, and as it is live.
  ///
  /// @param queues what is told with a code and a queue
  /// @param isUndo whether it would undo a run
  public static Doc.Item leftOut(Change change, QueueCards queues, boolean isUndo) {
    List<Phrase> lines =
        switch (change) {
          case Change.Create create when isUndo && !create.vanished() ->
              List.of(Phrase.ours("another code has that name"));
          case Change.Create ignored -> List.of(Phrase.ours("is gone"));
          case Change.Delete ignored ->
              List.of(
                  Phrase.ours(
                      isUndo
                          ? "was made by that run, and changed since"
                          : "is back, though retired"));
          case Change.Update update ->
              update.fields().stream().map(field -> inWords(field, isUndo)).toList();
          case Change.QueuePair pair ->
              List.of(Phrase.ours("no longer offered by ").and(queues.named(pair)));
        };
    return new Doc.Item(
        Tone.PLAIN,
        Phrase.theirs(change.code()),
        lines.getFirst(),
        lines.subList(1, lines.size()),
        Optional.empty());
  }

  private static Phrase inWords(FieldChange field, boolean isUndo) {
    Phrase name = Phrase.ours(field.field().name() + ": ");
    // as the run left it: what keeps it so is another code
    if (isUndo && field.base().equals(field.from())) {
      return name.and(Difference.of(field.base(), field.to()).line())
          .and(", once that name is free");
    }
    Optional<Value> before = isUndo ? field.base().or(field::to) : field.to();
    Difference difference = Difference.of(before, field.from());
    Phrase words = name.and(difference.line());
    return difference.unseen().map(what -> words.and(" (differs in: " + what + ")")).orElse(words);
  }
}
