package dev.wrapup.audit;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// How a run ended, apart from what its records tell one by one.
///
/// @param notBegun how many changes were left since the run was stopped
/// @param remaining how many changes a new plan shows; empty if none was made
/// @param requests how many were made in all
/// @param rateLimitWait how long requests waited for their turn, all together
public record Ending(
    int notBegun, Optional<Integer> remaining, int requests, Duration rateLimitWait) {
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
  }
}
