package dev.wrapup.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `completion`: a script that teaches bash and zsh the commands and options.
final class CompletionCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "completion",
            "Print a completion script for bash and zsh.",
            "completion > ~/.wrapup.bash");
    spec.addOption(Options.help());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    session.out().print(AutoComplete.bash("wrapup", Invocation.everything()));
    return ExitCode.OK;
  }
}
