package dev.wrapup.desired;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Says in a user's words what a YAML parser stumbled over.
final class Syntax {
  private Syntax() {}

  static String message(MarkedYamlEngineException e) {
    if (isTab(e)) return "a tab is used for indentation";
    String problem = String.valueOf(e.getProblem());
    String context = e.getContext() == null ? "" : e.getContext() + begun(e) + ": ";
    return "not YAML: " + context + problem;
  }

  /// Where that began which is at fault, if that is in another line.
  private static String begun(MarkedYamlEngineException e) {
    return e.getContextMark()
        .filter(
            begin -> e.getProblemMark().filter(at -> at.getLine() != begin.getLine()).isPresent())
        .map(
            begin ->
                " that begins at line %d, column %d"
                    .formatted(begin.getLine() + 1, begin.getColumn() + 1))
        .orElse("");
  }

  static String hint(MarkedYamlEngineException e) {
    if (isTab(e)) return "indent by spaces";
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("mapping values are not allowed")) {
      return "put a text with ': ' in quotes, and check the indentation";
    }
    if (problem.contains("cannot start any token")) return "put the text in quotes";
    if (problem.contains("but found") || problem.contains("expected")) {
      return "check the indentation, and whether a bracket or quote is left open";
    }
    return "mend the YAML here";
  }

  private static boolean isTab(MarkedYamlEngineException e) {
    return String.valueOf(e.getProblem()).contains("TAB");
  }
}
