package dev.wrapup.files;

import dev.wrapup.files.yaml.BrokenFileException;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is wrong in the files, gathered while they are read and put in order at the end.
final class FindingCollector {
  /// How far into a text its width is of interest: more than any excerpt shows.
  private static final int WIDEST = 1024;

  private final Map<SourceFile, Integer> order = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean hasErrors;

  /// Whether each was found behind the one before, as most are.
  private boolean isInOrder = true;

  /// Findings of this file come after those of the files named before.
  void nextFile(SourceFile file) {
    order.putIfAbsent(file, order.size());
  }

  /// An error at the first character of what is meant.
  void error(String code, String message, SourcePosition at, String meant, String hint) {
    add(Finding.error(code, message, at, width(meant), hint));
  }

  void error(String code, String message, Sourced<?> meant, String hint) {
    error(code, message, meant.at(), meant.value().toString(), hint);
  }

  /// An error about a text, which the message has in quotes where its first `%s` stands.
  void error(String code, Sourced<?> meant, String message, String hint, Object... more) {
    List<Object> parts = new ArrayList<>(List.of(more));
    parts.addFirst(Quote.of(meant.value().toString()));
    error(code, message.formatted(parts.toArray()), meant, hint);
  }

  /// Whether a text is the first of its kind; of a second one an error says where the first is.
  ///
  /// @param message with the text in quotes and the place of the first
  boolean isFirst(
      Sourced<?> text, Map<String, SourcePosition> seen, String code, String message, String hint) {
    SourcePosition first = seen.putIfAbsent(text.value().toString(), text.at());
    if (first != null) error(code, text, message, hint, first);
    return first == null;
  }

  void warning(String code, String message, Sourced<?> meant, String hint) {
    warning(code, message, meant.at(), meant.value().toString(), hint);
  }

  void warning(String code, String message, SourcePosition at, String meant, String hint) {
    add(Finding.warning(code, message, at, width(meant), hint));
  }

  void add(BrokenFileException broken) {
    add(broken.finding());
  }

  void add(Finding finding) {
    hasErrors |= finding.isError();
    if (isInOrder && !findings.isEmpty()) isInOrder = compare(findings.getLast(), finding) <= 0;
    findings.add(finding);
  }

  /// How many there are so far.
  int size() {
    return findings.size();
  }

  boolean hasErrors() {
    return hasErrors;
  }

  /// By file, line and column; what stands at one place stays in the order of its discovery.
  List<Finding> inOrder() {
    return isInOrder ? List.copyOf(findings) : findings.stream().sorted(this::compare).toList();
  }

  private int compare(Finding one, Finding other) {
    SourcePosition here = one.at().orElseThrow();
    SourcePosition there = other.at().orElseThrow();
    if (here.file() != there.file()) {
      return Integer.compare(
          order.getOrDefault(here.file(), -1), order.getOrDefault(there.file(), -1));
    }
    return here.line() == there.line()
        ? Integer.compare(here.column(), there.column())
        : Integer.compare(here.line(), there.line());
  }

  private static int width(String meant) {
    int end = 0;
    int most = Math.min(meant.length(), WIDEST);
    while (end < most && meant.charAt(end) != '\n') end++;
    return Math.max(1, meant.codePointCount(0, end));
  }
}
