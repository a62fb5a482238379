package dev.wrapup.cli.command;

import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.model.remedy.ShellCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What commands that a run prints repeat of it.
///
/// @param run its options
/// @param commands what other commands take, by the words that name them
public record Repetition(ParseResult run, Function<List<String>, Optional<CommandSpec>> commands) {
  /// Beside what a run is about: else another plan is made of it.
  private static final List<String> REPEATED = List.of("--approve", Options.REVERT);

  /// The command of the run about the same, as it was decided upon.
  ///
  /// @param more options with their values
  ShellCommand again(String... more) {
    List<String> words = words(run.commandSpec());
    for (OptionSpec option : run.matchedOptionsSet()) {
      boolean isDecision =
          OptionGroup.of(option) == OptionGroup.POLICY && !REPEATED.contains(option.longestName());
      if (isDecision) words.addAll(written(option));
    }
    words.addAll(List.of(more));
    ShellCommand command = ShellCommand.own(words.toArray(String[]::new));
    return run.matchedPositionals().isEmpty()
        ? command
        : command.withOperands(run.matchedPositionals().getFirst().stringValues());
  }

  /// What tells how a command is used.
  public static ShellCommand help(CommandSpec spec) {
    List<String> words = words(spec);
    words.add("--help");
    return ShellCommand.own(words.toArray(String[]::new));
  }

  /// A command's name without the program's.
  private static List<String> words(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of(spec.qualifiedName().split(" ", -1)));
    words.removeFirst();
    return words;
  }

  /// The options that say what this run is about, as far as another command takes them and doesn't
  /// say it by itself.
  List<String> options(ShellCommand other) {
    return repeated(other).stream().flatMap(option -> written(option).stream()).toList();
  }

  /// Those of them that are left out since they may hold a secret.
  List<String> withheld(ShellCommand other) {
    return repeated(other).stream()
        .filter(option -> !isBare(option))
        .map(OptionSpec::longestName)
        .toList();
  }

  private List<OptionSpec> repeated(ShellCommand other) {
    List<OptionSpec> repeated = new ArrayList<>();
    Optional<CommandSpec> spec = commands.apply(other.words());
    if (spec.isEmpty() || other.words().contains("--help")) return repeated;
    for (OptionSpec option : run.matchedOptionsSet()) {
      OptionGroup group = OptionGroup.of(option);
      boolean isRepeated =
          group == OptionGroup.WHAT
              || group == OptionGroup.TARGET
              || REPEATED.contains(option.longestName());
      OptionSpec same = spec.get().findOption(option.longestName());
      boolean isTaken = same != null && same.arity().max() == option.arity().max();
      boolean isLeftOut =
          Arrays.stream(option.names())
              .anyMatch(name -> other.words().contains(name) || other.without().contains(name));
      if (isRepeated && isTaken && !isLeftOut) repeated.add(option);
    }
    return repeated;
  }

  /// An address may hold a secret behind its host.
  private static boolean isBare(OptionSpec option) {
    return !option.paramLabel().equals("URL")
        || option.stringValues().stream().allMatch(SafeOrigin::isBare);
  }

  /// An option as it is written, with each of its values.
  private static List<String> written(OptionSpec option) {
    List<String> words = new ArrayList<>();
    if (option.arity().max() == 0) return List.of(option.shortestName());
    if (!isBare(option)) return words;
    for (String value : option.stringValues()) {
      words.addAll(ShellCommand.option(value, option.shortestName(), option.longestName()));
    }
    return words;
  }
}
