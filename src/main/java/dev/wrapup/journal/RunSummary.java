package dev.wrapup.journal;

import dev.wrapup.model.ChangeOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// The summary of a run in its last record.
///
/// @param remaining how many changes a new plan shows; empty if none was made
/// @param since outcomes of changes whose codes were changed by others since
/// @param requests in all; empty if unknown
/// @param rateLimitWait time in which any request waited for the rate limit; likewise
public record RunSummary(
    Optional<Integer> remaining,
    List<ChangeOutcome> since,
    Optional<Integer> requests,
    Optional<Duration> rateLimitWait) {
  public RunSummary {
    since = List.copyOf(since);
  }

  /// Of an interrupted run, whose requests recovery can't know.
  public static RunSummary completed(List<ChangeOutcome> since) {
    return new RunSummary(Optional.empty(), since, Optional.empty(), Optional.empty());
  }

  /// @param planned how many changes were to be made; those without an outcome were not begun
  void write(JsonGenerator json, OutcomeCounter tally, Optional<Integer> planned) {
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
    since.forEach(outcome -> JournalJson.since(json, outcome));
    json.writeEndArray();
  }
}
