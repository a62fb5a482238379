package dev.wrapup.sheet;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.QueuePatterns;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which queues files name for a code.
final class Pairs {
  /// How many times a name is held against a pattern: some seconds, whatever both are.
  static final int MOST_CHECKS = 20_000_000;

  /// Those by name that have a code, by its key.
  private final Map<String, List<Offer>> byName = new HashMap<>();

  /// The patterns that offer a code, by its key.
  private final Map<String, Set<String>> byPattern = new HashMap<>();

  private final QueuePatterns patterns;
  private final Map<String, List<Offer>> fitting = new HashMap<>();

  Pairs(DesiredState state) {
    patterns = new QueuePatterns(state.offers());
    for (Offer offer : state.offers()) {
      for (Sourced<String> code : offer.codes()) {
        if (offer.isPattern()) {
          byPattern
              .computeIfAbsent(code.value(), key -> new HashSet<>())
              .add(offer.queue().value());
        } else {
          byName.computeIfAbsent(code.value(), key -> new ArrayList<>()).add(offer);
        }
      }
    }
  }

  /// All but those of patterns: in its entry, then under `offers`.
  List<Sourced<QueueRef>> of(DesiredCode entry) {
    List<Sourced<QueueRef>> queues = new ArrayList<>(entry.queues().orElse(List.of()));
    byName.getOrDefault(entry.key(), List.of()).forEach(offer -> queues.add(offer.ref()));
    return queues;
  }

  /// The first pattern that offers the code in a queue, as far as its name tells. Once there were
  /// too many checks it says of none that it does.
  Optional<Offer> pattern(DesiredCode entry, QueueRef queue) {
    Set<String> own = byPattern.getOrDefault(entry.key(), Set.of());
    if (own.isEmpty() || isOver()) return Optional.empty();
    return fitting.computeIfAbsent(queue.name(), patterns::fitting).stream()
        .filter(offer -> own.contains(offer.queue().value()))
        .findFirst();
  }

  /// Whether so many names were held against so many patterns that it has to end.
  boolean isOver() {
    return (long) fitting.size() * patterns.size() > MOST_CHECKS;
  }
}
