package dev.wrapup.journal;

import dev.wrapup.model.ChangeOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Counts outcomes, retries and latencies. Thread-safe.
final class OutcomeCounter {
  private static final List<String> LANDED = List.of("applied", "merged", "altered");
  private static final List<String> MADE = List.of("applied", "merged", "already-applied");
  private static final List<String> OTHERS =
      List.of("already-applied", "conflict", "failed", "unknown");

  private final SortedMap<String, Integer> outcomes = new TreeMap<>();
  private final List<Long> latencies = new ArrayList<>();
  private int invalid;
  private int retries;

  /// Whether it is the word of an outcome.
  static boolean isOutcome(String word) {
    return LANDED.contains(word) || OTHERS.contains(word);
  }

  /// Whether the change was applied.
  static boolean isLanded(String word) {
    return LANDED.contains(word);
  }

  /// Whether the change was not applied as wanted, or is unknown.
  static boolean isWrong(String word) {
    return isOutcome(word) && !MADE.contains(word);
  }

  synchronized void add(Result result) {
    add(result.outcome());
    retries += result.retries();
    if (result.outcome().landed()) latencies.add(result.latency().toMillis());
  }

  synchronized void add(ChangeOutcome outcome) {
    outcomes.merge(outcome.word(), 1, Integer::sum);
    if (outcome.invalid()) invalid++;
  }

  /// Counts the record of an outcome.
  synchronized void add(JsonNode record) {
    String word = JournalJson.word(record);
    outcomes.merge(word, 1, Integer::sum);
    if (record.path("invalid").asBoolean(false)) invalid++;
    retries += record.path("retryCount").asInt(0);
    if (LANDED.contains(word) && record.path("latencyMs").isNumber()) {
      latencies.add(record.path("latencyMs").asLong());
    }
  }

  /// Counts a change as altered that was counted as another outcome.
  synchronized void alter(String word) {
    outcomes.computeIfPresent(word, (w, count) -> count == 1 ? null : count - 1);
    outcomes.merge("altered", 1, Integer::sum);
  }

  /// Changes by outcome.
  synchronized SortedMap<String, Integer> outcomes() {
    return new TreeMap<>(outcomes);
  }

  /// All changes with an outcome.
  synchronized int all() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// Changes that are as desired, by any cause.
  synchronized int made() {
    return MADE.stream().mapToInt(word -> outcomes.getOrDefault(word, 0)).sum();
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

  /// Latencies of applied changes in milliseconds, sorted.
  synchronized List<Long> latencies() {
    return latencies.stream().sorted().toList();
  }
}
