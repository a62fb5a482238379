package dev.wrapup.files.yaml;

import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Says in a user's words what a YAML parser stumbled over.
final class SyntaxErrors {
  /// YAML 1.2.2 section 7.4: a key without a '?' is no longer.
  private static final int LONGEST_KEY = 1024;

  private static final String TOO_LONG =
      "a key has at most %,d characters: shorten it".formatted(LONGEST_KEY);

  private final SourceFile file;
  private final String text;
  private final String problem;
  private final String context;
  private final Optional<Mark> begun;
  private final Optional<Mark> at;

  private SyntaxErrors(MarkedYamlEngineException e, SourceFile file, String text) {
    this.file = file;
    this.text = text;
    this.problem = String.valueOf(e.getProblem());
    this.context = e.getContext() == null ? "" : e.getContext();
    this.begun = e.getContextMark();
    this.at = isUnfinished() ? begun : e.getProblemMark().or(e::getContextMark);
  }

  static BrokenFileException broken(MarkedYamlEngineException e, SourceFile file, String text) {
    SyntaxErrors syntax = new SyntaxErrors(e, file, text);
    return syntax
        .tab()
        .or(syntax::imitation)
        .orElseGet(() -> syntax.broken(syntax.message(), syntax.hint()));
  }

  private BrokenFileException broken(String message, String hint) {
    SourcePosition place =
        at.map(mark -> new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1))
            .orElseGet(() -> SourcePosition.whole(file));
    return new BrokenFileException("syntax", message, place, hint);
  }

  private String message() {
    String where = context.isEmpty() ? "" : context + beginning() + ": ";
    int advice = problem.indexOf(". (Do not use");
    return "not YAML: " + where + (advice < 0 ? problem : problem.substring(0, advice));
  }

  /// Where that began which is at fault, if that is in another line.
  private String beginning() {
    return begun
        .filter(begin -> at.filter(mark -> mark.getLine() != begin.getLine()).isPresent())
        .map(
            begin ->
                " that begins at line %d, column %d"
                    .formatted(begin.getLine() + 1, begin.getColumn() + 1))
        .orElse("");
  }

  /// A tab counts as white space for YAML, but not everywhere: what is said depends on what stands
  /// around it.
  private Optional<BrokenFileException> tab() {
    if (!problem.contains("TAB") || at.isEmpty()) return Optional.empty();
    String line = line(at.get().getLine());
    int place = Math.min(place(line, at.get()), line.length());
    if (line.substring(place).isBlank()) {
      return Optional.of(broken("a tab stands at the end of this line", "remove it"));
    }
    return Optional.of(
        line.substring(0, place).isBlank()
            ? broken("a tab is used for indentation", "indent by spaces")
            : broken("a tab stands where YAML wants a space", "write a space"));
  }

  /// A sign that isn't the one it looks like, in the lines that the parser could not make sense of.
  private Optional<BrokenFileException> imitation() {
    int line = at.map(Mark::getLine).orElse(0);
    Stream<Integer> above = isNested() && line > 0 ? Stream.of(line - 1) : Stream.of();
    List<Integer> lines =
        Stream.of(begun.map(Mark::getLine).stream(), above, Stream.of(line))
            .flatMap(part -> part)
            .toList();
    for (int number : lines) {
      Optional<ConfusableIndicator> found = ConfusableIndicator.in(line(number));
      if (found.isEmpty()) continue;
      SourcePosition place = new SourcePosition(file, number + 1, found.get().column() + 1);
      String message = "not YAML: " + found.get().message();
      return Optional.of(new BrokenFileException("syntax", message, place, found.get().hint()));
    }
    return Optional.empty();
  }

  private String hint() {
    if (context.contains("double-quoted") && problem.contains("escape")) {
      return "put the text in single quotes, or double the backslash";
    }
    if (context.contains("an alias") || context.contains("an anchor")) {
      return "put the text in quotes: '*' and '&' have a meaning at its beginning";
    }
    if (context.contains("a block scalar")) {
      return "put the text in quotes: '>' and '|' have a meaning at its beginning";
    }
    if (problem.contains("sequence entries are not allowed")) {
      return "put each entry in a line of its own below the key, or the text in quotes";
    }
    if (problem.contains("mapping keys are not allowed")) {
      return "put the text in quotes: '? ' has a meaning at its beginning";
    }
    if (isNested() && at.filter(mark -> mark.getColumn() > LONGEST_KEY).isPresent()) {
      return TOO_LONG;
    }
    if (isNested()) return "put a text with ': ' in quotes, and check the indentation";
    if (problem.contains("cannot start any token")) {
      return at.filter(mark -> line(mark.getLine()).startsWith("```")).isPresent()
          ? "remove the lines of ```, which Markdown needs around a file and YAML doesn't know"
          : "put the text in quotes";
    }
    if (context.contains("quoted scalar") && problem.contains("end of stream")) {
      return "end the text by a quote like the one that begins it";
    }
    if (isUnfinished()) return unfinished();
    if (isBehindQuote() && problem.endsWith("but found ','")) {
      return "remove the comma: only entries in brackets have one between them";
    }
    if (context.contains("a flow") && problem.contains("but got :")) {
      return "put a ',' between the entries, and end what is left open: a bracket or a quote";
    }
    if (isBehindQuote()) {
      return "put the whole text in quotes; inside single quotes a ' is written twice";
    }
    if (problem.contains("but found") || problem.contains("expected")) {
      return "check the indentation, and whether a bracket or quote is left open";
    }
    return "mend the YAML here";
  }

  private boolean isNested() {
    return problem.contains("mapping values are not allowed");
  }

  private boolean isUnfinished() {
    return begun.isPresent() && problem.contains("could not find expected ':'");
  }

  /// What a line lacks that is no key yet.
  private String unfinished() {
    String line = begun.map(mark -> line(mark.getLine())).orElse("");
    if (line.indexOf(": ") > LONGEST_KEY) return TOO_LONG;
    if (line.strip().startsWith("//")) return "begin a comment by '#'";
    if (line.contains(" #")) return "put the text in quotes: ' #' begins a comment";
    if (line.indexOf(':') >= 0) return "write a space behind the ':'";
    return "write ': ' behind the key, and check the indentation";
  }

  /// Whether a text goes on behind the quote or bracket that ended it.
  private boolean isBehindQuote() {
    if (!problem.contains("but found") || at.isEmpty()) return false;
    String line = line(at.get().getLine());
    String before = line.substring(0, Math.min(place(line, at.get()), line.length())).strip();
    return !before.isEmpty() && "\"']}".indexOf(before.charAt(before.length() - 1)) >= 0;
  }

  private String line(int number) {
    return text.lines().skip(number).findFirst().orElse("");
  }

  private static int place(String line, Mark mark) {
    return line.offsetByCodePoints(
        0, Math.min(mark.getColumn(), line.codePointCount(0, line.length())));
  }
}
