package dev.wrapup.model.queue;

import dev.wrapup.model.text.Wildcards;
import java.util.ArrayList;
import java.util.List;

/// The offers of files that are made to all queues of a pattern, held against names of queues.
public final class QueuePatterns {
  /// More than anybody needs.
  public static final int MOST = 1000;

  /// How many of them may have text between two stars ([Wildcards#hasInner]): so many are held
  /// against ten thousand names of 256 letters in a second or two, whatever both are.
  public static final int MOST_WITH_INNER = 200;

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
    Wildcards.Name whole = new Wildcards.Name(name);
    return patterns.stream().anyMatch(pattern -> pattern.name().fits(whole));
  }

  /// Those that fit a name, in the order of the files.
  public List<Offer> fitting(String name) {
    Wildcards.Name whole = new Wildcards.Name(name);
    return patterns.stream()
        .filter(pattern -> pattern.name().fits(whole))
        .map(Pattern::offer)
        .toList();
  }
}
