package dev.wrapup.cli.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The script for zsh: a function a command, found by the name of the file or read by `source`.
final class ZshCompletion {
  private static final String CODES =
      """
      _wrapup_codes() {
        local i
        local -a files codes
        for ((i = 2; i < CURRENT; i++)); do
          case $words[i-1] in
            -f|--file) files+=(-f ${(Q)words[i]}) ;;
          esac
          case $words[i] in
            --file=*) files+=(${(Q)words[i]}) ;;
          esac
        done
        codes=(${(f)"$(command wrapup completion --codes $files 2>/dev/null </dev/null)"})
        compadd -a codes
      }

      """;

  private ZshCompletion() {}

  static String script(CommandLine program) {
    String functions =
        Completion.withParts(program).stream()
            .map(ZshCompletion::function)
            .collect(Collectors.joining("\n"));
    return "#compdef wrapup\n\n"
        + CODES
        + functions
        + "\nif [[ ${funcstack[1]} == _wrapup ]]; then _wrapup \"$@\"; else compdef _wrapup wrapup; fi\n";
  }

  private static String name(CommandLine command) {
    return "_" + Completion.typed(command).replaceAll("[ -]", "_");
  }

  private static String function(CommandLine command) {
    List<String> specs = new ArrayList<>();
    Completion.options(command).forEach(option -> specs.add(option(option)));
    if (Completion.isGroup(command)) return group(command, specs);
    Completion.operand(command)
        .ifPresent(
            operand -> specs.add(quoted((operand.isMultiValue() ? "*" : "1") + value(operand))));
    return "%s() {\n  _arguments -s %s\n}\n".formatted(name(command), joined(specs));
  }

  private static String group(CommandLine command, List<String> specs) {
    specs.add("'1:command:->command'");
    specs.add("'*:: :->arguments'");
    StringBuilder cases = new StringBuilder();
    StringBuilder parts = new StringBuilder();
    command
        .getSubcommands()
        .forEach(
            (word, part) -> {
              parts.append("        %s\n".formatted(quoted(word + ":" + Completion.summary(part))));
              cases.append("        %s) %s ;;\n".formatted(word, name(part)));
            });
    return """
        %s() {
          local curcontext=$curcontext state line
          local -A opt_args
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
        .formatted(name(command), joined(specs), parts, cases);
  }

  private static String joined(List<String> specs) {
    return String.join(" \\\n    ", specs);
  }

  private static String option(OptionSpec option) {
    List<String> names = Arrays.stream(option.names()).map(name -> name(name, option)).toList();
    String before = option.isMultiValue() ? "*" : "";
    if (option.usageHelp()) before = "(- *)";
    else if (before.isEmpty() && names.size() > 1) {
      before = "(" + String.join(" ", option.names()) + ")";
    }
    String after =
        "[" + Completion.description(option).replaceAll("([\\[\\]:\\\\])", "\\\\$1") + "]";
    if (Completion.takesValue(option)) after += value(option);
    return names.size() == 1
        ? quoted(before + names.getFirst() + after)
        : "%s{%s}%s".formatted(quoted(before), String.join(",", names), quoted(after));
  }

  /// How the value may follow: `--name=value` or `-nvalue`, or as a word of its own.
  private static String name(String name, OptionSpec option) {
    if (!Completion.takesValue(option)) return name;
    return name + (name.startsWith("--") ? "=" : "+");
  }

  private static String value(ArgSpec argument) {
    String what = " ";
    if (Completion.isFile(argument)) what = "_files";
    if (Completion.isFolder(argument)) what = "_files -/";
    if (Completion.isCode(argument)) what = "_wrapup_codes";
    List<String> words = Completion.words(argument);
    if (!words.isEmpty()) what = "(" + String.join(" ", words) + ")";
    return ":" + argument.paramLabel().replace(":", "\\:") + ":" + what;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
