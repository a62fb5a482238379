package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Command lines that stand somewhere else than in a test: the program has to understand them.
final class CommandLines {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

  private CommandLines() {}

  /// The words of a line as a shell would split it, up to where its output goes.
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      if (word.group().matches("[0-9]?>.*|\\|.*|&&|#.*")) break;
      words.add(word.group().replaceAll("^[\"']|[\"']$", ""));
    }
    return words;
  }

  /// Holds that the program understands a line, without its name.
  static void hold(String where, List<String> words) {
    CommandLine line = Invocation.everything();
    ParseResult parsed;
    try {
      parsed = line.parseArgs(words.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      throw new AssertionError("%s: wrapup %s: %s".formatted(where, words, e.getMessage()), e);
    }
    while (parsed.hasSubcommand()) parsed = parsed.subcommand();
    assertThat(parsed.commandSpec().name())
        .as("%s: a command in %s", where, words)
        .isNotEqualTo("wrapup");
    holdFormat(where, parsed);
  }

  private static void holdFormat(String where, ParseResult parsed) {
    String format = parsed.matchedOptionValue("--format", "");
    if (format.isEmpty()) return;
    OptionSpec option = parsed.commandSpec().findOption("--format");
    assertThat(option.description()[0]).as(where).containsPattern("\\b" + format + "\\b");
  }
}
