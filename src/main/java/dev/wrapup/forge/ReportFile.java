package dev.wrapup.forge;

import dev.wrapup.report.json.JsonFile;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Reads the JSON reports that comments and issues are about.
public final class ReportFile {
  private static final String SHA256 = "sha256:";

  private ReportFile() {}

  /// The key of a plan.
  ///
  /// @param path of a `wrapup.plan/1`
  /// @param inRepository the folder, from the repository's root, that the files' paths begin at
  /// @param patience how long a pipe may take
  /// @throws IllegalArgumentException with a message for users
  public static CommentKey plan(Path path, Path inRepository, Duration patience) {
    return CommentKey.of(JsonFile.read(path, "wrapup.plan/1", "plan", patience), inRepository);
  }

  /// What a check for drift found.
  ///
  /// @param fingerprint names what drifted: 64 hex digits
  /// @param isPresent whether there is any
  public record Drift(CommentKey subject, String fingerprint, boolean isPresent) {}

  /// What a check for drift found.
  ///
  /// @param path of a `wrapup.drift/1`
  /// @param patience how long a pipe may take
  /// @throws IllegalArgumentException with a message for users
  public static Drift drift(Path path, Path inRepository, Duration patience) {
    JsonNode json = JsonFile.read(path, "wrapup.drift/1", "drift report", patience);
    String fingerprint = json.path("fingerprint").asString("");
    if (!fingerprint.matches(SHA256 + "[0-9a-f]{64}")) {
      throw new IllegalArgumentException("it has no fingerprint");
    }
    JsonNode strays = json.path("drift");
    JsonNode undeclared = json.path("undeclared").path("codes");
    if (!strays.isArray() || !undeclared.isArray()) {
      throw new IllegalArgumentException("it doesn't list what drifted");
    }
    return new Drift(
        CommentKey.of(json, inRepository),
        fingerprint.substring(SHA256.length()),
        !strays.isEmpty() || !undeclared.isEmpty());
  }
}
