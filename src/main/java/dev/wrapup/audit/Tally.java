package dev.wrapup.audit;

import dev.wrapup.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Counts what the records of a journal say of its changes. Safe for many threads.
final class Tally {
  private static final List<String> LANDED = List.of("applied", "merged", "altered");
  private static final List<String> OTHERS =
      List.of("already-applied", "conflict", "failed", "unknown");

  private final SortedMap<String, Integer> outcomes = new TreeMap<>();
  private final List<Long> latencies = new ArrayList<>();
  private int invalid;
  private int retries;

  static Tally of(List<JsonNode> records) {
    Tally tally = new Tally();
    records.forEach(tally::add);
    return tally;
  }

  synchronized void add(Result result) {
    add(result.outcome());
    retries += result.retries();
    if (result.outcome().landed()) latencies.add(result.latency().toMillis());
  }

  synchronized void add(Outcome outcome) {
    outcomes.merge(outcome.word(), 1, Integer::sum);
    if (outcome.isInvalid()) invalid++;
  }

  private synchronized void add(JsonNode record) {
    String word = JournalJson.word(record);
    if (!LANDED.contains(word) && !OTHERS.contains(word)) return;
    outcomes.merge(word, 1, Integer::sum);
    if (record.path("invalid").asBoolean(false)) invalid++;
    retries += record.path("retryCount").asInt(0);
    if (LANDED.contains(word) && record.path("latencyMs").isNumber()) {
      latencies.add(record.path("latencyMs").asLong());
    }
  }

  /// How many changes came to each outcome, by its word.
  synchronized SortedMap<String, Integer> outcomes() {
    return new TreeMap<>(outcomes);
  }

  /// How many changes came to an outcome.
  synchronized int all() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// How many are as desired, whoever made them so.
  synchronized int made() {
    return landed() + outcomes.getOrDefault("already-applied", 0);
  }

  synchronized int landed() {
    return LANDED.stream().mapToInt(word -> outcomes.getOrDefault(word, 0)).sum();
  }

  synchronized int conflicts() {
    return outcomes.getOrDefault("conflict", 0);
  }

  synchronized int invalid() {
    return invalid;
  }

  synchronized int retries() {
    return retries;
  }

  /// Of the writes that landed and were timed, in milliseconds, sorted.
  synchronized List<Long> latencies() {
    return latencies.stream().sorted().toList();
  }
}
