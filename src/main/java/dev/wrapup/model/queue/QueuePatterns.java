package dev.wrapup.model.queue;

import dev.wrapup.model.text.Wildcards;
import java.util.ArrayList;
import java.util.List;

/// The offers of files that are made to all queues of a pattern, held against names of queues.
public final class QueuePatterns {
  /// More than anybody needs; so many are held against ten thousand long names in seconds.
  public static final int MOST = 1000;

  private record Pattern(Offer offer, Wildcards name) {}

  private final List<Pattern> patterns = new ArrayList<>();

  /// @param offers those by name are left out
  public QueuePatterns(List<Offer> offers) {
    for (Offer offer : offers) {
      if (offer.isPattern()) patterns.add(new Pattern(offer, Wildcards.of(offer.queue().value())));
    }
  }

  /// How many there are.
  public int size() {
    return patterns.size();
  }

  /// Whether one of them fits a name.
  boolean fit(String name) {
    long letters = Wildcards.letters(name);
    for (Pattern pattern : patterns) if (pattern.name().fits(name, letters)) return true;
    return false;
  }

  /// Those that fit a name, in the order of the files.
  public List<Offer> fitting(String name) {
    long letters = Wildcards.letters(name);
    List<Offer> fitting = new ArrayList<>();
    for (Pattern pattern : patterns) {
      if (pattern.name().fits(name, letters)) fitting.add(pattern.offer());
    }
    return fitting;
  }
}
