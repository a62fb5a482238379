package dev.wrapup.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One verb of the program.
interface Command {
  /// What it is called, takes and says of itself. Built when asked for, since most runs need one.
  CommandSpec spec();

  /// Carries it out.
  ///
  /// @throws Stop if it can't
  ExitCode run(ParseResult options, Session session);
}
