package dev.wrapup.cli;

import com.github.difflib.DiffUtils;
import dev.wrapup.Kind;
import dev.wrapup.model.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file that says what is given, which commands run, and what comes of each. A line at the margin
/// heads a part; the lines of a part are indented by four characters, which are `[v] ` or `[g] ` in
/// a line of one dialect only.
///
/// @param title a sentence
/// @param only `only versioned: …` with the reason; empty where it is about both dialects
record Scenario(String title, String only, List<Part> parts) {
  /// What may come of a command beside what it prints. Of these all that is not there is nothing.
  static final List<String> RESULTS =
      List.of("stderr", "exit", "requests", "live", "files", "journal");

  private static final Pattern GIVEN =
      Pattern.compile(
          "live|sandbox|(fault|columns|env|edit|file) .+|commit"
              + "|by hand( before the first request for .+)?");
  private static final Pattern ONLY =
      Pattern.compile(
          "only ("
              + String.join("|", Dialect.ALL.stream().map(Dialect::api).toList())
              + "): \\S.*");
  private static final Pattern IN_LINE =
      Pattern.compile("(?<name>requests|live|files|journal) (?<text>.+)");
  private static final String INDENT = "    ";

  /// @param head of a result, its name and what stands behind it
  /// @param results of a command
  record Part(String head, List<Line> lines, List<Part> results) {
    /// One that is of one dialect already.
    static Part of(String head, List<String> lines, Part... results) {
      List<Line> all = lines.stream().map(line -> new Line(Optional.empty(), line)).toList();
      return new Part(head, all, List.of(results));
    }

    boolean isCommand() {
      return head.startsWith("$ ");
    }

    /// Whether the command is ours; other ones make and show what is in the folder.
    boolean isRun() {
      return head.matches("\\$ wrapup( .*)?");
    }

    /// What it ends with; empty if that is not said.
    private Optional<String> exit() {
      return results.stream().map(Part::head).filter(of -> of.startsWith("exit ")).findFirst();
    }

    List<String> text(Kind kind) {
      return lines.stream().filter(line -> line.isOf(kind)).map(Line::text).toList();
    }

    private Part of(Kind kind) {
      Part[] of = results.stream().map(result -> result.of(kind)).toArray(Part[]::new);
      return of(head, text(kind), of);
    }

    private String written() {
      StringBuilder text = new StringBuilder(head).append('\n');
      lines.forEach(line -> text.append(line.written()).append('\n'));
      results.stream()
          .filter(result -> result.head.startsWith("exit") || !result.lines.isEmpty())
          .map(result -> result.isShort() ? result.inLine() : result.written())
          .forEach(text::append);
      return text.toString();
    }

    private boolean isShort() {
      return IN_LINE.matcher(inLine().strip()).matches()
          && lines.size() == 1
          && lines.getFirst().only.isEmpty();
    }

    private String inLine() {
      return "%s %s\n".formatted(head, lines.isEmpty() ? "" : lines.getFirst().text);
    }
  }

  /// @param only the dialect that it is of; empty for both
  record Line(Optional<Kind> only, String text) {
    private boolean isOf(Kind kind) {
      return only.isEmpty() || only.get() == kind;
    }

    private String written() {
      return (only.map(Scenario::mark).orElse(INDENT) + text).replaceFirst("^(\\S*)\\s+$", "$1");
    }
  }

  private static String mark(Kind kind) {
    return "[%c] ".formatted(kind.dialect().api().charAt(0));
  }

  /// The dialects that it is about: both that have marks, or the one that it names.
  List<Kind> kinds() {
    if (only.isEmpty()) return List.of(Kind.VERSIONED, Kind.GENESYS_CLOUD);
    return Arrays.stream(Kind.values())
        .filter(kind -> only.startsWith("only " + kind.dialect().api() + ":"))
        .toList();
  }

