package dev.wrapup.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The script for fish. Its functions tell whether a command line is one of a command, or names
/// nothing behind it yet.
final class FishCompletion {
  private static final String FUNCTIONS =
      """
      function __wrapup_words
          echo wrapup
          string match -v -- '-*' (commandline -opc)[2..]
      end
      function __wrapup_in
          set -l words (__wrapup_words)
          test "$words[1..$(count $argv)]" = "$argv"
      end
      function __wrapup_at
          set -l words (__wrapup_words)
          test "$words" = "$argv"
      end
      function __wrapup_codes
          command -q wrapup; or return
          set -l last
          set -l files
          for word in (commandline -opc)
              contains -- "$last" -f --file; and set -a files -f $word
              string match -q -- '--file=*' $word; and set -a files $word
              set last $word
          end
          command wrapup completion --codes $files 2>/dev/null </dev/null
      end
      complete -c wrapup -f
      """;

  private FishCompletion() {}

  static String script(CommandLine program) {
    return FUNCTIONS
        + Completion.withParts(program).stream()
            .map(FishCompletion::lines)
            .collect(Collectors.joining());
  }

  private static String lines(CommandLine command) {
    boolean isGroup = Completion.isGroup(command);
    String start =
        "complete -c wrapup -n '%s %s'"
            .formatted(isGroup ? "__wrapup_at" : "__wrapup_in", Completion.typed(command));
    StringBuilder lines = new StringBuilder();
    command
        .getSubcommands()
        .forEach(
            (word, part) ->
                lines.append(
                    "%s -a %s -d %s\n".formatted(start, word, quoted(Completion.summary(part)))));
    if (!isGroup) {
      Completion.operand(command)
          .ifPresent(operand -> lines.append(start).append(value(operand)).append('\n'));
    }
    for (OptionSpec option : Completion.options(command)) {
      lines.append(start);
      for (String name : option.names()) {
        lines.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
      }
      if (Completion.takesValue(option)) lines.append(" -r").append(value(option));
      lines.append(" -d ").append(quoted(Completion.description(option))).append('\n');
    }
    return lines.toString();
  }

  /// What may stand for a value.
  private static String value(ArgSpec argument) {
    if (Completion.isFile(argument)) return " -F";
    if (Completion.isFolder(argument)) return " -f -a '(__fish_complete_directories)'";
    if (Completion.isCode(argument)) return " -f -a '(__wrapup_codes)'";
    List<String> words = Completion.words(argument);
    return words.isEmpty() ? " -f" : " -f -a " + quoted(String.join(" ", words));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
