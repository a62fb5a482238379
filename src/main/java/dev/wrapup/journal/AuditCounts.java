package dev.wrapup.journal;

import java.util.Map;

/// How many rows of an audit report came to what.
///
/// @param outcomes by the word of the outcome
/// @param told by what became of the event: `accepted`, `failed` or `owed`
/// @param changedSince how many codes were changed by others since
public record AuditCounts(
    Map<String, Integer> outcomes, Map<String, Integer> told, int changedSince) {
  public AuditCounts {
    outcomes = Map.copyOf(outcomes);
    told = Map.copyOf(told);
  }

  public int outcome(String word) {
    return outcomes.getOrDefault(word, 0);
  }

  public int told(String word) {
    return told.getOrDefault(word, 0);
  }

  /// How many changes have an outcome.
  public int all() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// How many changes failed or have an unknown outcome.
  public int wrong() {
    return outcomes.entrySet().stream()
        .filter(entry -> OutcomeCounter.isWrong(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