  /// @param mayLack whether commands may stand there without what came of them
  /// @throws IllegalArgumentException with the line at which it is none
  static Scenario read(Path file, boolean mayLack) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || lines.getFirst().isBlank()) throw wrong(file, 1, "a title is missing");
    String only = lines.size() > 1 && ONLY.matcher(lines.get(1)).matches() ? lines.get(1) : "";
    List<Part> parts = new ArrayList<>();
    List<Line> of = new ArrayList<>();
    int blank = 0;
    for (int i = only.isEmpty() ? 1 : 2; i < lines.size(); i++) {
      String line = lines.get(i);
      Optional<Line> content = content(line);
      if (line.isBlank()) {
        blank++;
      } else if (content.isPresent() && !parts.isEmpty()) {
        for (; blank > 0 && !of.isEmpty(); blank--) of.add(new Line(Optional.empty(), ""));
        of.add(content.get());
      } else {
        of = new ArrayList<>();
        Matcher inLine = IN_LINE.matcher(line);
        boolean isInLine = inLine.matches();
        if (isInLine) of.add(new Line(Optional.empty(), inLine.group("text")));
        Part part = new Part(isInLine ? inLine.group("name") : line, of, new ArrayList<>());
        boolean follows = blank == 0 && !parts.isEmpty() && parts.getLast().isCommand();
        if (follows && RESULTS.contains(part.head().replaceFirst(" .*", ""))) {
          parts.getLast().results().add(part);
        } else if (part.isCommand() || GIVEN.matcher(line).matches()) {
          parts.add(part);
        } else {
          throw wrong(file, i + 1, "no such part");
        }
      }
      if (!line.isBlank()) blank = 0;
    }
    List<Part> commands = parts.stream().filter(Part::isRun).toList();
    if (commands.isEmpty()) throw wrong(file, lines.size(), "a command is missing");
    if (!mayLack && commands.stream().anyMatch(command -> command.exit().isEmpty())) {
      throw wrong(file, lines.size(), "what it ends with is missing from a command");
    }
    return new Scenario(lines.getFirst(), only, parts);
  }

  private static IllegalArgumentException wrong(Path file, int line, String what) {
    return new IllegalArgumentException("%s:%d: %s".formatted(file, line, what));
  }

  private static Optional<Line> content(String line) {
    if (line.startsWith(INDENT)) {
      return Optional.of(new Line(Optional.empty(), line.substring(INDENT.length())));
    }
    return Arrays.stream(Kind.values())
        .filter(kind -> line.startsWith(mark(kind).strip()))
        .findFirst()
        .map(kind -> new Line(Optional.of(kind), line.length() < 4 ? "" : line.substring(4)));
  }

  /// The same with other parts.
  Scenario with(List<Part> other) {
    return new Scenario(title, only, other);
  }

  /// As it is for a dialect.
  String of(Kind kind) {
    return with(parts.stream().map(part -> part.of(kind)).toList()).written();
  }

  /// The text of its file.
  String written() {
    StringBuilder text = new StringBuilder(title).append('\n');
    if (!only.isEmpty()) text.append(only).append('\n');
    parts.forEach(part -> text.append('\n').append(part.written()));
    return text.toString();
  }

  /// With what came of the commands for one dialect and for the other.
  Scenario with(List<Part> versioned, List<Part> cloud) {
    List<Part> merged = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean isSame = versioned.get(i).exit().equals(cloud.get(i).exit());
      if (!isSame)
        throw new IllegalArgumentException(versioned.get(i).written() + cloud.get(i).written());
      merged.add(part.isCommand() ? merged(versioned.get(i), cloud.get(i)) : part);
    }
    return with(merged);
  }

  private static Part merged(Part one, Part other) {
    List<Part> results = new ArrayList<>();
    for (int i = 0; i < one.results().size(); i++) {
      results.add(merged(one.results().get(i), other.results().get(i)));
    }
    List<Line> lines = new ArrayList<>();
    int next = 0;
    for (var delta : DiffUtils.diff(one.lines(), other.lines()).getDeltas()) {
      lines.addAll(one.lines().subList(next, delta.getSource().getPosition()));
      delta.getSource().getLines().stream().map(only(Kind.VERSIONED)).forEach(lines::add);
      delta.getTarget().getLines().stream().map(only(Kind.GENESYS_CLOUD)).forEach(lines::add);
      next = delta.getSource().getPosition() + delta.getSource().size();
    }
    lines.addAll(one.lines().subList(next, one.lines().size()));
    return new Part(one.head(), lines, results);
  }

  private static UnaryOperator<Line> only(Kind kind) {
    return line -> new Line(Optional.of(kind), line.text());
  }
}
