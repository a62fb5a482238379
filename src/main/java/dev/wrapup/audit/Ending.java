package dev.wrapup.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// How a run ended, apart from what its records tell one by one.
///
/// @param notBegun how many changes were left since the run was stopped
/// @param remaining how many changes a new plan shows; empty if none was made
/// @param since results whose codes somebody else has changed since
/// @param requests how many were made in all
/// @param rateLimitWait how long requests waited for their turn, all together
public record Ending(
    int notBegun,
    Optional<Integer> remaining,
    List<Result> since,
    int requests,
    Duration rateLimitWait) {
  public Ending {
    since = List.copyOf(since);
  }

  /// Of a run that was completed by another one, which planned nothing.
  public static Ending completed() {
    return new Ending(0, Optional.empty(), List.of(), 0, Duration.ZERO);
  }

  void write(JsonGenerator json, Tally tally) {
    json.writeObjectPropertyStart("outcomes");
    tally.outcomes().forEach(json::writeNumberProperty);
    if (notBegun > 0) json.writeNumberProperty("not-begun", notBegun);
    json.writeEndObject();
    json.writeObjectPropertyStart("metrics");
    Metrics.of(tally, requests, rateLimitWait).write(json);
    json.writeEndObject();
    if (remaining.isPresent()) json.writeNumberProperty("remaining", remaining.get());
    else json.writeNullProperty("remaining");
    if (since.isEmpty()) return;
    json.writeArrayPropertyStart("since");
    since.forEach(result -> JournalJson.since(json, result));
    json.writeEndArray();
  }
}
