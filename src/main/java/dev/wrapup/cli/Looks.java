package dev.wrapup.cli;

import dev.wrapup.report.Look;
import picocli.CommandLine.ParseResult;

/// How output looks, from what the user says and where it goes.
final class Looks {
  private Looks() {}

  /// Of standard output.
  static Look of(ParseResult options, Session session) {
    boolean color =
        switch (Options.word(options, "--color")) {
          case "always" -> true;
          case "never" -> false;
          default -> session.terminal().out() && colorful(session);
        };
    return new Look(color, session.terminal().columns(), session.isGitHubActions());
  }

  /// Of standard error.
  static Look ofErrors(Session session) {
    return new Look(
        session.terminal().err() && colorful(session),
        session.terminal().columns(),
        session.isGitHubActions());
  }

  /// What <https://no-color.org> asks for (read 2026-11-23): any value but an empty one.
  private static boolean colorful(Session session) {
    return session.environment().getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(session.environment().get("TERM"));
  }
}
