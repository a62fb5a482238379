package dev.wrapup.cli;

import dev.wrapup.model.OutsideFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/// `--env-file`: `NAME=value` lines for variables that the process doesn't have.
final class EnvFile {
  /// More is no file of variables: 1 MiB.
  private static final int MOST_BYTES = 1024 * 1024;

  private EnvFile() {}

  /// The session with the file's variables beneath its own.
  static Session overlay(ParseResult options, Session session) {
    Optional<String> file = Options.text(options, "--env-file");
    if (file.isEmpty()) return session;
    Map<String, String> variables =
        new HashMap<>(read(session.path(file.get()), Options.patience(options)));
    variables.putAll(session.environment());
    return session.with(variables);
  }

  private static Map<String, String> read(Path path, Duration patience) {
    try {
      return Dotenv.parse(path.toString(), OutsideFile.read(path, MOST_BYTES, patience));
    } catch (IOException e) {
      throw Stop.usage(
          "--env-file %s can't be read: %s".formatted(path, e.getMessage()), "check the name");
    }
  }
}
