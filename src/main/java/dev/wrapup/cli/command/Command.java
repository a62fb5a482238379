package dev.wrapup.cli.command;

import picocli.CommandLine.Model.CommandSpec;

/// One verb of the program.
public interface Command {
  /// What it is called, takes and says of itself. Built when asked for, since most runs need one.
  CommandSpec spec();

  /// Carries it out, and leaves what came of it to be printed.
  ///
  /// @throws dev.wrapup.process.Stop if it can't
  CommandResult run(Context context);
}
