package dev.wrapup.cli.command;

import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.process.Content;
import dev.wrapup.report.format.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What came of a command, for [Invocation] to print.
///
/// @param output goes to standard output, unless annotations are all that is asked for
/// @param annotations what a runner is told, made if one listens; empty of a command that has none
/// @param errors goes to standard error as it is
/// @param next what to do; empty if nothing is
public record CommandResult(
    Content output,
    Optional<Supplier<List<Annotation>>> annotations,
    String errors,
    ExitCode exit,
    Optional<Remedy> next) {
  public static final CommandResult NOTHING = of("");

  public static CommandResult of(Content output) {
    return new CommandResult(output, Optional.empty(), "", ExitCode.OK, Optional.empty());
  }

  public static CommandResult of(String output) {
    return of(Content.of(output));
  }

  /// The same with another output.
  public CommandResult printing(String output) {
    return new CommandResult(Content.of(output), annotations, errors, exit, next);
  }

  public CommandResult with(Supplier<List<Annotation>> annotations) {
    return new CommandResult(output, Optional.of(annotations), errors, exit, next);
  }

  public CommandResult with(String errors) {
    return new CommandResult(output, annotations, errors, exit, next);
  }

  public CommandResult withoutNext() {
    return new CommandResult(output, annotations, errors, exit, Optional.empty());
  }

  public CommandResult ending(ExitCode exit, String next) {
    return ending(exit, Remedy.of(next));
  }

  public CommandResult ending(ExitCode exit, Remedy next) {
    return new CommandResult(output, annotations, errors, exit, Optional.of(next));
  }
}
