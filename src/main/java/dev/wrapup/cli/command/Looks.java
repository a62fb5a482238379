package dev.wrapup.cli.command;

import dev.wrapup.process.Session;
import dev.wrapup.report.doc.OutputStyle;
import java.util.Map;
import java.util.stream.Stream;

/// How output looks, from what the user says and where it goes.
public final class Looks {
  private Looks() {}

  /// Of standard output.
  ///
  /// @param color `auto`, `always` or `never`
  public static OutputStyle of(String color, Session session) {
    boolean isColored =
        color.equals("always")
            || (color.equals("auto") && isColorful(session.terminal().out(), session));
    return look(isColored, session);
  }

  /// Of standard error.
  public static OutputStyle ofErrors(Session session) {
    return look(isColorful(session.terminal().err(), session), session);
  }

  private static OutputStyle look(boolean color, Session session) {
    return new OutputStyle(color, session.terminal().columns(), isGitHubActions(session));
  }

  public static boolean isGitHubActions(Session session) {
    return "true".equals(session.workspace().variables().get("GITHUB_ACTIONS"));
  }

  /// What <https://no-color.org>, <https://force-color.org> and <https://bixense.com/clicolors> ask
  /// for (read 2026-11-28): `NO_COLOR` counts for more than what forces colors, and that for more
  /// than where the output goes.
  private static boolean isColorful(boolean isTerminal, Session session) {
    Map<String, String> variables = session.workspace().variables();
    if (!variables.getOrDefault("NO_COLOR", "").isEmpty()) return false;
    boolean isForced =
        Stream.of("FORCE_COLOR", "CLICOLOR_FORCE")
            .map(name -> variables.getOrDefault(name, ""))
            .anyMatch(value -> !value.isEmpty() && !value.equals("0"));
    return isForced || (isTerminal && !"dumb".equals(variables.get("TERM")));
  }
}
