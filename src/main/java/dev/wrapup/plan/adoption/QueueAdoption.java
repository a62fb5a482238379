package dev.wrapup.plan.adoption;

import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.QueuePatterns;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What becomes of a code's queues that are not as declared.
///
/// @param withdrawn those that somebody took it out of; the files cease to declare them
/// @param change the same as a field, from what is declared to what is live
/// @param left why others stay declared though they don't offer it
/// @param isPending whether the files say of one what nobody applied yet
record QueueAdoption(
    Set<Queue> withdrawn, Optional<FieldChange> change, List<String> left, boolean isPending) {
  private static final int NAMED = 5;

  /// What declares pairs that somebody removed, so that no file can cease to.
  ///
  /// @param isKept whether an apply leaves them alone all the same, since a name declares them too
  private record Pattern(Offer offer, boolean isKept) {}

  /// @param pairs of one live code, with what differs of its queues
  static QueueAdoption of(List<Change.QueuePair> pairs, QueuePatterns patterns) {
    Set<Queue> withdrawn = new LinkedHashSet<>();
    Map<Pattern, List<Queue>> byPattern = new LinkedHashMap<>();
    boolean isPending = false;
    Origin origin = Origin.UNKNOWN;
    for (Change.QueuePair pair : pairs) {
      Optional<Offer> pattern = pair.isAdd() ? pattern(pair, patterns) : Optional.empty();
      if (pattern.isPresent()) {
        byPattern
            .computeIfAbsent(
                new Pattern(pattern.get(), pair.origin() == Origin.DRIFT),
                none -> new ArrayList<>())
            .add(pair.queue());
      } else if (pair.origin() == Origin.GIT) {
        isPending = true;
      } else {
        withdrawn.add(pair.queue());
        origin = pair.origin();
      }
    }
    List<String> left = new ArrayList<>();
    byPattern.forEach((pattern, queues) -> left.add(reason(pattern, queues)));
    return new QueueAdoption(withdrawn, change(withdrawn, origin), left, isPending);
  }

  /// The first pattern that would offer the code there again.
  private static Optional<Offer> pattern(Change.QueuePair pair, QueuePatterns patterns) {
    return patterns.fitting(pair.queue().name()).stream()
        .filter(offer -> offer.codes().stream().anyMatch(code -> code.value().equals(pair.code())))
        .findFirst();
  }

  private static Optional<FieldChange> change(Set<Queue> queues, Origin origin) {
    if (queues.isEmpty()) return Optional.empty();
    return Optional.of(FieldChange.ofQueues(false, queues, origin));
  }

  private static String reason(Pattern pattern, List<Queue> queues) {
    List<String> names = queues.stream().map(Queue::label).toList();
    String stays =
        pattern.isKept()
            ? "declared by name too; an apply adds it again only with --revert-drift or"
                + " 'onDrift: revert'"
            : "the next apply adds it again";
    return ("not offered by %s: the pattern '%s' can't leave a queue out, %s; to leave it out, name"
            + " the pattern's other queues one by one in its place")
        .formatted(Words.named(names, NAMED), pattern.offer().queue().value(), stays);
  }
}
