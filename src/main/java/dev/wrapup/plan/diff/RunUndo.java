package dev.wrapup.plan.diff;

import dev.wrapup.model.remedy.ShellCommand;
import java.util.List;

/// The run that a comparison, and the plan of it, would undo.
///
/// @param run its id
/// @param journal its path, as the user named it
/// @param left what was changed since the run, or can't be undone: what would undo it all the same
/// @param bound how many codes that the files declare are live
public record RunUndo(String run, String journal, List<Change> left, int bound) {
  public RunUndo {
    left = List.copyOf(left);
  }

  /// The command that plans it.
  public ShellCommand command(String... options) {
    return ShellCommand.own("undo").with(options).withOperands(List.of(journal));
  }
}
