package dev.wrapup.report.doc;

import java.util.List;
import java.util.Optional;

/// What a reader can do after a report.
///
/// @param advice for a reader who is told nothing else
/// @param steps not empty
public record Next(Phrase advice, List<Step> steps) {
  public Next {
    steps = List.copyOf(steps);
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
