package dev.wrapup.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Scripts that teach a shell the commands and options.
enum Completion {
  BASH {
    @Override
    String script(CommandLine program) {
      return AutoComplete.bash("wrapup", program);
    }
  },
  /// A function of zsh's completion system (zshcompsys(1)).
  ZSH {
    @Override
    String script(CommandLine program) {
      return "#compdef wrapup\n\n" + zshFunction(program, "_wrapup") + "\n_wrapup \"$@\"\n";
    }
  },
  /// A list of `complete` commands (complete(1) of fish).
  FISH {
    @Override
    String script(CommandLine program) {
      return "complete -c wrapup -f\n" + fishLines(program, List.of());
    }
  };

  abstract String script(CommandLine program);

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String zshFunction(CommandLine command, String name) {
    List<String> arguments =
        command.getCommandSpec().options().stream()
            .filter(option -> !option.hidden())
            .map(Completion::zshOption)
            .collect(Collectors.toCollection(ArrayList::new));
    StringBuilder cases = new StringBuilder();
    StringBuilder others = new StringBuilder();
    StringBuilder commands = new StringBuilder();
    command
        .getSubcommands()
        .forEach(
            (word, sub) -> {
              String function = name + "_" + word.replace('-', '_');
              commands.append("        ").append(quoted(word + ":" + summary(sub))).append('\n');
              cases.append("        %s) %s ;;\n".formatted(word, function));
              others.append('\n').append(zshFunction(sub, function));
            });
    if (commands.isEmpty()) {
      arguments.add("'*: :_files'");
      return "%s() {\n  _arguments -s %s\n}\n".formatted(name, String.join(" \\\n    ", arguments));
    }
    arguments.add("'1:command:->command'");
    arguments.add("'*:: :->arguments'");
    return """
        %s() {
          local state line
          local -a commands
          _arguments -C %s
          case $state in
            command)
              commands=(
        %s      )
              _describe command commands
              ;;
            arguments)
              case $line[1] in
        %s      esac
              ;;
          esac
        }
        """
            .formatted(name, String.join(" \\\n    ", arguments), commands, cases)
        + others;
  }

  private static String zshOption(OptionSpec option) {
    String names = Arrays.stream(option.names()).collect(Collectors.joining(","));
    String about = "[" + description(option).replaceAll("([\\[\\]:\\\\])", "\\\\$1") + "]";
    String value = "";
    if (takesValue(option)) {
      List<String> words = words(option);
      value =
          ":%s:%s"
              .formatted(
                  option.paramLabel(),
                  words.isEmpty() ? "_files" : "(" + String.join(" ", words) + ")");
    }
    return option.names().length == 1
        ? quoted(names + about + value)
        : "{%s}%s".formatted(names, quoted(about + value));
  }

  private static String fishLines(CommandLine command, List<String> path) {
    StringBuilder lines = new StringBuilder();
    String here =
        path.stream()
            .map("__fish_seen_subcommand_from %s"::formatted)
            .collect(Collectors.joining("; and "));
    String among = String.join(" ", command.getSubcommands().keySet());
    String first =
        path.isEmpty()
            ? "__fish_use_subcommand"
            : here + "; and not __fish_seen_subcommand_from " + among;
    command
        .getSubcommands()
        .forEach(
            (word, sub) ->
                lines.append(
                    "complete -c wrapup -n %s -a %s -d %s\n"
                        .formatted(quoted(first), word, quoted(summary(sub)))));
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (option.hidden()) continue;
      lines.append("complete -c wrapup -n ").append(quoted(here.isEmpty() ? first : here));
      for (String name : option.names()) {
        lines.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
      }
      if (takesValue(option)) {
        List<String> words = words(option);
        lines.append(words.isEmpty() ? " -r -F" : " -x -a " + quoted(String.join(" ", words)));
      }
      lines.append(" -d ").append(quoted(description(option))).append('\n');
    }
    command
        .getSubcommands()
        .forEach(
            (word, sub) -> {
              List<String> deeper = new ArrayList<>(path);
              deeper.add(word);
              lines.append(fishLines(sub, deeper));
            });
    return lines.toString();
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  private static List<String> words(OptionSpec option) {
    Iterable<String> words = option.completionCandidates();
    return words == null ? List.of() : StreamSupport.stream(words.spliterator(), false).toList();
  }

  private static String description(OptionSpec option) {
    return sentence(option.description());
  }

  private static String summary(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    return sentence(spec.usageMessage().description());
  }

  /// One line, with what picocli fills in where it prints help.
  private static String sentence(String... lines) {
    return String.join(" ", lines).replace("%n", " ").replace("%%", "%");
  }

  /// Within single quotes, as each of these shells takes them.
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
