package dev.wrapup.plan.diff;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.QueuePatterns;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.DeclaredPairs.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares which queues offer a code with what the files declare and declared of that. Only pairs
/// that a file declares, or that its base declared under a key that is still there, are compared.
final class QueueDiff {
  private static final String OFFERED_BY_ID = "the id of the one that is meant, such as %s";
  private static final int LISTED = 5;

  /// @param codes keys of what it lists, in the words of now
  private record Named(Queue queue, Set<String> codes) {}

  private final DesiredState desired;
  private final Optional<DesiredState> base;
  private final Matching matching;
  private final Queues queues;
  private final QueueNaming naming;
  private final List<Finding> findings;
  private final Set<Queue> unread = new HashSet<>();
  private final Map<String, Change.Create> creates = new HashMap<>();

  /// What the base declared, by what declares it now.
  private final Map<DesiredCode, DesiredCode> before = new LinkedHashMap<>();

  private final DeclaredPairs wanted;

  /// Queues that `offers` names, each with its place.
  private final Map<Queue, SourcePosition> places = new HashMap<>();

  /// Those of the pairs that only a pattern declares.
  private final Set<Pair> byPattern = new HashSet<>();

  private QueueDiff(
      DesiredState desired,
      Optional<DesiredState> base,
      Matching matching,
      Queues queues,
      List<Finding> findings) {
    this.desired = desired;
    this.base = base;
    this.matching = matching;
    this.queues = queues;
    this.naming = new QueueNaming(queues);
    this.findings = findings;
    this.wanted = new DeclaredPairs(findings);
  }

  /// Pairs to add, then pairs to remove: in the order of the files' codes, then of the queues'
  /// names.
  ///
  /// @param differences of the codes themselves
  static List<Change> changes(
      DesiredState desired,
      Optional<DesiredState> base,
      Matching matching,
      BaseMatching baseMatching,
      Optional<Queues> queues,
      List<Change> differences,
      List<Finding> findings) {
    if (queues.isEmpty()) return List.of();
    QueueDiff diff = new QueueDiff(desired, base, matching, queues.get(), findings);
    for (DesiredCode entry : desired.codes()) {
      baseMatching.entry(entry).ifPresent(earlier -> diff.before.put(entry, earlier));
    }
    for (Change change : differences) {
      if (change instanceof Change.Create create) diff.creates.put(create.code(), create);
    }
    return diff.changes();
  }

  private List<Change> changes() {
    for (DesiredCode entry : desired.codes()) {
      for (Sourced<QueueRef> queue : entry.queues().orElse(List.of())) {
        naming
            .find(queue, "{name: …, id: %s}", findings)
            .ifPresent(found -> wanted.add(entry.key(), found, queue.at()));
      }
    }
    for (Offer offer : desired.offers()) {
      if (!offer.isPattern()) {
        Optional<Queue> queue = naming.find(offer.ref(), OFFERED_BY_ID, findings);
        queue.ifPresent(found -> places.put(found, offer.queue().at()));
        queue.ifPresent(found -> wanted.add(offer, found));
      }
    }
    Set<Pair> byName = new HashSet<>(wanted.places().keySet());
    patterns();
    if (wanted.isFull()) return List.of();
    byPattern.addAll(wanted.places().keySet());
    byPattern.removeAll(byName);
    List<Change> changes = new ArrayList<>();
    List<Named> offersBefore = offersBefore();
    Set<Pair> declared = declaredBefore(offersBefore);
    wanted.places().forEach((pair, at) -> add(pair, at, declared).ifPresent(changes::add));
    removals(offersBefore).forEach((pair, at) -> remove(pair, at).ifPresent(changes::add));
    return sorted(changes);
  }

  private void patterns() {
    QueuePatterns patterns = new QueuePatterns(desired.offers());
    Set<String> fitting = new HashSet<>();
    for (Queue queue : queues.all()) {
      for (Offer offer : patterns.fitting(queue.name())) {
        wanted.add(offer, queue);
        fitting.add(offer.queue().value());
      }
    }
    desired.offers().stream()
        .filter(offer -> offer.isPattern() && !fitting.contains(offer.queue().value()))
        .forEach(this::matchesNothing);
  }

  private void matchesNothing(Offer offer) {
    findings.add(
        Finding.warning(
            "matches-nothing",
            "no queue's name fits '%s'".formatted(offer.queue().value()),
            offer.queue().at(),
            offer.queue().value(),
            "check the pattern: each * stands for any letters"));
  }

  /// Pairs that the base declared by name, in the words of now.
  private Set<Pair> declaredBefore(List<Named> offersBefore) {
    Set<Pair> declared = new HashSet<>();
    before.forEach(
        (entry, earlier) ->
            earlier
                .queues()
                .orElse(List.of())
                .forEach(
                    queue ->
                        naming
                            .find(queue.value())
                            .ifPresent(found -> declared.add(new Pair(entry.key(), found)))));
    for (Named offer : offersBefore) {
      offer.codes().forEach(code -> declared.add(new Pair(code, offer.queue())));
    }
    return declared;
  }

