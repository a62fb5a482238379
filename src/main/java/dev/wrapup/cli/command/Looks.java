package dev.wrapup.cli.command;

import dev.wrapup.process.Session;
import dev.wrapup.report.doc.OutputStyle;
import java.util.Map;

/// How output looks, from what the user says and where it goes.
public final class Looks {
  private Looks() {}

  /// Of standard output.
  ///
  /// @param color `auto`, `always` or `never`
  public static OutputStyle of(String color, Session session) {
    boolean isColored =
        color.equals("always")
            || (color.equals("auto") && session.terminal().out() && isColorful(session));
    return look(isColored, session);
  }

  /// Of standard error.
  public static OutputStyle ofErrors(Session session) {
    return look(session.terminal().err() && isColorful(session), session);
  }

  private static OutputStyle look(boolean color, Session session) {
    return new OutputStyle(color, session.terminal().columns(), isGitHubActions(session));
  }

  public static boolean isGitHubActions(Session session) {
    return "true".equals(session.workspace().variables().get("GITHUB_ACTIONS"));
  }

  /// What <https://no-color.org> asks for (read 2026-11-23): any value but an empty one.
  private static boolean isColorful(Session session) {
    Map<String, String> variables = session.workspace().variables();
    return variables.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(variables.get("TERM"));
  }
}
