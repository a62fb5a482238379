package dev.wrapup.cli.completion;

import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.process.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `completion`: a script that teaches a shell the commands and options.
///
/// @param program with all its commands
public record CompletionCommand(Supplier<CommandLine> program) implements Command {
  private static final List<String> SHELLS =
      Arrays.stream(Completion.values()).map(Completion::word).toList();

  @Override
  public CommandSpec spec() {
    return Options.command(
        "completion",
        "Print a completion script for a shell.",
        "completion bash > ~/.wrapup.bash",
        Options.operand("SHELL", "0..1", Options.oneOf(SHELLS) + ". Default: bash", SHELLS),
        Options.help());
  }

  @Override
  public CommandResult run(Context context) {
    String shell = context.operand().orElse("bash");
    return Arrays.stream(Completion.values())
        .filter(known -> known.word().equals(shell))
        .findFirst()
        .map(completion -> CommandResult.of(completion.script(program.get())))
        .orElseThrow(
            () ->
                Stop.usage(
                    "there is no completion for '%s'".formatted(shell),
                    "name one of " + String.join(", ", SHELLS)));
  }
}
