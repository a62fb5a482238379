package dev.wrapup.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

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
        PositionalParamSpec.builder()
            .paramLabel("SHELL")
            .type(String.class)
            .arity("0..1")
            .description(Options.oneOf(SHELLS) + ". Default: bash")
            .completionCandidates(SHELLS)
            .build());
    spec.addOption(Options.help());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String shell = options.matchedPositionalValue(0, "bash");
    Optional<Completion> completion =
        Arrays.stream(Completion.values()).filter(known -> known.word().equals(shell)).findFirst();
    session
        .out()
        .print(
            completion
                .orElseThrow(
                    () ->
                        Stop.usage(
                            "there is no completion for '%s'".formatted(shell),
                            "name one of " + String.join(", ", SHELLS)))
                .script(Invocation.everything()));
    return ExitCode.OK;
  }
}
