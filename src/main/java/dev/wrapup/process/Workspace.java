package dev.wrapup.process;

import dev.wrapup.model.source.BoundedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Where a run works, and who hears what it does meanwhile.
///
/// @param directory where relative paths begin; empty for the process's own
/// @param variables that it may read
/// @param clock the time of the run
/// @param notes takes a remark for people
/// @param requests takes a line for each request that is made
public record Workspace(
    Path directory,
    Map<String, String> variables,
    Clock clock,
    Consumer<String> notes,
    Consumer<String> requests) {
  /// Of the year 9999, the last that has four digits.
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final String EPOCH = "SOURCE_DATE_EPOCH";

  /// More is no file of variables: 1 MiB.
  private static final int MOST_BYTES = 1024 * 1024;

  /// With the clock that the variables ask for, where nobody listens.
  public static Workspace of(Path directory, Map<String, String> variables) {
    return new Workspace(directory, variables, clock(variables), note -> {}, request -> {});
  }

  /// The system's clock, or one that stands still where `SOURCE_DATE_EPOCH` (seconds since 1970, as
  /// reproducible-builds.org defines it, read 2026-11-23) says.
  private static Clock clock(Map<String, String> variables) {
    return Optional.ofNullable(variables.get(EPOCH))
        .flatMap(Workspace::seconds)
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
  public void requireClock() {
    String epoch = variables.get(EPOCH);
    if (epoch == null || seconds(epoch).isPresent()) return;
    throw Stop.usage(
        "SOURCE_DATE_EPOCH is not a number of seconds from 0 to %d".formatted(LAST_SECOND),
        "set it to whole seconds, or unset it");
  }

  /// How long the process has been there, by the system's clock; zero where that can't be told.
  public Duration running() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(start -> Duration.between(start, Instant.now()))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /// The day of the run, by its clock.
  public LocalDate today() {
    return LocalDate.now(clock);
  }

  /// The zone of the people who read what the run tells: that of `TZ`, or the system's; UTC where a
  /// document is to be reproducible.
  public ZoneId zone() {
    try {
      String zone = variables.get("TZ");
      if (zone != null) return ZoneId.of(zone.replaceFirst("^:", ""));
    } catch (DateTimeException e) {
      // of another form, which the system may know
    }
    return variables.containsKey(EPOCH) ? ZoneOffset.UTC : ZoneId.systemDefault();
  }

  /// A variable that is set; one that is set but empty is a mistake, not an absence.
  public Optional<String> variable(String name) {
    String value = variables.get(name);
    if (value == null) return Optional.empty();
    if (value.isBlank()) {
      throw Stop.usage("the variable " + name + " is set but empty", "set it, or unset it");
    }
    Letters.holdWhole("the variable " + name, value);
    return Optional.of(value);
  }

  /// A variable with a credential, as it is: what a copy brought along is a mistake.
  public Optional<String> credential(String name) {
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

  /// @throws java.nio.file.InvalidPathException if there can be no file of that name
  public Path path(String path) {
    return directory.resolve(path);
  }

  public void note(String remark) {
    notes.accept(remark);
  }

  /// The same with other listeners.
  public Workspace telling(Consumer<String> notes, Consumer<String> requests) {
    return new Workspace(directory, variables, clock, notes, requests);
  }

  /// The same without a variable.
  public Workspace without(String variable) {
    Map<String, String> others = new HashMap<>(variables);
    others.remove(variable);
    return new Workspace(directory, others, clock, notes, requests);
  }

  /// The same with the variables of `--env-file`, `NAME=value` lines, beneath its own.
  ///
  /// @param patience how long a pipe may take
  public Workspace withFile(String name, Duration patience) {
    Path path = path(name);
    try {
      Map<String, String> all =
          new HashMap<>(
              Dotenv.parse(path.toString(), BoundedFile.read(path, MOST_BYTES, patience)));
      all.putAll(variables);
      return new Workspace(directory, all, clock, notes, requests);
    } catch (IOException e) {
      throw Stop.usage(
          "--env-file %s can't be read: %s".formatted(path, e.getMessage()), "check the name");
    }
  }
}
