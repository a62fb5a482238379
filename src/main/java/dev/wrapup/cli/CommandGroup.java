package dev.wrapup.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Commands that share their first word, such as `audit verify` and `audit report`.
///
/// @param description what they have in common, as the help says it
/// @param example a command line of one of them
record CommandGroup(String name, String description, String example, List<Command> parts)
    implements Command {
  CommandGroup {
    parts = List.copyOf(parts);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Options.command(name, description, example);
    for (Command part : parts) {
      CommandSpec sub = part.spec();
      spec.addSubcommand(sub.name(), sub);
    }
    spec.addOption(Options.help());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    if (!options.hasSubcommand()) {
      throw Stop.usage(name + " needs to be told what to do", "see: wrapup " + name + " --help");
    }
    ParseResult asked = options.subcommand();
    String wanted = asked.commandSpec().name();
    return parts.stream()
        .filter(part -> part.spec().name().equals(wanted))
        .findFirst()
        .orElseThrow()
        .run(asked, session);
  }
}
