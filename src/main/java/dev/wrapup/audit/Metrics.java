package dev.wrapup.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The figures of a run. Latencies are those of the changes that landed, in milliseconds from the
/// first sending to the outcome, waits included; one that a later run found to have landed was not
/// timed and doesn't count for them.
///
/// @param totalUpdates changes that landed, whatever their action
/// @param validationErrors writes that the API refused as invalid (400)
/// @param retries how often a write was sent again
/// @param conflicts changes that were not made since somebody else changed the same
/// @param rateLimitWaitMs how long any request waited for its turn; a time in which many did counts
///   once; empty if the run was cut short, which leaves nobody to tell it
/// @param requests of the whole run; likewise
public record Metrics(
    int totalUpdates,
    int validationErrors,
    long averageLatencyMs,
    long p50LatencyMs,
    long p95LatencyMs,
    int retries,
    int conflicts,
    Optional<Long> rateLimitWaitMs,
    Optional<Integer> requests) {
  static Metrics of(Tally tally, Optional<Integer> requests, Optional<Duration> rateLimitWait) {
    List<Long> sorted = tally.latencies();
    double average = sorted.stream().mapToLong(Long::longValue).average().orElse(0);
    return new Metrics(
        tally.landed(),
        tally.invalid(),
        Math.round(average),
        percentile(sorted, 50),
        percentile(sorted, 95),
        tally.retries(),
        tally.conflicts(),
        rateLimitWait.map(Duration::toMillis),
        requests);
  }

  /// The smallest value that so many percent don't exceed (nearest rank).
  private static long percentile(List<Long> sorted, int percent) {
    if (sorted.isEmpty()) return 0;
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }

  /// As the last record has it; of a run without an end, what its records tell.
  static Metrics of(Recorded journal) {
    Optional<JsonNode> last =
        journal
            .finish()
            .filter(record -> !journal.wasCutShort())
            .map(record -> record.path("metrics"));
    return of(
        journal.contents().tally(),
        last.map(metrics -> metrics.path("requests"))
            .filter(JsonNode::isInt)
            .map(JsonNode::intValue),
        last.map(metrics -> metrics.path("rateLimitWaitMs"))
            .filter(JsonNode::isIntegralNumber)
            .map(node -> Duration.ofMillis(node.longValue())));
  }

  /// Writes the figures into the object at hand.
  public void write(JsonGenerator json) {
    json.writeNumberProperty("totalUpdates", totalUpdates);
    json.writeNumberProperty("validationErrors", validationErrors);
    json.writeNumberProperty("averageLatencyMs", averageLatencyMs);
    json.writeNumberProperty("p50LatencyMs", p50LatencyMs);
    json.writeNumberProperty("p95LatencyMs", p95LatencyMs);
    json.writeNumberProperty("retries", retries);
    json.writeNumberProperty("conflicts", conflicts);
    JournalJson.number(json, "rateLimitWaitMs", rateLimitWaitMs);
    JournalJson.number(json, "requests", requests.map(Integer::longValue));
  }
}
