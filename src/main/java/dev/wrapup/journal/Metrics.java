package dev.wrapup.journal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The metrics of a run. Latencies are of applied changes, in milliseconds from the first request
/// to the outcome, including waits; outcomes found by recovery have none.
///
/// @param totalUpdates applied changes of any action
/// @param validationErrors writes rejected as invalid (400)
/// @param retries of writes
/// @param conflicts changes not made because of concurrent edits
/// @param rateLimitWaitMs time in which any request waited for the rate limit; empty if the run was
///   interrupted
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
  static Metrics of(
      OutcomeCounter tally, Optional<Integer> requests, Optional<Duration> rateLimitWait) {
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

  /// Nearest-rank percentile.
  private static long percentile(List<Long> sorted, int percent) {
    if (sorted.isEmpty()) return 0;
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }

  /// From the last record, or from all records of an interrupted run.
  static Metrics of(ParsedJournal journal) {
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

  /// By the names that documents give them, in their order.
  public Map<String, Optional<Long>> named() {
    Map<String, Optional<Long>> named = new LinkedHashMap<>();
    named.put("totalUpdates", Optional.of((long) totalUpdates));
    named.put("validationErrors", Optional.of((long) validationErrors));
    named.put("averageLatencyMs", Optional.of(averageLatencyMs));
    named.put("p50LatencyMs", Optional.of(p50LatencyMs));
    named.put("p95LatencyMs", Optional.of(p95LatencyMs));
    named.put("retries", Optional.of((long) retries));
    named.put("conflicts", Optional.of((long) conflicts));
    named.put("rateLimitWaitMs", rateLimitWaitMs);
    named.put("requests", requests.map(Integer::longValue));
    return named;
  }

  /// Writes the metrics into the current object.
  public void write(JsonGenerator json) {
    named().forEach((name, number) -> JournalJson.number(json, name, number));
  }
}
