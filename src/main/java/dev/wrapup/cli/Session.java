package dev.wrapup.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// What a command knows of the process that it runs in. Answers are read from `in`. The result goes
/// to `out` and nothing else does; progress, notes and errors go to `err`.
///
/// @param environment the variables of the process
/// @param directory where relative paths begin; empty for the process's own
/// @param clock the time of the run; fixed by `SOURCE_DATE_EPOCH`
/// @param terminal what the two streams are connected to
record Session(
    Map<String, String> environment,
    Path directory,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Clock clock,
    Terminal terminal) {
  /// Of the year 9999, the last that has four digits.
  private static final long LAST_SECOND = 253_402_300_799L;

  /// What the launcher found out about the screen.
  ///
  /// @param in whether standard input is a terminal
  /// @param out whether standard output is one
  /// @param err whether standard error is one
  /// @param columns how wide it is
  record Terminal(boolean in, boolean out, boolean err, int columns) {
    private static final int DEFAULT_COLUMNS = 100;

    static Terminal ofSystem() {
      return new Terminal(
          Boolean.getBoolean("wrapup.stdin.terminal"),
          Boolean.getBoolean("wrapup.stdout.terminal"),
          Boolean.getBoolean("wrapup.stderr.terminal"),
          Integer.getInteger("wrapup.columns", DEFAULT_COLUMNS));
    }
  }

  /// Of the process itself.
  static Session ofSystem(StandardOutput out) {
    Map<String, String> environment = System.getenv();
    return new Session(
        environment,
        Path.of(""),
        System.in,
        out,
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        clock(environment),
        Terminal.ofSystem());
  }

  /// The system's clock, or one that stands still where `SOURCE_DATE_EPOCH` (seconds since 1970, as
  /// reproducible-builds.org defines it, read 2026-11-23) says.
  static Clock clock(Map<String, String> environment) {
    String epoch = environment.get("SOURCE_DATE_EPOCH");
    if (epoch == null) return Clock.systemUTC();
    return seconds(epoch)
        .map(seconds -> Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC))
        .orElseGet(Clock::systemUTC);
  }

  private static Optional<Long> seconds(String epoch) {
    try {
      return Optional.of(Long.parseLong(epoch)).filter(n -> n >= 0 && n <= LAST_SECOND);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Sees to it that the clock is the one that was asked for.
  void requireClock() {
    String epoch = environment.get("SOURCE_DATE_EPOCH");
    if (epoch == null || seconds(epoch).isPresent()) return;
    throw Stop.usage(
        "SOURCE_DATE_EPOCH is not a number of seconds from 0 to %d".formatted(LAST_SECOND),
        "set it to whole seconds, or unset it");
  }

  /// A variable that is set; one that is set but empty is a mistake, not an absence.
  Optional<String> variable(String name) {
    String value = environment.get(name);
    if (value == null) return Optional.empty();
    if (value.isBlank()) {
      throw Stop.usage("the variable " + name + " is set but empty", "set it, or unset it");
    }
    Letters.holdWhole("the variable " + name, value);
    return Optional.of(value);
  }

  /// A variable with a credential, as it is: what a copy brought along is a mistake.
  Optional<String> credential(String name) {
    Optional<String> value = variable(name);
    value
        .flatMap(Credential::oddity)
        .ifPresent(
            what -> {
              throw Stop.usage(
                  "the variable %s has %s".formatted(name, what), "set it to the value alone");
            });
    return value;
  }

  boolean isGitHubActions() {
    return "true".equals(environment.get("GITHUB_ACTIONS"));
  }

  /// @throws Stop if there can be no file of that name
  Path path(String path) {
    return directory.resolve(path);
  }

  /// The same with other variables.
  Session with(Map<String, String> variables) {
    return new Session(variables, directory, in, out, err, clock, terminal);
  }

  /// The same with another standard output.
  Session printingTo(PrintStream other) {
    return new Session(environment, directory, in, other, err, clock, terminal);
  }
}
