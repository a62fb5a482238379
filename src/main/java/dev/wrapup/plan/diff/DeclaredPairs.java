package dev.wrapup.plan.diff;

import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which queues files declare to offer which codes, each pair once, with its first place.
final class DeclaredPairs {
  /// So many are compared: 400 queues, each with 1,000 codes. A pattern is a line and can mean all
  /// queues there are.
  private static final int MOST = 400_000;

  record Pair(String code, Queue queue) {}

  private final Map<Pair, SourcePosition> places = new LinkedHashMap<>();
  private final List<Finding> findings;
  private boolean isFull;

  /// @param findings gets an error where there are too many
  DeclaredPairs(List<Finding> findings) {
    this.findings = findings;
  }

  void add(Offer offer, Queue queue) {
    for (Sourced<String> code : offer.codes()) {
      if (isFull) return;
      add(code.value(), queue, code.at());
    }
  }

  void add(String code, Queue queue, SourcePosition at) {
    if (isFull) return;
    places.putIfAbsent(new Pair(code, queue), at);
    isFull = places.size() > MOST;
    if (isFull) {
      findings.add(
          Finding.error(
              "too-many",
              "more than %,d pairs of a code and a queue are declared".formatted(MOST),
              Optional.of(at),
              code,
              "offer fewer codes by patterns, or write patterns that fit fewer queues"));
    }
  }

  /// Whether there were too many, so that some are left out.
  boolean isFull() {
    return isFull;
  }

  /// In the order of the files.
  Map<Pair, SourcePosition> places() {
    return Collections.unmodifiableMap(places);
  }
}
