package dev.wrapup.cli.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The script for bash, of 3.2 and newer. It follows the words before the cursor from command to
/// command, past the values of options.
final class BashCompletion {
  private BashCompletion() {}

  static String script(CommandLine program) {
    List<CommandLine> commands = Completion.withParts(program);
    return """
        # bash completion for wrapup
        _wrapup() {
          local IFS=$' \\t\\n' cur=${COMP_WORDS[COMP_CWORD]} at=wrapup option= options= words= paths= codes= word i
          local -a files=()
          for ((i = 1; i < COMP_CWORD; i++)); do
            word=${COMP_WORDS[i]}
            if [[ $word == "=" ]]; then continue; fi # bash takes --option=value apart
            if [[ -n $option ]]; then
              if [[ ${option##* } == -f || ${option##* } == --file ]]; then files+=(-f "$word"); fi
              option=
              continue
            fi
            case "$at $word" in
              %s) at="$at $word" ;;
              %s) option=$word ;;
            esac
          done
          [[ $cur != "=" ]] || cur=
          case "$at${option:+ $option}" in
        %s  esac
          [[ $cur != -* ]] || words=$options paths= codes=
          COMPREPLY=($(compgen -W "$words" -- "$cur"))
          if [[ -n $paths ]] && ! compopt -o "$paths" 2>/dev/null; then
            IFS=$'\\n'
            COMPREPLY=($(compgen -o "$paths" -- "$cur"))
          fi
          # bash begins a word behind signs such as @ and : too, of which a code may have some
          if [[ -n $codes && ${COMP_LINE:0:COMP_POINT} == *[[:space:]]"$cur" ]]; then
            while IFS= read -r word; do
              if [[ $cur == [\\"\\']* ]]; then
                [[ $word != *[^A-Za-z0-9_.\\ -]* && $word == "${cur:1}"* ]] || continue
              else
                printf -v word %%q "$word"
                [[ $word == "$cur"* ]] || continue
              fi
              COMPREPLY+=("$word")
            done < <(command wrapup completion --codes ${files[@]+"${files[@]}"} 2>/dev/null </dev/null)
          fi
        }
        complete -F _wrapup wrapup
        """
        .formatted(
            patterns(commands.stream().skip(1).map(Completion::typed)),
            patterns(names(commands, option -> true)),
            cases(commands));
  }

  private static String patterns(Stream<String> texts) {
    return texts.map(text -> "'" + text + "'").collect(Collectors.joining(" | "));
  }

  /// The names of options that take a value, each behind its command.
  private static Stream<String> names(List<CommandLine> commands, Predicate<ArgSpec> which) {
    return commands.stream()
        .flatMap(
            command ->
                Completion.options(command).stream()
                    .filter(Completion::takesValue)
                    .filter(which)
                    .flatMap(option -> Arrays.stream(option.names()))
                    .map(name -> Completion.typed(command) + " " + name));
  }

  private static String cases(List<CommandLine> commands) {
    StringBuilder cases = new StringBuilder();
    cases.append(line(names(commands, Completion::isFile), "paths=default"));
    cases.append(line(names(commands, Completion::isFolder), "paths=dirnames"));
    for (CommandLine command : commands) {
      for (OptionSpec option : Completion.options(command)) {
        String words = String.join(" ", Completion.words(option));
        if (words.isEmpty()) continue;
        cases.append(
            line(names(List.of(command), option::equals), "words=%s".formatted(quoted(words))));
      }
      cases.append(line(Stream.of(Completion.typed(command)), bare(command)));
    }
    return cases.toString();
  }

  private static String line(Stream<String> texts, String commands) {
    return "    %s) %s ;;\n".formatted(patterns(texts), commands);
  }

  /// What may follow a command.
  private static String bare(CommandLine command) {
    List<String> names = new ArrayList<>();
    Completion.options(command).forEach(option -> names.addAll(List.of(option.names())));
    String options = "options=" + quoted(String.join(" ", names));
    if (Completion.isGroup(command)) {
      return options + " words=" + quoted(String.join(" ", command.getSubcommands().keySet()));
    }
    return Completion.operand(command)
        .map(operand -> options + of(operand))
        .orElse(options + " words=$options");
  }

  private static String of(ArgSpec operand) {
    if (Completion.isFile(operand)) return " paths=default";
    if (Completion.isCode(operand)) return " codes=1";
    return " words=" + quoted(String.join(" ", Completion.words(operand)));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