  /// Offers by name that the base made, of queues that can be told.
  private List<Named> offersBefore() {
    Map<String, String> now = new HashMap<>();
    before.forEach((entry, earlier) -> now.put(earlier.key(), entry.key()));
    List<Named> named = new ArrayList<>();
    for (Offer offer : base.map(DesiredState::offers).orElse(List.of())) {
      if (offer.isPattern()) continue;
      Optional<Queue> queue = naming.find(offer.ref().value());
      if (queue.isEmpty()) continue;
      Set<String> codes = new LinkedHashSet<>();
      for (Sourced<String> code : offer.codes()) {
        Optional.ofNullable(now.get(code.value())).ifPresent(codes::add);
      }
      named.add(new Named(queue.get(), codes));
    }
    return named;
  }

  private Optional<Change> add(Pair pair, SourcePosition at, Set<Pair> declared) {
    DesiredCode entry = matching.entry(pair.code()).orElseThrow();
    Optional<LiveCode> live = matching.live(entry);
    Optional<Set<String>> offered = offered(pair, at);
    if (offered.isEmpty()) return Optional.empty();
    if (live.isEmpty()) {
      // it goes as its code goes
      return Optional.ofNullable(creates.get(entry.key()))
          .map(create -> change(Effect.Action.ADD_TO_QUEUE, pair, create.origin(), at));
    }
    if (offered.get().contains(live.get().id())) return Optional.empty();
    boolean isDrift = declared.contains(pair) && !byPattern.contains(pair);
    Origin git = base.isEmpty() ? Origin.UNKNOWN : Origin.GIT;
    return Optional.of(change(Effect.Action.ADD_TO_QUEUE, pair, isDrift ? Origin.DRIFT : git, at));
  }

  private Optional<Change> remove(Pair pair, SourcePosition at) {
    Optional<LiveCode> live = matching.entry(pair.code()).flatMap(matching::live);
    if (live.isEmpty()) return Optional.empty();
    return offered(pair, at)
        .filter(offered -> offered.contains(live.get().id()))
        .map(offered -> change(Effect.Action.REMOVE_FROM_QUEUE, pair, Origin.GIT, at));
  }

  /// What a queue offers; an error where that could not be read.
  private Optional<Set<String>> offered(Pair pair, SourcePosition at) {
    Optional<Set<String>> offered = queues.codesOf(pair.queue());
    if (offered.isEmpty() && unread.add(pair.queue())) {
      findings.add(
          Finding.error(
              "unread-queue",
              "which codes the queue '%s' offers could not be read".formatted(pair.queue().label()),
              Optional.of(at),
              pair.queue().name(),
              "try again, or take the queue out of the files"));
    }
    return offered;
  }

  private Change change(Effect.Action action, Pair pair, Origin origin, SourcePosition at) {
    DesiredCode entry = matching.entry(pair.code()).orElseThrow();
    return new Change.QueuePair(
        action, entry, matching.live(entry), pair.queue(), origin, Impact.NONE, at);
  }

  /// Pairs that the base declared under a key which the files still have, without the pair.
  private Map<Pair, SourcePosition> removals(List<Named> offersBefore) {
    Map<Pair, SourcePosition> removals = new LinkedHashMap<>();
    Map<QueueRef, List<DesiredCode>> lost = new LinkedHashMap<>();
    before.forEach(
        (entry, earlier) -> {
          if (entry.queues().isEmpty()) return;
          for (Sourced<QueueRef> queue : earlier.queues().orElse(List.of())) {
            Optional<Queue> found = naming.find(queue.value());
            found.ifPresent(one -> removals.put(new Pair(entry.key(), one), entry.at()));
            if (found.isEmpty() && isLost(entry, queue.value())) {
              lost.computeIfAbsent(queue.value(), none -> new ArrayList<>()).add(entry);
            }
          }
        });
    lost.forEach((queue, entries) -> findings.add(lost(queue, entries)));
    for (Named offer : offersBefore) {
      SourcePosition at = places.get(offer.queue());
      if (at == null) continue;
      offer.codes().forEach(code -> removals.put(new Pair(code, offer.queue()), at));
    }
    removals.keySet().removeAll(wanted.places().keySet());
    return removals;
  }

  /// Whether a code is no longer declared for a queue of the base that can't be found, and nothing
  /// else says so.
  private boolean isLost(DesiredCode entry, QueueRef queue) {
    return matching.live(entry).isPresent()
        && entry.queues().orElseThrow().stream().noneMatch(one -> one.value().equals(queue));
  }

  private Finding lost(QueueRef queue, List<DesiredCode> entries) {
    int meant = naming.meant(queue).size();
    String view = queues.unseen().map(why -> " among those that can be seen: " + why).orElse("");
    String why =
        meant == 0
            ? "there is no queue '%s' any more%s".formatted(queue.name(), view)
            : "%s are called '%s' now".formatted(Words.count(meant, "queue"), queue.name());
    return Finding.warning(
        "lost-queue",
        "%s, so that nothing is removed from it: %s"
            .formatted(why, Words.named(entries.stream().map(DesiredCode::key).toList(), LISTED)),
        entries.getFirst().at(),
        entries.getFirst().key(),
        "if it has another name now, or is only out of sight, take them out of it by hand");
  }

  private List<Change> sorted(List<Change> changes) {
    Map<String, Integer> order = new HashMap<>();
    desired.codes().forEach(entry -> order.put(entry.key(), order.size()));
    Comparator<Change> byCode = Comparator.comparing(change -> order.get(change.code()));
    changes.sort(
        Comparator.comparing((Change change) -> change.effect().action())
            .thenComparing(byCode)
            .thenComparing(change -> ((Change.QueuePair) change).queue().name())
            .thenComparing(change -> ((Change.QueuePair) change).queue().id()));
    return changes;
  }
}
