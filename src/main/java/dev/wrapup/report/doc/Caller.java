package dev.wrapup.report.doc;

import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How this program was called, which the commands that it prints repeat. No text of a command is
/// put together anywhere else.
///
/// @param program its name, as it was typed
/// @param repeated the options of this run that another command of ours is given too, so that it is
///   about the same files and the same organization
/// @param withheld those of them that it should be given, and that nobody may read
public record Caller(
    String program,
    Function<ShellCommand, List<String>> repeated,
    Function<ShellCommand, List<String>> withheld) {
  /// Nothing is known of the call but the usual name.
  public static final Caller UNKNOWN = of("wrapup");

  /// One whose options aren't known.
  public static Caller of(String program) {
    return new Caller(program, command -> List.of(), command -> List.of());
  }

  /// A command as this caller types it: whole, in one line, each word quoted where a shell needs
  /// it.
  public String line(ShellCommand command) {
    if (!command.isOwn()) return typed(command.words());
    List<String> words = new ArrayList<>(command.words());
    int options = 0;
    while (options < words.size() && !words.get(options).startsWith("-")) options++;
    words.addAll(options, repeated.apply(command));
    words.addFirst(program);
    return typed(words);
  }

  /// What to do, in a line that its command ends.
  public String line(Remedy remedy) {
    if (remedy.command().isEmpty()) return remedy.words();
    ShellCommand command = remedy.command().get();
    List<String> secret = withheld.apply(command);
    String words =
        secret.isEmpty()
            ? remedy.words()
            : "%s, with %s as in this run".formatted(remedy.words(), String.join(", ", secret));
    return words + ": " + line(command);
  }

  /// The same as a step of a document.
  public Next.Step step(Remedy remedy) {
    Phrase what = Phrase.ours(remedy.words()).and(remedy.command().isPresent() ? ":" : ".");
    return new Next.Step(what.sentence(), remedy.command().map(this::line));
  }

  private static String typed(List<String> words) {
    return words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
  }
}
