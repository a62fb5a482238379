package dev.wrapup.cli.completion;

import dev.wrapup.cli.command.Options;
import dev.wrapup.platform.genesyscloud.GenesysCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Scripts that teach a shell the commands, their options, and what may stand for their values:
/// words where these are fixed, files, folders and the files' codes where those are meant, else
/// nothing.
public enum Completion {
  /// A function for `complete` (bash(1), Programmable Completion).
  BASH,
  /// A function of zsh's completion system (zshcompsys(1)).
  ZSH,
  /// A list of `complete` commands (complete(1) of fish).
  FISH;

  public String script(CommandLine program) {
    return switch (this) {
      case BASH -> BashCompletion.script(program);
      case ZSH -> ZshCompletion.script(program);
      case FISH -> FishCompletion.script(program);
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// A command, and all below it.
  public static List<CommandLine> withParts(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(part -> all.addAll(withParts(part)));
    return all;
  }

  /// A command as it is typed, such as `wrapup audit verify`.
  public static String typed(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  static boolean isGroup(CommandLine command) {
    return !command.getSubcommands().isEmpty();
  }

  public static List<OptionSpec> options(CommandLine command) {
    return command.getCommandSpec().options().stream().filter(option -> !option.hidden()).toList();
  }

  /// What stands without an option's name; no command takes two such arguments of different kinds.
  public static Optional<ArgSpec> operand(CommandLine command) {
    return command.getCommandSpec().positionalParameters().stream()
        .filter(operand -> !operand.hidden())
        .map(ArgSpec.class::cast)
        .findFirst();
  }

  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  static boolean isFile(ArgSpec argument) {
    return argument.paramLabel().endsWith("FILE");
  }

  static boolean isFolder(ArgSpec argument) {
    return argument.paramLabel().equals("DIR");
  }

  /// Codes are those of the files, which the program tells when it is asked.
  static boolean isCode(ArgSpec argument) {
    return argument.paramLabel().equals("CODE");
  }

  /// The words that are offered; others may do too.
  static List<String> words(ArgSpec argument) {
    return Options.name(argument).equals("--environment")
        ? GenesysCloud.regions()
        : Options.words(argument);
  }

  public static String description(OptionSpec option) {
    return sentence(option.description());
  }

  static String summary(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    return sentence(spec.usageMessage().description());
  }

  /// One line, with what picocli fills in where it prints help.
  private static String sentence(String... lines) {
    return String.join(" ", lines).replace("%n", " ").replace("%%", "%");
  }
}
