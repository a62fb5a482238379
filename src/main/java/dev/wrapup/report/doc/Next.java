package dev.wrapup.report.doc;

import java.util.List;
import java.util.Optional;

/// What a reader can do after a report.
///
/// @param advice for a reader who is told nothing else
/// @param steps empty if a reader at a terminal has nothing to do
/// @param merged what is told instead where nobody types a command: what becomes of it on a merge
public record Next(Phrase advice, List<Step> steps, Optional<Next> merged) {
  public Next {
    steps = List.copyOf(steps);
  }

  public Next(Phrase advice, List<Step> steps) {
    this(advice, steps, Optional.empty());
  }

  public static Next of(String advice, String what, Optional<String> command) {
    return new Next(Phrase.ours(advice), List.of(new Step(Phrase.ours(what), command)));
  }

  /// @param what the sentence before the command
  /// @param command as it is typed: in a line of its own, which is never broken
  public record Step(Phrase what, Optional<String> command) {
    public boolean isAbout(String digest) {
      return command.filter(text -> text.contains(digest)).isPresent();
    }
  }
}
