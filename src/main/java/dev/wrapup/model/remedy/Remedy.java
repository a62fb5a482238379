package dev.wrapup.model.remedy;

import dev.wrapup.model.source.Finding;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What to do about something: in words, and by a command where one does it.
///
/// @param words one line, cut off like a finding's; may quote hostile text
/// @param command to paste; never cut off
public record Remedy(String words, Optional<ShellCommand> command) {
  /// What to do where a code is not found.
  public static final Remedy SEE_ALL_CODES =
      by("see all", ShellCommand.own("export").without("--only"));

  public Remedy {
    words = Finding.bounded(words);
  }

  /// The same in other words.
  public Remedy wording(UnaryOperator<String> other) {
    return new Remedy(other.apply(words), command);
  }

  public static Remedy of(String words) {
    return new Remedy(words, Optional.empty());
  }

  /// @param words what the command does
  public static Remedy by(String words, ShellCommand command) {
    return new Remedy(words, Optional.of(command));
  }
}
