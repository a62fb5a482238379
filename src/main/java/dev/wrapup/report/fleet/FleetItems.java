package dev.wrapup.report.fleet;

import dev.wrapup.journal.Result;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.ApplyDoc;
import dev.wrapup.report.ApplyReport;
import dev.wrapup.report.ChangeCard;
import dev.wrapup.report.ChangeSummary;
import dev.wrapup.report.QueueCards;
import dev.wrapup.report.doc.Difference;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a report of several organizations tells of one: a code in a few lines, without what tells
/// organizations apart, such as ids and revisions.
public final class FleetItems {
  private FleetItems() {}

  /// What would be changed.
  public static List<Doc.Item> of(Plan plan) {
    QueueCards queues = QueueCards.of(plan.changes());
    return queues.told(plan.changes()).stream().map(change -> item(change, queues)).toList();
  }

  private static Doc.Item item(Change change, QueueCards queues) {
    List<Phrase> more = new ArrayList<>();
    if (change instanceof Change.Update update) {
      update.fields().stream()
          .filter(f -> !f.field().isKey())
          .map(FleetItems::words)
          .forEach(more::add);
    }
    for (Warning warning : change.warnings()) {
      more.add(Phrase.ours("! ").and(Phrase.theirs(warning.message())).in(Tone.WARN));
    }
    Phrase what = Phrase.ours(ChangeSummary.verbs(change));
    Phrase rest =
        change instanceof Change.Update
            ? ChangeSummary.was(change).orElse(Phrase.NONE)
            : ChangeSummary.of(change, queues);
    return new Doc.Item(
        Tone.PLAIN,
        Phrase.theirs(change.code()),
        Phrase.join(", ", List.of(what, rest)),
        more,
        Optional.of(change.source()));
  }

  private static Phrase words(FieldChange field) {
    Difference difference = Difference.of(field.from(), field.to());
    Phrase words = Phrase.ours(field.field().name() + ": ").and(difference.line());
    return difference.unseen().map(what -> words.and(" (differs in: " + what + ")")).orElse(words);
  }

  /// What was changed outside Git.
  public static List<Doc.Item> of(Drift drift) {
    List<Change> undoing = drift.drifted().stream().map(Drift.DriftedCode::undoing).toList();
    QueueCards queues = QueueCards.of(undoing);
    List<Doc.Item> items = new ArrayList<>();
    queues.told(undoing).forEach(change -> items.add(ChangeCard.leftOut(change, queues, false)));
    drift
        .undeclared()
        .forEach(
            code ->
                items.add(
                    Doc.Item.of(
                        Phrase.theirs(code.code()), Phrase.ours("is live, and no file names it"))));
    return items;
  }

  /// What was changed, or was not.
  public static List<Doc.Item> of(ApplyReport facts) {
    return facts.results().stream().map(FleetItems::item).toList();
  }

  private static Doc.Item item(Result result) {
    return new Doc.Item(
        result.outcome().isDone() ? Tone.GOOD : Tone.BAD,
        Phrase.theirs(result.change().code()),
        ApplyDoc.verb(result.change(), result.outcome(), queue(result.change()))
            .and(": ", result.outcome().reason()),
        List.of(),
        Optional.of(result.change().source()));
  }

  private static Phrase queue(Change change) {
    return Phrase.NONE.and("queue ", change.effect().queue().map(Value.Outcome::name));
  }
}
