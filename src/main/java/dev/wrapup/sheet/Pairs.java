package dev.wrapup.sheet;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Wildcards;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which queues files name for a code.
///
/// @param offers that have it, by its key
record Pairs(Map<String, List<Offer>> offers) {
  static Pairs of(DesiredState state) {
    Map<String, List<Offer>> offers = new HashMap<>();
    for (Offer offer : state.offers()) {
      for (Sourced<String> code : offer.codes()) {
        offers.computeIfAbsent(code.value(), key -> new ArrayList<>()).add(offer);
      }
    }
    return new Pairs(offers);
  }

  /// All but those of patterns: in its entry, then under `offers`.
  List<Sourced<QueueRef>> of(DesiredCode entry) {
    List<Sourced<QueueRef>> queues = new ArrayList<>(entry.queues().orElse(List.of()));
    for (Offer offer : offers.getOrDefault(entry.key(), List.of())) {
      if (!offer.isPattern()) queues.add(offer.ref());
    }
    return queues;
  }

  /// The first pattern that offers the code in a queue, as far as its name tells.
  Optional<Offer> pattern(DesiredCode entry, QueueRef queue) {
    return offers.getOrDefault(entry.key(), List.of()).stream()
        .filter(Offer::isPattern)
        .filter(offer -> Wildcards.isMatch(offer.queue().value(), queue.name()))
        .findFirst();
  }
}
