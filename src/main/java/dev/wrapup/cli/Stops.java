package dev.wrapup.cli;

import dev.wrapup.audit.JournalFailure;
import dev.wrapup.http.HttpFailure;
import dev.wrapup.platform.IncompleteCatalog;

/// Which exit code a failure deserves.
final class Stops {
  private Stops() {}

  static Stop of(RuntimeException e) {
    return switch (e) {
      case Stop stop -> stop;
      case HttpFailure failure ->
          new Stop(exit(failure), failure.kind().word(), failure.message(), failure.next());
      case IncompleteCatalog incomplete ->
          new Stop(
              ExitCode.NOT_WHOLE,
              "not-whole",
              "the catalog could not be read whole: " + incomplete.message(),
              "nothing was changed; try again, and if it stays, check the base URL and ask the API's"
                  + " support");
      case JournalFailure failure ->
          new Stop(ExitCode.ERROR, "journal", failure.message(), failure.next());
      default -> internal(e);
    };
  }

  private static ExitCode exit(HttpFailure failure) {
    return switch (failure.kind()) {
      case OUT_OF_TIME -> ExitCode.OUT_OF_TIME;
      case SETTINGS -> ExitCode.USAGE;
      case CREDENTIALS, SCOPE, UNREACHABLE, SERVER, RATE_LIMIT, BAD_ANSWER -> ExitCode.ERROR;
    };
  }

  /// A mistake of ours: where it is, since the user can't mend it and we must find it.
  private static Stop internal(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    return new Stop(
        ExitCode.ERROR,
        "internal",
        "wrapup made a mistake: " + e + where,
        "report this line with the command that gave it; what an apply had done is in its journal");
  }
}
