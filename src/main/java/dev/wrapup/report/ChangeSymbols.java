package dev.wrapup.report;

import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.report.doc.Tone;
import java.util.Optional;

/// The words and signs of changes, the same in every format.
final class ChangeSymbols {
  private ChangeSymbols() {}

  static String action(Change change) {
    return change.effect().action().word();
  }

  static String sign(Change change) {
    return switch (change) {
      case Change.Create ignored -> "+";
      case Change.Update ignored -> "~";
      case Change.Delete ignored -> "-";
    };
  }

  static Tone tone(Change change) {
    return switch (change) {
      case Change.Create ignored -> Tone.GOOD;
      case Change.Update ignored -> Tone.NEW;
      case Change.Delete ignored -> Tone.BAD;
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
  static String verbs(Change change) {
    if (change.previousCode().isEmpty()) return action(change);
    return change.fields().size() > 1 ? "rename, update" : "rename";
  }
}
