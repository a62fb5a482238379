package dev.wrapup.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `webhook`: what receivers are owed.
final class WebhookCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command("webhook", "Tell receivers what they are owed.", ReplayCommand.EXAMPLE);
    spec.addSubcommand("replay", new ReplayCommand().spec());
    spec.addOption(Options.help());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    if (options.hasSubcommand()) return new ReplayCommand().run(options.subcommand(), session);
    throw Stop.usage("webhook needs to be told what to do", "see: wrapup webhook --help");
  }
}
