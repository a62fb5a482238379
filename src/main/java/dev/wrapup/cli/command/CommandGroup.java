package dev.wrapup.cli.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Commands that share their first word, such as `audit verify` and `audit report`.
///
/// @param description what they have in common, as the help says it
/// @param example a command line of one of them
public record CommandGroup(String name, String description, String example, List<Command> parts)
    implements Command {
  public CommandGroup {
    parts = List.copyOf(parts);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Options.command(name, description, example, Options.help());
    for (Command part : parts) {
      CommandSpec sub = part.spec();
      spec.addSubcommand(sub.name(), sub);
    }
    return spec;
  }

  @Override
  public CommandResult run(Context context) {
    String wanted = context.options().commandSpec().name();
    return parts.stream()
        .filter(part -> part.spec().name().equals(wanted))
        .findFirst()
        .orElseThrow()
        .run(context);
  }
}
