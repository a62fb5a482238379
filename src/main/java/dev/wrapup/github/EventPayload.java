package dev.wrapup.github;

import dev.wrapup.report.json.JsonFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The payload of the event that triggered a job of GitHub Actions.
///
/// @param name of the event, if it is one without a pull request that the payload identifies
record EventPayload(Optional<Long> pullRequest, boolean isFromFork, Optional<String> name) {
  /// GitHub writes it before the job begins.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  static EventPayload of(Path path) {
    JsonNode json = JsonFile.read(path, PATIENCE);
    JsonNode pull = json.path("pull_request");
    JsonNode issue = json.path("issue"); // of a comment; a pull request is an issue as well
    JsonNode number = issue.has("pull_request") ? issue.path("number") : pull.path("number");
    String head = pull.path("head").path("repo").path("full_name").asString("");
    String base = pull.path("base").path("repo").path("full_name").asString("");
    return new EventPayload(
        number.isIntegralNumber() && number.asLong(0) > 0
            ? Optional.of(number.asLong(0))
            : Optional.empty(),
        // the repository of a fork may be gone, and is then null
        pull.isObject() && !base.isEmpty() && !head.equalsIgnoreCase(base),
        kind(json));
  }

  /// GitHub's documentation of webhook events and payloads, read 2026-11-28.
  private static Optional<String> kind(JsonNode event) {
    if (event.path("merge_group").isObject()) return Optional.of("merge_group");
    if (event.path("schedule").isString()) return Optional.of("schedule");
    return event.path("pusher").isObject() ? Optional.of("push") : Optional.empty();
  }
}
