package dev.wrapup.model.remedy;

import java.util.ArrayList;
import java.util.List;

/// A command for a person to paste into a shell.
///
/// @param isOwn whether it is one of this program, to which its name and the run's options are
///   added where it is printed
/// @param words as a shell hands them on; those of an own one begin with the command
/// @param without options of the run that are not added
public record ShellCommand(boolean isOwn, List<String> words, List<String> without) {
  public ShellCommand {
    words = List.copyOf(words);
    without = List.copyOf(without);
  }

  /// A command of this program, such as `audit verify`.
  public static ShellCommand own(String... words) {
    return new ShellCommand(true, List.of(words), List.of());
  }

  /// A command of another program.
  public static ShellCommand of(String... words) {
    return new ShellCommand(false, List.of(words), List.of());
  }

  /// The same with more words at its end.
  public ShellCommand with(List<String> more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(more);
    return new ShellCommand(isOwn, all, without);
  }

  public ShellCommand with(String... more) {
    return with(List.of(more));
  }

  /// The same without options that the run had.
  public ShellCommand without(String... options) {
    return new ShellCommand(isOwn, words, List.of(options));
  }

  /// The same about some things, whatever they are called.
  public ShellCommand withOperands(List<String> operands) {
    boolean isLikeAnOption = operands.stream().anyMatch(operand -> operand.startsWith("-"));
    return (isLikeAnOption ? with("--") : this).with(operands);
  }

  /// An option with its value, which may begin with a hyphen.
  ///
  /// @param names of which any will do, the shortest first
  public static List<String> option(String value, String... names) {
    return value.startsWith("-")
        ? List.of(names[names.length - 1] + "=" + value)
        : List.of(names[0], value);
  }
}
