package dev.wrapup.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// How a run ended, apart from what its records tell one by one.
///
/// @param remaining how many changes a new plan shows; empty if none was made
/// @param since results whose codes somebody else has changed since
/// @param requests how many were made in all; empty if nobody counted them
/// @param rateLimitWait how long requests waited for their turn, all together; likewise
public record Ending(
    Optional<Integer> remaining,
    List<Result> since,
    Optional<Integer> requests,
    Optional<Duration> rateLimitWait) {
  public Ending {
    since = List.copyOf(since);
  }

  /// Of a run that was completed by another one, which planned nothing and can't know what the
  /// first one had sent.
  public static Ending completed() {
    return new Ending(Optional.empty(), List.of(), Optional.empty(), Optional.empty());
  }

  /// @param planned how many changes were to be made; those without an outcome were not begun
  void write(JsonGenerator json, Tally tally, Optional<Integer> planned) {
    int notBegun = planned.map(all -> all - tally.all()).orElse(0);
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
