package dev.wrapup.cli;

import dev.wrapup.http.SafeOrigin;
import dev.wrapup.model.Finding;
import java.util.List;

/// A command can't go on. Thrown where that becomes clear, printed in one place, by [Main].
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String code;
  private final String next;
  private final transient List<Finding> findings;

  /// Stops.
  ///
  /// @param code a stable name in kebab case
  /// @param message what went wrong and where
  /// @param next what to do about it
  Stop(ExitCode exit, String code, String message, String next) {
    this(exit, code, message, next, List.of());
  }

  /// Stops for what is wrong in the files.
  Stop(ExitCode exit, String code, String message, String next, List<Finding> findings) {
    super(Finding.bounded(SafeOrigin.masked(message)), null, false, false);
    this.exit = exit;
    this.code = code;
    this.next = Finding.bounded(next);
    this.findings = List.copyOf(findings);
  }

  static Stop usage(String message, String next) {
    return new Stop(ExitCode.USAGE, "usage", message, next);
  }

  ExitCode exit() {
    return exit;
  }

  String code() {
    return code;
  }

  String next() {
    return next;
  }

  List<Finding> findings() {
    return findings;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
