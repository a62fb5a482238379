package dev.wrapup.cli.completion;

import dev.wrapup.app.DesiredInputs;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.text.VisibleChars;
import dev.wrapup.process.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `completion`: a script that teaches a shell the commands and options, and what it asks for then.
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
        Options.flag("Print the files' codes, which the scripts offer, one a line.", "--codes"),
        Options.values(
            "FILE",
            "With --codes: such a file, or a folder. Default: " + Options.DEFAULT_FILE,
            List.of(),
            "-f",
            "--file"),
        Options.help());
  }

  @Override
  public CommandResult run(Context context) {
    if (context.has("--codes")) return CommandResult.of(codes(context));
    if (context.has("-f"))
      throw Stop.usage("--file is given without --codes", "give both, or none");
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

  /// Those that can be typed as one line, and not be taken for an option.
  private static String codes(Context context) {
    return DesiredInputs.files(context.files(), context.workspace()).value().codes().stream()
        .map(DesiredCode::key)
        .filter(code -> VisibleChars.isSeen(code) && !code.startsWith("-"))
        .map(code -> code + "\n")
        .collect(Collectors.joining());
  }
}
