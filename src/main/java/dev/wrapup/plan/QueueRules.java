package dev.wrapup.plan;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What agents get of a plan's queues: lists that are too long, codes of another division, and
/// queues that offer nothing any more though their agents must pick.
final class QueueRules {
  /// More codes than an agent finds one among without searching.
  private static final int MANY = 15;

  private static final int NAMED = 5;

  private final Dialect dialect;
  private final List<Change> changes;

  /// How many codes a queue offers after the plan.
  private final Map<Queue, Integer> after = new LinkedHashMap<>();

  /// Where codes are moved to, by their ids.
  private final Map<String, String> moved = new HashMap<>();

  private QueueRules(Dialect dialect, List<Change> changes, Queues queues) {
    this.dialect = dialect;
    this.changes = new ArrayList<>(changes);
    Set<String> deleted =
        changes.stream()
            .filter(Change.Delete.class::isInstance)
            .map(change -> change.live().orElseThrow().id())
            .collect(Collectors.toSet());
    for (Queue queue : queues.all()) {
      queues
          .codesOf(queue)
          .ifPresent(
              codes ->
                  after.put(
                      queue, (int) codes.stream().filter(id -> !deleted.contains(id)).count()));
    }
    for (Change.QueuePair pair : pairs()) {
      after.merge(pair.queue(), pair.isAdd() ? 1 : -1, Integer::sum);
    }
    this.changes.replaceAll(change -> warned(change, emptied(change, queues)));
    for (Change change : changes) {
      if (!(change instanceof Change.Update update)) continue;
      for (FieldChange field : update.fields()) {
        if (field.field().isScope())
          moved.put(update.before().id(), field.to().orElseThrow().text());
      }
    }
  }

  /// The changes, with a warning where one takes the last code of a queue whose agents must pick.
  ///
  /// @param findings gets what is odd, and harms nothing
  static List<Change> check(
      Dialect dialect, List<Change> changes, Catalog catalog, List<Finding> findings) {
    if (catalog.queues().isEmpty()) return changes;
    QueueRules rules = new QueueRules(dialect, changes, catalog.queues().get());
    rules.crowded().ifPresent(findings::add);
    rules.elsewhere(findings);
    return rules.changes;
  }

  /// Agents of such a queue could not end a contact.
  static Optional<Refusal> emptied(Plan plan) {
    List<String> emptied =
        plan.changes().stream()
            .flatMap(change -> change.warnings().stream())
            .filter(warning -> warning.kind() == Warning.Kind.EMPTIES_QUEUE)
            .map(Warning::message)
            .distinct()
            .toList();
    if (emptied.isEmpty()) return Optional.empty();
    return Optional.of(
        new Refusal("empties-queue", Words.named(emptied, NAMED), Optional.empty(), true));
  }

  /// What removals are, for people.
  static String removing(int pairs) {
    return "to remove codes from queues %s".formatted(Words.count(pairs, "time"));
  }

  private List<Change.QueuePair> pairs() {
    return changes.stream()
        .filter(Change.QueuePair.class::isInstance)
        .map(Change.QueuePair.class::cast)
        .toList();
  }

  /// The queues that a change takes a code from, and that offer nothing then though they must.
  private List<Queue> emptied(Change change, Queues queues) {
    return switch (change) {
      case Change.Create ignored -> List.of();
      case Change.Update ignored -> List.of();
      case Change.QueuePair pair ->
          pair.isAdd() || !isEmptied(pair.queue()) ? List.of() : List.of(pair.queue());
      case Change.Delete delete ->
          after.keySet().stream()
              .filter(this::isEmptied)
              .filter(queue -> queues.codesOf(queue).orElseThrow().contains(delete.before().id()))
              .toList();
    };
  }

  private int count(Queue queue) {
    return after.getOrDefault(queue, 0);
  }

  private boolean isEmptied(Queue queue) {
    return queue.isMandatory() && count(queue) <= 0;
  }

  private static Change warned(Change change, List<Queue> emptied) {
    Optional<String> code = change.live().map(LiveCode::id);
    Change warned = change;
    for (Queue queue : emptied) {
      Referrer used = new Referrer("queue", queue.id(), queue.name(), code, Optional.empty());
      warned =
          warned.with(
              new Warning(
                  Warning.Kind.EMPTIES_QUEUE,
                  "queue \"%s\" would offer no code, and its agents must pick one"
                      .formatted(queue.label()),
                  List.of(new CodeReference(used, CodeReference.By.ID))));
    }
    return warned;
  }

  private Optional<Finding> crowded() {
    Map<Queue, Change.QueuePair> crowded = new LinkedHashMap<>();
    for (Change.QueuePair pair : pairs()) {
      if (pair.isAdd() && count(pair.queue()) > MANY) crowded.putIfAbsent(pair.queue(), pair);
    }
    if (crowded.isEmpty()) return Optional.empty();
    Change.QueuePair first = crowded.values().iterator().next();
    List<String> named =
        crowded.keySet().stream()
            .map(queue -> "%s (%s)".formatted(queue.label(), Words.count(count(queue), "code")))
            .toList();
    return Optional.of(
        Finding.warning(
            "crowded-queue",
            "%s would offer more than %s: %s"
                .formatted(
                    Words.count(crowded.size(), "queue"),
                    Words.count(MANY, "code"),
                    Words.named(named, NAMED)),
            first.source(),
            "",
            "agents find a code sooner in a shorter list"));
  }

  private void elsewhere(List<Finding> findings) {
    if (dialect.scope().isEmpty()) return;
    Map<String, List<Change.QueuePair>> elsewhere = new LinkedHashMap<>();
    for (Change.QueuePair pair : pairs()) {
      if (!pair.isAdd() || pair.queue().division().isEmpty()) continue;
      Optional<String> division = division(pair);
      boolean isApart =
          division.isPresent()
              && !division.get().equals(dialect.scope().get().everywhere())
              && !division.equals(pair.queue().division());
      if (isApart) elsewhere.computeIfAbsent(pair.code(), code -> new ArrayList<>()).add(pair);
    }
    elsewhere.forEach((code, pairs) -> findings.add(elsewhere(code, pairs)));
  }

  private Finding elsewhere(String code, List<Change.QueuePair> pairs) {
    Change.QueuePair first = pairs.getFirst();
    List<String> named =
        pairs.stream()
            .map(Change.QueuePair::queue)
            .map(queue -> "%s (%s)".formatted(queue.label(), queue.division().orElseThrow()))
            .toList();
    return Finding.warning(
        "offered-elsewhere",
        "'%s' is in the %s '%s', and %s of other %ss would offer it: %s"
            .formatted(
                code,
                dialect.scope().orElseThrow().field().name(),
                division(first).orElseThrow(),
                Words.count(pairs.size(), "queue"),
                dialect.scope().orElseThrow().field().name(),
                Words.named(named, NAMED)),
        first.source(),
        "",
        "who sees the queue may not see the code: give both the same, or the code '%s'"
            .formatted(dialect.scope().orElseThrow().everywhere()));
  }

  /// Where the code of a pair is after the plan; empty if nothing says that.
  private Optional<String> division(Change.QueuePair pair) {
    Field field = dialect.scope().orElseThrow().field();
    return pair.live()
        .map(live -> moved.getOrDefault(live.id(), live.value(field).text()))
        .or(() -> pair.desired().initial(field).map(Value::text))
        .filter(division -> !division.isEmpty());
  }
}
