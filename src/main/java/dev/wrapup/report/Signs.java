package dev.wrapup.report;

import dev.wrapup.plan.Change;
import dev.wrapup.plan.Effect;

/// The words and signs of changes, the same in every format.
final class Signs {
  private Signs() {}

  static String action(Change change) {
    return Effect.action(change).word();
  }

  static String sign(Change change) {
    return switch (change) {
      case Change.Create ignored -> "+";
      case Change.Update ignored -> "~";
      case Change.Delete ignored -> "-";
    };
  }

  /// `rename, update`: all that a change is.
  static String verbs(Change change) {
    if (!(change instanceof Change.Update update) || !update.isRename()) return action(change);
    return update.fields().size() > 1 ? "rename, update" : "rename";
  }
}
