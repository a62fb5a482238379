package dev.wrapup.cli;

import dev.wrapup.cli.command.Options;
import dev.wrapup.model.text.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// A way to mend one mistake in a command line.
///
/// @param hint that tells it
/// @param line that has one mistake less
record Guess(String hint, List<String> line) {
  /// What other programs call options of ours.
  private static final Map<String, List<String>> ELSEWHERE =
      Map.of(
          "auto-approve", List.of("--yes"),
          "y", List.of("--yes"),
          "detailed-exitcode", List.of("--exit-code"),
          "no-color", List.of("--color", "never"),
          "region", List.of("--environment"),
          "json", List.of("--format", "json"));

  private static final Pattern FILE = Pattern.compile("(?s).*(/.*|\\.ya?ml)");

  /// Those for the first mistake, the most likely one first.
  static List<Guess> of(ParameterException mistake, List<String> words) {
    CommandLine command = mistake.getCommandLine();
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      if (unmatched.isUnknownOption()) {
        return Stream.concat(behind(command, words), option(word, command, words)).toList();
      }
      return command.getSubcommands().isEmpty()
          ? Stream.concat(files(unmatched, words), flag(word, command, words)).toList()
          : Stream.concat(command(word, command, words), flag(word, command, words)).toList();
    }
    ArgSpec argument = mistake.getArgSpec();
    if (argument == null || mistake.getValue() == null) return List.of();
    String value = mistake.getValue();
    if (Mistyped.isFlag(argument)) {
      String flag = Options.name(argument);
      return guesses(words, flag + "=" + value, flag).toList();
    }
    return nearest(value, Options.words(argument))
        .flatMap(
            meant ->
                (argument instanceof OptionSpec option
                        ? valued(words, option, value, meant)
                        : replaced(words, value, meant))
                    .map(mended -> new Guess(didYouMean(meant), mended)))
        .toList();
  }

  /// The same command with the options behind it.
  private static Stream<Guess> behind(CommandLine command, List<String> words) {
    if (command.getParent() != null) return Stream.empty();
    return at(words, command.getSubcommands().keySet())
        .filter(at -> at > 0)
        .mapToObj(
            at -> {
              boolean isGroup =
                  at + 1 < words.size()
                      && parts(command, words.get(at)).contains(words.get(at + 1));
              int end = at + (isGroup ? 2 : 1);
              List<String> moved = new ArrayList<>(words.subList(at, end));
              moved.addAll(words.subList(0, at));
              moved.addAll(words.subList(end, words.size()));
              return new Guess("options stand behind the command", moved);
            });
  }

  private static Stream<Guess> option(String word, CommandLine command, List<String> words) {
    int end = word.indexOf('=');
    String name = end < 0 ? word : word.substring(0, end);
    String value = end < 0 ? "" : word.substring(end);
    String bare = name.replaceFirst("^-+", "");
    CommandSpec spec = command.getCommandSpec();
    if (ELSEWHERE.containsKey(bare)) {
      List<String> ours = new ArrayList<>(ELSEWHERE.get(bare));
      OptionSpec option = spec.findOption(ours.getFirst());
      if (option == null) return Stream.empty();
      if (ours.size() == 1) ours.set(0, ours.getFirst() + valueOf(option, value));
      return guesses(words, word, ours.toArray(String[]::new));
    }
    if (bare.equals("dry-run") && spec.name().equals("apply")) {
      List<String> plan = new ArrayList<>(words);
      plan.remove(word);
      plan.set(plan.indexOf("apply"), "plan");
      return Stream.of(new Guess(didYouMean("plan"), plan));
    }
    if (bare.equals("o") || bare.equals("output")) return output(word, value, spec, words);
    return nearest(bare, names(command, 1))
        .flatMap(near -> guesses(words, word, "--" + near + valueOf(spec.findOption(near), value)));
  }

  /// What stands behind an option's name in one word with it, if it takes that.
  private static String valueOf(OptionSpec option, String value) {
    return option.arity().max() > 0 ? value : "";
  }

  /// What others call so is a format or a file.
  private static Stream<Guess> output(
      String word, String value, CommandSpec spec, List<String> words) {
    int next = words.indexOf(word) + 1;
    String output =
        value.isEmpty() ? (next < words.size() ? words.get(next) : "") : value.substring(1);
    OptionSpec formats = spec.findOption("--format");
    List<String> format =
        formats == null ? List.of() : nearest(output, Options.words(formats)).toList();
    if (format.isEmpty()) {
      return spec.findOption("--out") == null
          ? Stream.empty()
          : guesses(words, word, "--out" + value);
    }
    return replaced(words, word, "--format" + value)
        .map(line -> new Guess(didYouMean("--format " + format.getFirst()), line));
  }

  /// Files that stand without the option that they need.
  private static Stream<Guess> files(UnmatchedArgumentException mistake, List<String> words) {
    List<String> files = mistake.getUnmatched();
    boolean areMeant =
        mistake.getCommandLine().getCommandSpec().findOption("-f") != null
            && files.stream().allMatch(file -> FILE.matcher(file).matches());
    if (!areMeant) return Stream.empty();
    List<String> named = new ArrayList<>();
    for (String word : words) {
      boolean isValue = !named.isEmpty() && List.of("-f", "--file").contains(named.getLast());
      if (files.contains(word) && !isValue) named.add("-f");
      named.add(word);
    }
    return Stream.of(new Guess(didYouMean("-f " + files.getFirst()), named));
  }

  /// A command at this place, or one of a group's where the group is left out.
  private static Stream<Guess> command(String word, CommandLine command, List<String> words) {
    Set<String> names = command.getSubcommands().keySet();
    Set<String> known = new LinkedHashSet<>(names);
    names.forEach(name -> known.addAll(parts(command, name)));
    return nearest(word, known)
        .flatMap(
            near ->
                names.contains(near)
                    ? guesses(words, word, near)
                    : names.stream()
                        .filter(name -> parts(command, name).contains(near))
                        .flatMap(name -> guesses(words, word, name, near)));
  }

  /// The commands of a group.
  private static Set<String> parts(CommandLine command, String group) {
    CommandLine named = command.getSubcommands().get(group);
    return named == null ? Set.of() : named.getSubcommands().keySet();
  }

  /// An option that takes no value, without its hyphens.
  private static Stream<Guess> flag(String word, CommandLine command, List<String> words) {
    return nearest(word, names(command, 0)).flatMap(near -> guesses(words, word, "--" + near));
  }

  /// Long ones without their hyphens.
  ///
  /// @param most values that an option takes
  private static List<String> names(CommandLine command, int most) {
    return command.getCommandSpec().options().stream()
        .filter(option -> option.arity().max() <= most)
        .map(option -> option.longestName().substring(2))
        .toList();
  }

  /// The one that is a few slips away, or else the only one that begins so.
  static Stream<String> nearest(String word, Collection<String> known) {
    Optional<String> near = new Suggestion().nearest(word, known);
    if (near.isPresent() || word.length() < 2) return near.stream();
    List<String> longer = known.stream().filter(name -> name.startsWith(word)).toList();
    return longer.size() == 1 ? longer.stream() : Stream.empty();
  }

  /// The end of a message about a word that is none of those that there are.
  static String of(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "; " + didYouMean(near)).collect(Collectors.joining());
  }

  private static Stream<Guess> guesses(List<String> words, String wrong, String... meant) {
    String hint = didYouMean(String.join(" ", meant));
    return replaced(words, wrong, meant).map(line -> new Guess(hint, line));
  }

  private static String didYouMean(String meant) {
    return "did you mean '%s'?".formatted(meant);
  }

  /// The line with other words in a word's place, for each where it stands.
  private static Stream<List<String>> replaced(List<String> words, String wrong, String... meant) {
    return at(words, List.of(wrong))
        .mapToObj(
            at -> {
              List<String> line = new ArrayList<>(words.subList(0, at));
              line.addAll(List.of(meant));
              line.addAll(words.subList(at + 1, words.size()));
              return line;
            });
  }

  /// The line with another value of an option, which stands behind it or in one word with it.
  private static Stream<List<String>> valued(
      List<String> words, OptionSpec option, String wrong, String meant) {
    String name = option.longestName();
    List<String> line = new ArrayList<>(words);
    line.replaceAll(word -> word.equals(name + "=" + wrong) ? name + "=" + meant : word);
    for (int i = 1; i < line.size(); i++) {
      if (line.get(i).equals(wrong) && line.get(i - 1).equals(name)) line.set(i, meant);
    }
    return Stream.of(line);
  }

  private static IntStream at(List<String> words, Collection<String> wanted) {
    return IntStream.range(0, words.size()).filter(i -> wanted.contains(words.get(i))).limit(3);
  }
}
