package dev.wrapup.github;

import dev.wrapup.report.JsonFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// JSON documents of this program, as far as GitHub is told of them.
public final class Document {
  private static final String SHA256 = "sha256:";

  private Document() {}

  /// What a plan is about.
  ///
  /// @param path of a `wrapup.plan/1`
  /// @param inRepository the folder, from the repository's root, that the files' paths begin at
  /// @param patience how long a pipe may take
  /// @throws IllegalArgumentException with what is wrong, for people
  public static Subject plan(Path path, Path inRepository, Duration patience) {
    return Subject.of(read(path, "wrapup.plan/1", "plan", patience), inRepository);
  }

  /// What a check for drift found.
  ///
  /// @param fingerprint names what drifted: 64 hex digits
  /// @param isPresent whether there is any
  public record Drift(Subject subject, String fingerprint, boolean isPresent) {}

  /// What a check for drift found.
  ///
  /// @param path of a `wrapup.drift/1`
  /// @param patience how long a pipe may take
  /// @throws IllegalArgumentException with what is wrong, for people
  public static Drift drift(Path path, Path inRepository, Duration patience) {
    JsonNode json = read(path, "wrapup.drift/1", "drift report", patience);
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
        Subject.of(json, inRepository),
        fingerprint.substring(SHA256.length()),
        !strays.isEmpty() || !undeclared.isEmpty());
  }

  private static JsonNode read(Path path, String format, String name, Duration patience) {
    JsonNode json = JsonFile.read(path, patience);
    if (json.path("format").asString("").equals(format)) return json;
    throw new IllegalArgumentException("it is not a %s (%s)".formatted(name, format));
  }

  /// GitHub's documentation of webhook events and payloads, read 2026-11-28.
  private static Optional<String> kind(JsonNode event) {
    if (event.path("merge_group").isObject()) return Optional.of("merge_group");
    if (event.path("schedule").isString()) return Optional.of("schedule");
    return event.path("pusher").isObject() ? Optional.of("push") : Optional.empty();
  }

  /// The number of the pull request that an event of GitHub Actions is about, and whether its
  /// branch is in another repository.
  ///
  /// @param name of the event, of those that are about no pull request and tell themselves
  record Event(Optional<Long> pullRequest, boolean isFromFork, Optional<String> name) {
    /// GitHub writes it before the job begins.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    static Event of(Path path) {
      JsonNode json = JsonFile.read(path, PATIENCE);
      JsonNode pull = json.path("pull_request");
      JsonNode issue = json.path("issue"); // of a comment; a pull request is an issue as well
      JsonNode number = issue.has("pull_request") ? issue.path("number") : pull.path("number");
      String head = pull.path("head").path("repo").path("full_name").asString("");
      String base = pull.path("base").path("repo").path("full_name").asString("");
      return new Event(
          number.isIntegralNumber() && number.asLong(0) > 0
              ? Optional.of(number.asLong(0))
              : Optional.empty(),
          // the repository of a fork may be gone, and is then null
          pull.isObject() && !base.isEmpty() && !head.equalsIgnoreCase(base),
          kind(json));
    }
  }
}
