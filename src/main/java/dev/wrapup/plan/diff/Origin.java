package dev.wrapup.plan.diff;

import dev.wrapup.model.text.Word;
import java.util.List;

/// Why the desired and the live value differ.
public enum Origin implements Word {
  /// The file changed since the base.
  GIT,
  /// The live code changed, the file did not.
  DRIFT,
  /// Both did, differently.
  COLLISION,
  /// No base was given, so it is unknown.
  UNKNOWN;

  /// What a reader should hear first of an update whose fields have several origins.
  static Origin strongest(List<FieldChange> fields) {
    for (Origin origin : List.of(COLLISION, GIT, DRIFT)) {
      if (fields.stream().anyMatch(change -> change.origin() == origin)) return origin;
    }
    return UNKNOWN;
  }
}
