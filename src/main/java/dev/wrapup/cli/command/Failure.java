package dev.wrapup.cli.command;

import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.Finding;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.SnapshotReader;
import dev.wrapup.process.Letters;
import dev.wrapup.process.Stop;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;

/// What kept a command from its result, and the exit code that this deserves.
public record Failure(ExitCode exit, Stop stop) {
  private static final ShellCommand TAKE = ShellCommand.own("snapshot", "--help");

  public static Failure of(Throwable e) {
    Optional<VirtualMachineError> limit = limit(e);
    if (limit.isPresent()) return error(outOf(limit.get()));
    return switch (e) {
      case Stop stop -> new Failure(stop.isUsage() ? ExitCode.USAGE : ExitCode.ERROR, worded(stop));
      case HttpFailure failure ->
          new Failure(
              exit(failure), Stop.error(failure.kind().word(), failure.message(), next(failure)));
      case IncompleteCatalogException incomplete ->
          new Failure(
              ExitCode.NOT_WHOLE,
              Stop.error(
                  "not-whole",
                  "the catalog could not be read whole: " + incomplete.message(),
                  "nothing was changed; try again, and if it stays, check the base URL and ask the"
                      + " API's support"));
      case SnapshotReader.Missing missing ->
          new Failure(
              ExitCode.USAGE,
              Stop.usage(
                  "snapshot",
                  String.valueOf(missing.getMessage()),
                  Remedy.by("take one that has it, with the options of", TAKE)));
      case JournalFailure failure ->
          error(Stop.error("journal", failure.message(), failure.next()));
      case InvalidPathException invalid -> new Failure(ExitCode.USAGE, Letters.noFile(invalid));
      default -> error(internal(e));
    };
  }

  /// As a command line calls things. Where there is no file yet, an export makes one.
  private static Stop worded(Stop stop) {
    List<Finding> findings = stop.findings();
    if (findings.size() != 1 || !findings.getFirst().code().equals("not-found")) {
      return stop.wording(Options::typed);
    }
    if (findings.getFirst().hint().orElse("").startsWith("did you mean")) {
      return Stop.usage(stop.code(), stop.message(), "check the name", findings);
    }
    String missing = findings.getFirst().at().orElseThrow().file().path();
    return Stop.usage(
        stop.code(),
        stop.message(),
        Remedy.by(
            "check the name, or write a first file",
            ShellCommand.own("export").with(ShellCommand.option(missing, "--out")).without("-f")),
        findings);
  }

  private static Remedy next(HttpFailure failure) {
    return failure.isForDoctor()
        ? Remedy.by(failure.next() + ", then try", ShellCommand.own("doctor"))
        : Remedy.of(failure.next());
  }

  private static Failure error(Stop stop) {
    return new Failure(ExitCode.ERROR, stop);
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
          Stop.error(
              "memory",
              "there is too much to be read for the memory of %d MiB that this program may take"
                  .formatted(Runtime.getRuntime().maxMemory() >> 20),
              "give it more, such as by JDK_JAVA_OPTIONS=-Xmx4g, or name less; what an apply had done is"
                  + " in its journal");
      case StackOverflowError ignored ->
          Stop.error(
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
    return Stop.error(
        "internal",
        "wrapup made a mistake: " + e + where,
        "report this line with the command that gave it; what an apply had done is in its journal");
  }
}
