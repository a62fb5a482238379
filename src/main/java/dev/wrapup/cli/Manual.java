package dev.wrapup.cli;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.OptionGroup;
import dev.wrapup.cli.completion.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What a package puts beside the program: a page of the manual for each command, in the language
/// of man(7), and the completions, each where its reader looks below `share`.
final class Manual {
  private final Path share;

  private Manual(Path share) {
    this.share = share;
  }

  /// @param args the folder `share`
  public static void main(String[] args) throws IOException {
    Manual manual = new Manual(Path.of(args[0]));
    CommandLine program = Invocation.everything();
    for (CommandLine command : Completion.withParts(program)) {
      String name = Completion.typed(command).replace(' ', '-');
      if (name.startsWith("wrapup-help-")) continue; // has nothing that the command's own lacks
      manual.write("man/man1/%s.1".formatted(name), page(command, name));
    }
    manual.write("bash-completion/completions/wrapup", Completion.BASH.script(program));
    manual.write("zsh/site-functions/_wrapup", Completion.ZSH.script(program));
    manual.write("fish/vendor_completions.d/wrapup.fish", Completion.FISH.script(program));
  }

  private void write(String name, String text) throws IOException {
    Path file = share.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String page(CommandLine command, String name) {
    CommandSpec spec = command.getCommandSpec();
    String summary = String.join(" ", spec.usageMessage().description());
    StringBuilder page = new StringBuilder();
    String title = roff(name.toUpperCase(Locale.ROOT));
    page.append(".TH %s 1 \"\" \"wrapup %s\"\n".formatted(title, Main.VERSION));
    page.append(".SH NAME\n%s \\- %s\n".formatted(roff(name), roff(summary)));
    page.append(".SH SYNOPSIS\n.nf\n");
    page.append(roff(command.getHelp().synopsis(0).stripTrailing())).append("\n.fi\n");
    if (!command.getSubcommands().isEmpty()) {
      page.append(".SH COMMANDS\n");
      command
          .getSubcommands()
          .forEach(
              (word, sub) -> item(page, word, sub.getCommandSpec().usageMessage().description()));
    }
    Completion.operand(command)
        .ifPresent(
            operand -> {
              page.append(".SH OPERANDS\n");
              item(page, operand.paramLabel(), operand.description());
            });
    page.append(".SH OPTIONS\n");
    OptionGroup.byHeading(Completion.options(command))
        .forEach(
            (heading, options) -> {
              if (!heading.equals("Options")) page.append(".SS %s\n".formatted(heading));
              options.forEach(option -> item(page, names(option), option.description()));
            });
    if (command.getParent() == null) {
      page.append(".SH \"EXIT STATUS\"\n");
      Arrays.stream(ExitCode.values())
          .sorted(Comparator.comparingInt(ExitCode::number))
          .forEach(exit -> item(page, String.valueOf(exit.number()), exit.meaning()));
    }
    page.append(".SH EXAMPLE\n.nf\n");
    page.append(roff(String.join("\n", spec.usageMessage().footer()))).append("\n.fi\n");
    String others =
        command.getParent() == null
            ? command.getSubcommands().keySet().stream()
                .map(word -> "wrapup-" + word)
                .collect(Collectors.joining("(1), "))
            : "wrapup";
    page.append(".SH \"SEE ALSO\"\n").append(roff(others)).append("(1)\n");
    return page.toString();
  }

  private static String names(OptionSpec option) {
    String names = Arrays.stream(option.names()).collect(Collectors.joining(", "));
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  private static void item(StringBuilder page, String term, String... description) {
    page.append(".TP\n\\fB").append(roff(term)).append("\\fR\n");
    page.append(roff(String.join("\n", description))).append('\n');
  }

  /// A text that is no request and no escape, whatever it begins with.
  private static String roff(String text) {
    return text.replace("%n", "\n")
        .replace("%%", "%")
        .replace("\\", "\\e")
        .replace("-", "\\-")
        .lines()
        .map(line -> line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line)
        .collect(Collectors.joining("\n"));
  }
}
