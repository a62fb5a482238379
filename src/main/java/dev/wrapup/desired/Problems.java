package dev.wrapup.desired;

import dev.wrapup.model.Finding;
import dev.wrapup.model.SourceFile;
import dev.wrapup.model.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is wrong in the files, gathered while they are read and put in order at the end.
final class Problems {
  private final List<SourceFile> order = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /// Findings of this file come after those of the files named before.
  void nextFile(SourceFile file) {
    order.add(file);
  }

  /// An error at the first character of what is meant.
  void error(String code, String message, SourcePosition at, String meant, String hint) {
    findings.add(Finding.error(code, message, at, width(meant), hint));
  }

  void warning(String code, String message, SourcePosition at, String meant, String hint) {
    findings.add(Finding.warning(code, message, at, width(meant), hint));
  }

  /// How many there are so far.
  int size() {
    return findings.size();
  }

  boolean hasErrors() {
    return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
  }

  /// By file, line and column; what stands at one place stays in the order of its discovery.
  List<Finding> inOrder() {
    return findings.stream()
        .sorted(
            Comparator.comparingInt((Finding f) -> order.indexOf(f.at().orElseThrow().file()))
                .thenComparingInt(f -> f.at().orElseThrow().line())
                .thenComparingInt(f -> f.at().orElseThrow().column()))
        .toList();
  }

  private static int width(String meant) {
    int end = meant.indexOf('\n');
    String line = end < 0 ? meant : meant.substring(0, end);
    return Math.max(1, line.codePointCount(0, line.length()));
  }
}
