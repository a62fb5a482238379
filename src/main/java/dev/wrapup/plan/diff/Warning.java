package dev.wrapup.plan.diff;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.text.Word;
import dev.wrapup.model.text.Words;
import java.util.List;
import java.util.Optional;

/// What a change may break elsewhere.
///
/// @param message one sentence without a full stop
/// @param references the ones in danger; empty when they could not be read
public record Warning(Kind kind, String message, List<CodeReference> references) {
  public Warning {
    references = List.copyOf(references);
  }

  public enum Kind implements Word {
    /// A referrer finds the code by a name that it loses.
    RULE_NAME_BREAKS,
    /// A referenced code goes from manual to auto.
    AUTO_BYPASS,
    /// A code is deleted that is referenced, or may be.
    DELETE_REFERENCED,
    /// A queue loses its last code, and its agents must pick one.
    EMPTIES_QUEUE,
    /// A code is deleted or renamed that agents pick.
    IN_USE;
  }

  /// That agents picked a code, if they did.
  ///
  /// @param what becomes of its series in reports
  static Optional<Warning> inUse(LiveCode code, Picks picks, String what) {
    return picks
        .of(code.id())
        .filter(picked -> picked.contacts() > 0)
        .map(
            picked ->
                new Warning(
                    Kind.IN_USE,
                    "%s%s in %s%s: its series in reports %s"
                        .formatted(
                            picks.unknown().isPresent() ? "at least " : "",
                            Words.count(picked.contacts(), "contact"),
                            Words.count(picks.days(), "day"),
                            picked.last().map(day -> ", last on " + day).orElse(""),
                            what),
                    List.of()));
  }
}
