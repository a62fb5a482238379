package dev.wrapup.model.queue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which queues files name: what these offer has to be read, and nothing of others.
///
/// @param words names and ids
/// @param patterns offers to all queues whose name fits
/// @param isAll whether every queue is meant
public record QueueNames(Set<String> words, List<Offer> patterns, boolean isAll) {
  /// No queue, so that nothing is read of any.
  public static final QueueNames NONE = new QueueNames(Set.of(), List.of(), false);

  /// Every queue.
  public static final QueueNames ALL = new QueueNames(Set.of(), List.of(), true);

  public QueueNames {
    words = Set.copyOf(words);
    patterns = List.copyOf(patterns);
  }

  public boolean isEmpty() {
    return !isAll && words.isEmpty() && patterns.isEmpty();
  }

  /// Those of some queues that some file may mean.
  public List<Queue> among(List<Queue> queues) {
    QueuePatterns fitting = new QueuePatterns(patterns);
    return queues.stream()
        .filter(
            queue ->
                isAll
                    || words.contains(queue.name())
                    || words.contains(queue.id())
                    || fitting.fit(queue.name()))
        .toList();
  }

  /// What either names.
  public QueueNames and(QueueNames other) {
    Set<String> allWords = new HashSet<>(words);
    allWords.addAll(other.words);
    List<Offer> allPatterns = new ArrayList<>(patterns);
    allPatterns.addAll(other.patterns);
    return new QueueNames(allWords, allPatterns, isAll || other.isAll);
  }
}
