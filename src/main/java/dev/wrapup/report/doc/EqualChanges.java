package dev.wrapup.report.doc;

import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Risk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Changes that make the same edit of several codes are told once. One that has to be looked at by
/// itself never is: with a warning, or with what the eye misses.
public final class EqualChanges {
  /// So many make a batch.
  private static final int LEAST = 3;

  /// Texts are compared by so many units; who changes more of them is told by itself.
  private static final int LONGEST = 120;

  private EqualChanges() {}

  /// How a change is told, if it may be told among its like.
  ///
  /// @param editor who edited the code last; only where that is the same, changes are
  public record Telling(List<FieldChange> fields, Optional<String> editor) {}

  /// What some changes have in common.
  private record Edits(Risk risk, Optional<String> editor, List<Edit> edits) {}

  /// What becomes of a field. The rest of its text, of which only the sign is kept, may vary.
  private record Edit(String field, String before, String gone, String come, String after) {
    Phrase words() {
      return Phrase.ours(field + ": ")
          .and(Phrase.value(before + gone + after).in(Tone.BAD))
          .and(" → ")
          .and(Phrase.value(before + come + after).in(Tone.GOOD));
    }
  }

  /// Changes as cards and batches; a batch stands where its first change would.
  ///
  /// @param telling of one; empty if it is to be told by itself
  /// @param draw what there is to tell of one, or of the first of several
  public static List<Doc.Entry> entries(
      List<Change> changes,
      Function<Change, Optional<Telling>> telling,
      Function<List<Change>, Doc.Card> draw) {
    List<Optional<Edits>> edits =
        changes.stream().map(one -> telling.apply(one).flatMap(told -> edits(one, told))).toList();
    Map<Edits, List<Change>> equal = new HashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      edits.get(i).ifPresent(e -> equal.computeIfAbsent(e, none -> new ArrayList<>()).add(change));
    }
    List<List<Change>> told = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      List<Change> alone = List.of(changes.get(i));
      List<Change> batch =
          edits.get(i).map(equal::get).filter(all -> all.size() >= LEAST).orElse(alone);
      if (batch.getFirst() == changes.get(i)) told.add(batch);
    }
    return Doc.lazily(
        told,
        some -> {
          Doc.Card first = draw.apply(some);
          return some.size() == 1 ? first : batch(first, some, telling, draw);
        });
  }

  private static Batch batch(
      Doc.Card card,
      List<Change> changes,
      Function<Change, Optional<Telling>> telling,
      Function<List<Change>, Doc.Card> draw) {
    Change first = changes.getFirst();
    Telling told = telling.apply(first).orElseThrow();
    boolean isSame = changes.stream().allMatch(change -> change.fields().equals(first.fields()));
    List<Phrase> words =
        isSame
            ? told.fields().stream().map(EqualChanges::words).toList()
            : edits(first, told).orElseThrow().edits().stream().map(Edit::words).toList();
    return new Batch(
        card.sign(),
        card.tone(),
        first.risk(),
        card.verbs(),
        Phrase.join("; ", words),
        card.edit(),
        Doc.lazily(changes, change -> draw.apply(List.of(change))),
        changes.stream().filter(change -> !change.impact().references().isEmpty()).count());
  }

  private static Phrase words(FieldChange field) {
    return Phrase.ours(field.field().name() + ": ")
        .and(Difference.of(field.from(), field.to()).line());
  }

  /// Empty if the change is to be told by itself.
  private static Optional<Edits> edits(Change change, Telling told) {
    boolean isPart = change instanceof Change.Update || change instanceof Change.QueuePair;
    if (!change.warnings().isEmpty() || !isPart) return Optional.empty();
    Risk risk = change.risk();
    // whatever the eye misses is of high risk, unless it is told the other way round
    boolean mayHide = risk == Risk.HIGH || !told.fields().equals(change.fields());
    List<Edit> edits = new ArrayList<>();
    for (FieldChange field : told.fields()) {
      if (field.origin() != change.origin()) return Optional.empty();
      if (mayHide && field.isHidden()) return Optional.empty();
      Optional<Edit> edit = edit(field);
      if (edit.isEmpty()) return Optional.empty();
      edits.add(edit.get());
    }
    return Optional.of(new Edits(risk, told.editor(), edits));
  }

  private static Optional<Edit> edit(FieldChange field) {
    String name = field.field().name();
    Difference difference = Difference.of(field.from(), field.to());
    return switch (difference) {
      case Difference.Added ignored -> Optional.empty();
      case Difference.Removed ignored -> Optional.empty();
      case Difference.Texts texts -> {
        WordDiff.Replacement some = WordDiff.replacement(texts.from(), texts.to());
        yield fits(some.gone(), some.come())
            ? Optional.of(
                new Edit(name, left(some.before()), some.gone(), some.come(), right(some.after())))
            : Optional.empty();
      }
      case Difference.Sets sets -> {
        String gone = text(sets.gone());
        String come = text(sets.come());
        yield fits(gone, come) && !gone.equals(come)
            ? Optional.of(new Edit(name, "", gone, come, ""))
            : Optional.empty();
      }
    };
  }

  private static boolean fits(String gone, String come) {
    return gone.length() + come.length() <= LONGEST;
  }

  private static String text(List<Value.Outcome> outcomes) {
    return Phrase.value(new Value.Outcomes(outcomes)).raw();
  }

  private static String left(String before) {
    return before.isEmpty() ? "" : before.endsWith(" ") ? "… " : "…";
  }

  private static String right(String after) {
    return after.isEmpty() ? "" : after.startsWith(" ") ? " …" : "…";
  }
}
