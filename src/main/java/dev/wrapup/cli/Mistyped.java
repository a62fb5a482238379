package dev.wrapup.cli;

import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.command.Repetition;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.process.Stop;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Finds what a command line with a mistake was meant to be, by the names that stand there. What it
/// suggests to type is a line that can be parsed.
final class Mistyped {
  /// Mistakes in one line.
  private static final int MOST_MISTAKES = 4;

  /// Lines that are parsed to find the one that was meant.
  private static final int MOST_TRIES = 40;

  private final CommandLine program;
  private final List<String> line;
  private int tries;

  /// @param program with all its commands
  /// @param line what was typed
  Mistyped(CommandLine program, List<String> line) {
    this.program = program;
    this.line = line;
  }

  /// Parses a line, in which also each value is one of those that there are, or not even like one.
  ///
  /// @return that of the command
  /// @throws ParameterException if there is a mistake
  static ParseResult parse(CommandLine program, String... line) {
    ParseResult asked = program.parseArgs(line);
    while (asked.hasSubcommand()) asked = asked.subcommand();
    CommandLine command = asked.commandSpec().commandLine();
    boolean isGroup = !command.getSubcommands().isEmpty();
    if (isGroup && !asked.unmatched().isEmpty()) { // of help for what is no command
      throw new UnmatchedArgumentException(command, asked.unmatched());
    }
    if (asked.isUsageHelpRequested()) return asked;
    if (isGroup && command.getParent() != null) {
      throw new ParameterException(
          command, asked.commandSpec().name() + " needs to be told what to do");
    }
    Stream.concat(asked.matchedOptionsSet().stream(), asked.matchedPositionals().stream())
        .filter(argument -> !argument.isMultiValue() && !argument.stringValues().isEmpty())
        .forEach(argument -> check(argument, argument.stringValues().getFirst(), command));
    return asked;
  }

  private static void check(ArgSpec argument, String value, CommandLine command) {
    List<String> words = Options.words(argument);
    if (words.contains(value) || Guess.nearest(value, words).findAny().isEmpty()) return;
    String message = "%s %s: there is no such choice".formatted(Options.name(argument), value);
    throw new ParameterException(command, message, argument, value);
  }

  /// What is wrong, what was meant, and how that is typed.
  Stop stop(ParameterException mistake) {
    CommandSpec command = mistake.getCommandLine().getCommandSpec();
    List<Guess> guesses = Guess.of(mistake, line);
    for (Guess guess : guesses) {
      Optional<List<String>> meant = mended(guess.line(), MOST_MISTAKES - 1);
      if (meant.isPresent() && meant.get().stream().noneMatch(Mistyped::mayHoldSecret)) {
        ShellCommand typed = ShellCommand.own(meant.get().toArray(String[]::new));
        return Stop.usage(message(mistake) + "; " + guess.hint(), Remedy.by("try", typed));
      }
    }
    String hint = guesses.isEmpty() ? "" : "; " + guesses.getFirst().hint();
    CommandSpec meant =
        guesses.isEmpty()
            ? command
            : mistake(guesses.getFirst().line())
                .map(next -> next.getCommandLine().getCommandSpec())
                .orElse(command);
    return Stop.usage(message(mistake) + hint, Remedy.by("see", Repetition.help(meant)));
  }

  private static String message(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    String name = command.getCommandSpec().qualifiedName().replaceFirst("^wrapup ", "");
    if (mistake instanceof MissingParameterException missing) {
      ArgSpec argument = missing.getMissing().getFirst();
      return argument.isOption()
          ? "%s needs a value, %s".formatted(Options.name(argument), argument.paramLabel())
          : "%s needs %s".formatted(name, argument.paramLabel());
    }
    if (mistake instanceof OverwrittenOptionException twice) {
      return "%s is given twice".formatted(Options.name(twice.getOverwritten()));
    }
    if (isFlag(mistake.getArgSpec())) {
      return "%s takes no value".formatted(Options.name(mistake.getArgSpec()));
    }
    if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(mistake.getMessage()).lines().findFirst().orElse("wrong usage");
    }
    boolean isProgram = command.getParent() == null;
    String word = unmatched.getUnmatched().getFirst();
    if (unmatched.isUnknownOption()) {
      return "%s has no option '%s'".formatted(name, word.replaceFirst("(?s)=.*", ""));
    }
    return command.getSubcommands().isEmpty()
        ? "'%s' is one argument too many for %s".formatted(word, name)
        : "there is no command '%s'".formatted(isProgram ? word : name + " " + word);
  }

  static boolean isFlag(@Nullable ArgSpec argument) {
    return argument instanceof OptionSpec option && option.arity().max() == 0;
  }

  /// Such as an address behind its host.
  private static boolean mayHoldSecret(String word) {
    return word.contains("://") && !SafeOrigin.isBare(word.replaceFirst("^-[^=]*=", ""));
  }

  private Optional<ParameterException> mistake(List<String> words) {
    try {
      parse(program, words.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(e);
    }
  }

  /// A line without any mistake.
  private Optional<List<String>> mended(List<String> words, int most) {
    if (tries++ > MOST_TRIES) return Optional.empty();
    Optional<ParameterException> mistake = mistake(words);
    if (mistake.isEmpty()) return Optional.of(words);
    if (most == 0) return Optional.empty();
    return Guess.of(mistake.get(), words).stream()
        .flatMap(guess -> mended(guess.line(), most - 1).stream())
        .findFirst();
  }
}
