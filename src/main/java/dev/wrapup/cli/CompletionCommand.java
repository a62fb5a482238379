package dev.wrapup.cli;

import dev.wrapup.process.Stop;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `completion`: a script that teaches a shell the commands and options.
final class CompletionCommand implements Command {
  private static final List<String> SHELLS =
      Arrays.stream(Completion.values()).map(Completion::word).toList();

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "completion",
            "Print a completion script for a shell.",
            "completion bash > ~/.wrapup.bash");
    spec.addPositional(
        Options.operand("SHELL", "0..1", Options.oneOf(SHELLS) + ". Default: bash", SHELLS));
    spec.addOption(Options.help());
    return spec;
  }

  @Override
  public CommandResult run(Context context) {
    String shell = context.operand().orElse("bash");
    return Arrays.stream(Completion.values())
        .filter(known -> known.word().equals(shell))
        .findFirst()
        .map(completion -> CommandResult.of(completion.script(Invocation.everything())))
        .orElseThrow(
            () ->
                Stop.usage(
                    "there is no completion for '%s'".formatted(shell),
                    "name one of " + String.join(", ", SHELLS)));
  }
}
