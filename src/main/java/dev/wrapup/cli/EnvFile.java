package dev.wrapup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/// `--env-file`: `NAME=value` lines for variables that the process doesn't have.
final class EnvFile {
  private EnvFile() {}

  /// The session with the file's variables beneath its own.
  static Session overlay(ParseResult options, Session session) {
    Optional<String> file = Options.text(options, "--env-file");
    if (file.isEmpty()) return session;
    Map<String, String> variables = read(session.path(file.get()));
    variables.putAll(session.environment());
    return session.with(variables);
  }

  private static Map<String, String> read(Path path) {
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (IOException e) {
      throw Stop.usage("--env-file %s can't be read".formatted(path), "check the name");
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) continue;
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw Stop.usage(
            "%s:%d: this is no NAME=value".formatted(path, i + 1),
            "write one variable a line, without quotes");
      }
      variables.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    return variables;
  }
}
