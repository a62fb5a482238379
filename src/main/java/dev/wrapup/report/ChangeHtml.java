package dev.wrapup.report;

import dev.wrapup.plan.Change;
import dev.wrapup.plan.FieldChange;
import dev.wrapup.plan.Plan;
import java.util.List;
import java.util.Optional;

/// One change on a page.
///
/// @param number of the change on its page, from 1
record ChangeHtml(int number, Change change) {
  /// So many that refer to a code are named.
  private static final int REFERRERS = 50;

  /// One field of it.
  ///
  /// @param origin who changed it, where that is another than of the change as a whole
  /// @param unseen what differs although the eye misses it
  record Field(
      String name, ValueHtml from, ValueHtml to, Optional<String> unseen, Optional<String> origin) {
    static Field of(FieldChange field) {
      String name = field.field().name();
      return switch (Difference.of(field)) {
        case Difference.Added added -> plain(name, ValueHtml.NONE, ValueHtml.whole(added.value()));
        case Difference.Removed removed ->
            plain(name, ValueHtml.whole(removed.value()), ValueHtml.NONE);
        case Difference.Texts texts -> {
          List<WordDiff.Part> parts = WordDiff.of(texts.from(), texts.to());
          yield new Field(
              name,
              ValueHtml.before(texts.from(), parts),
              ValueHtml.after(texts.to(), parts),
              texts.unseen(),
              Optional.empty());
        }
        case Difference.Sets sets ->
            plain(
                name,
                ValueHtml.outcomes(sets.from(), sets.gone()),
                ValueHtml.outcomes(sets.to(), sets.come()));
      };
    }

    private static Field plain(String name, ValueHtml from, ValueHtml to) {
      return new Field(name, from, to, Optional.empty(), Optional.empty());
    }

    private Field by(String origin) {
      return new Field(name, from, to, unseen, Optional.of(origin));
    }
  }

  String anchor() {
    return "c" + number;
  }

  String action() {
    return Signs.action(change);
  }

  String sign() {
    return Signs.sign(change);
  }

  String verbs() {
    return Signs.verbs(change);
  }

  String risk() {
    return Plan.risk(change).word();
  }

  String code() {
    return change.code();
  }

  Optional<String> previousCode() {
    return change instanceof Change.Update update && update.isRename()
        ? Optional.of(update.before().code())
        : Optional.empty();
  }

  Optional<String> origin() {
    return Signs.origin(change.origin());
  }

  String source() {
    return change.source().toString();
  }

  Optional<String> revision() {
    return change.live().map(live -> live.revision());
  }

  Phrase gist() {
    return Gist.of(change);
  }

  boolean hasOld() {
    return !(change instanceof Change.Create);
  }

  boolean hasNew() {
    return !(change instanceof Change.Delete);
  }

  List<Field> fields() {
    return change.fields().stream()
        .filter(field -> !field.field().isKey())
        .map(this::field)
        .toList();
  }

  private Field field(FieldChange field) {
    return field.origin() == change.origin()
        ? Field.of(field)
        : Field.of(field).by(Signs.origin(field.origin()).orElse("changed in Git"));
  }

  List<Phrase> warnings() {
    return change.impact().warnings().stream()
        .map(warning -> Danger.of(warning, REFERRERS))
        .toList();
  }

  /// Who refers to the code, as far as the warnings don't tell it.
  Optional<Phrase> references() {
    return Danger.others(change.impact(), REFERRERS);
  }
}
