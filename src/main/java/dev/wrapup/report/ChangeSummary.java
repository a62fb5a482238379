package dev.wrapup.report;

import dev.wrapup.model.Value;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The signs and the few words of a change, the same in every format.
public final class ChangeSummary {
  private ChangeSummary() {}

  /// The most telling first.
  public static Phrase of(Change change, QueueCards queues) {
    List<Phrase> parts = new ArrayList<>();
    if (change.origin() == Origin.COLLISION) parts.add(Phrase.ours("also changed outside Git"));
    boolean isUpdate = change instanceof Change.Update;
    if (isUpdate && change.origin() == Origin.DRIFT) parts.add(Phrase.ours("undoes an edit"));
    for (Warning warning : change.warnings()) parts.add(Phrase.ours(of(warning)));
    if (change instanceof Change.Create create) {
      if (create.vanished()) parts.add(Phrase.ours("was live and is gone"));
      parts.add(name(create));
      if (change.fields().stream().anyMatch(FieldChange::isHidden)) {
        parts.add(Phrase.ours("something that the eye misses"));
      }
    } else if (change instanceof Change.QueuePair) {
      if (change.origin() == Origin.DRIFT) parts.add(Phrase.ours("undoes an edit"));
      parts.add(queues.sentence(change));
      if (queues.field(change).isHidden()) parts.add(Phrase.ours("something that the eye misses"));
    } else if (change instanceof Change.Delete) {
      parts.add(Phrase.ours("for good"));
    } else {
      boolean isTold = !change.warnings().isEmpty() || change.origin() == Origin.COLLISION;
      if (!isTold) was(change).ifPresent(parts::add);
      String fields = fields(change, isTold);
      if (!fields.isEmpty()) parts.add(Phrase.ours(fields));
    }
    return Phrase.join("; ", parts);
  }

  static String action(Change change) {
    return change.effect().action().word();
  }

  static String sign(Change change) {
    return switch (change) {
      case Change.Create ignored -> "+";
      case Change.Update ignored -> "~";
      case Change.Delete ignored -> "-";
      case Change.QueuePair pair -> pair.isAdd() ? "+" : "-";
    };
  }

  static Tone tone(Change change) {
    return switch (change) {
      case Change.Create ignored -> Tone.GOOD;
      case Change.Update ignored -> Tone.NEW;
      case Change.Delete ignored -> Tone.BAD;
      case Change.QueuePair pair -> pair.isAdd() ? Tone.GOOD : Tone.BAD;
    };
  }

  /// Who else changed it, if anybody did.
  static Optional<String> origin(Origin origin) {
    return switch (origin) {
      case GIT, UNKNOWN -> Optional.empty();
      case DRIFT -> Optional.of("changed outside Git");
      case COLLISION -> Optional.of("changed in Git and outside it");
    };
  }

  /// `rename, update`: all that a change is.
  public static String verbs(Change change) {
    if (change instanceof Change.QueuePair pair)
      return pair.isAdd() ? "into queue" : "out of queue";
    if (change.previousCode().isEmpty()) return action(change);
    return change.fields().size() > 1 ? "rename, update" : "rename";
  }

  private static String of(Warning warning) {
    int references = warning.references().size();
    return switch (warning.kind()) {
      case RULE_NAME_BREAKS ->
          Words.count(references, "rule") + Words.verb(references, " breaks", " break");
      case AUTO_BYPASS -> "may bypass agents";
      case IN_USE -> "in use";
      case DELETE_REFERENCED ->
          references == 0 ? "who refers to it is unknown" : "still referred to";
      case EMPTIES_QUEUE -> "leaves a queue without codes";
    };
  }

  private static Phrase name(Change.Create create) {
    return create.fields().stream()
        .filter(field -> field.field().isNaming() && !field.field().isKey())
        .findFirst()
        .flatMap(field -> field.to())
        .map(Phrase::value)
        .orElse(Phrase.NONE);
  }

  /// The code before a rename.
  public static Optional<Phrase> was(Change change) {
    return change.previousCode().map(code -> Phrase.ours("was ").and(Phrase.theirs(code)));
  }

  /// @param isTold whether enough is told of it already, but for what has to be looked at
  private static String fields(Change change, boolean isTold) {
    return change.fields().stream()
        .filter(field -> field.isHidden() || (isTold ? field.isLoss() : !field.field().isKey()))
        .map(ChangeSummary::field)
        .collect(Collectors.joining(", "));
  }

  /// A field, and why it has to be looked at.
  private static String field(FieldChange change) {
    String name = change.field().name();
    if (change.isHidden()) return name + " (what the eye misses)";
    if (!change.isLoss()) return name;
    return name + (change.to().filter(Value::isEmpty).isPresent() ? " (emptied)" : " (some go)");
  }
}
