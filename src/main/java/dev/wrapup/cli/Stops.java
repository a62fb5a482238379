package dev.wrapup.cli;

import dev.wrapup.audit.JournalFailure;
import dev.wrapup.http.HttpFailure;
import dev.wrapup.platform.IncompleteCatalogException;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/// Which exit code a failure deserves.
final class Stops {
  private Stops() {}

  static Stop of(Throwable e) {
    Optional<VirtualMachineError> limit = limit(e);
    if (limit.isPresent()) return outOf(limit.get());
    return switch (e) {
      case Stop stop -> stop;
      case HttpFailure failure ->
          new Stop(exit(failure), failure.kind().word(), failure.message(), failure.next());
      case IncompleteCatalogException incomplete ->
          new Stop(
              ExitCode.NOT_WHOLE,
              "not-whole",
              "the catalog could not be read whole: " + incomplete.message(),
              "nothing was changed; try again, and if it stays, check the base URL and ask the API's"
                  + " support");
      case JournalFailure failure ->
          new Stop(ExitCode.ERROR, "journal", failure.message(), failure.next());
      case InvalidPathException invalid -> Letters.noFile(invalid);
      default -> internal(e);
    };
  }

  /// What the machine had too little of, however deep under other failures.
  private static Optional<VirtualMachineError> limit(Throwable e) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (cause instanceof VirtualMachineError error) return Optional.of(error);
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Stop outOf(VirtualMachineError error) {
    return switch (error) {
      case OutOfMemoryError ignored ->
          new Stop(
              ExitCode.ERROR,
              "memory",
              "there is too much to be read for the memory of %d MiB that this program may take"
                  .formatted(Runtime.getRuntime().maxMemory() >> 20),
              "give it more, such as by JDK_JAVA_OPTIONS=-Xmx4g, or name less; what an apply had done is"
                  + " in its journal");
      case StackOverflowError ignored ->
          new Stop(
              ExitCode.ERROR,
              "nesting",
              "something that was read is nested too deep",
              "look for deep nesting in the files; what an apply had done is in its journal");
      default -> internal(error);
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
  private static Stop internal(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    return new Stop(
        ExitCode.ERROR,
        "internal",
        "wrapup made a mistake: " + e + where,
        "report this line with the command that gave it; what an apply had done is in its journal");
  }
}
