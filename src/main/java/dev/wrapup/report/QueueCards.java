package dev.wrapup.report;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.plan.diff.Risk;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tally;
import dev.wrapup.report.doc.Tone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Groups the pairs of a plan for its report: each code once, with all queues that begin or cease
/// to offer it.
///
/// @param groups pairs that are told as one, by the first of them
public record QueueCards(Map<Change, List<Change.QueuePair>> groups) {
  private static final int NAMED = 2;

  /// So many stand in a list; JSON has all.
  private static final int LISTED = 20;

  private record Alike(String code, Effect.Action action, Origin origin, Risk risk) {}

  public static QueueCards of(List<Change> changes) {
    Map<Alike, List<Change.QueuePair>> alike = new LinkedHashMap<>();
    for (Change change : changes) {
      if (!(change instanceof Change.QueuePair pair)) continue;
      Alike key = new Alike(pair.code(), pair.effect().action(), pair.origin(), pair.risk());
      alike.computeIfAbsent(key, none -> new ArrayList<>()).add(pair);
    }
    Map<Change, List<Change.QueuePair>> groups = new HashMap<>();
    alike.values().forEach(pairs -> groups.put(pairs.getFirst(), pairs));
    return new QueueCards(groups);
  }

  /// How often queues begin or cease to offer a code; empty if none does.
  static String counts(Plan plan) {
    return tallies(plan).stream()
        .map(tally -> ", %s %s".formatted(tally.number(), tally.noun()))
        .collect(Collectors.joining());
  }

  static List<Tally> tallies(Plan plan) {
    List<Tally> tallies = new ArrayList<>();
    if (plan.queueAdds() > 0) {
      tallies.add(Tally.of(plan.queueAdds(), "to add to queues", Tone.GOOD));
    }
    if (plan.queueRemovals() > 0) {
      tallies.add(Tally.of(plan.queueRemovals(), "to remove from queues", Tone.BAD));
    }
    return tallies;
  }

  /// The changes without those pairs that are told with another one.
  public List<Change> told(List<Change> changes) {
    if (groups.isEmpty()) return changes;
    return changes.stream()
        .filter(change -> !(change instanceof Change.QueuePair) || groups.containsKey(change))
        .toList();
  }

  /// All that is told with a change; of any but a pair, the change alone.
  List<? extends Change> with(Change change) {
    List<Change.QueuePair> pairs = groups.get(change);
    return pairs == null ? List.of(change) : pairs;
  }

  private List<Change.QueuePair> pairs(Change first) {
    return groups.getOrDefault(first, List.of());
  }

  /// What becomes of the queues of a group, as one field for people.
  FieldChange field(Change first) {
    List<Queue> queues = pairs(first).stream().map(Change.QueuePair::queue).toList();
    boolean isAdd = ((Change.QueuePair) first).isAdd();
    return told(FieldChange.ofQueues(isAdd, queues, first.origin()), queues);
  }

  /// A field of queues for people, who tell a queue by its name where no other one has it.
  ///
  /// @param queues as far as they are known
  static FieldChange told(FieldChange field, Collection<Queue> queues) {
    Set<String> named =
        queues.stream()
            .filter(queue -> !queue.isNamesake())
            .map(Queue::id)
            .collect(Collectors.toSet());
    return new FieldChange(
        field.field(),
        field.from().map(value -> named(value, named)),
        field.to().map(value -> named(value, named)),
        field.origin(),
        field.base());
  }

  private static Value named(Value queues, Set<String> named) {
    return new Value.Outcomes(
        ((Value.Outcomes) queues)
            .outcomes().stream()
                .map(
                    one ->
                        new Value.Outcome(
                            named.contains(one.id()) ? "" : one.id(), Queue.shown(one.name())))
                .toList());
  }

  /// The queues of a field that a list has room for.
  static Value listed(Value queues) {
    List<Value.Outcome> all = ((Value.Outcomes) queues).outcomes();
    return new Value.Outcomes(all.stream().limit(LISTED).toList());
  }

  /// A list as long as there is room for it, and what it leaves out.
  static List<Phrase> listed(List<Phrase> queues) {
    return Stream.concat(queues.stream().limit(LISTED), more(queues.size()).stream()).toList();
  }

  /// What a list of so many queues leaves out, if anything.
  private static Optional<Phrase> more(int all) {
    return all <= LISTED
        ? Optional.empty()
        : Optional.of(
            Phrase.ours(
                "and %s; --format json has all"
                    .formatted(Words.count(all - LISTED, "more queue"))));
  }

  /// What the list of a field's queues leaves out, if anything.
  static Optional<Phrase> more(FieldChange queues) {
    return Stream.of(queues.from(), queues.to())
        .flatMap(Optional::stream)
        .flatMap(value -> more(((Value.Outcomes) value).outcomes().size()).stream())
        .findFirst();
  }

  /// `Billing, Sales and 14 more queues: agents lose Refund`.
  Phrase sentence(Change first) {
    boolean isAdd = ((Change.QueuePair) first).isAdd();
    return named(first)
        .and(isAdd ? ": agents gain " : ": agents lose ")
        .and(Phrase.value(first.live().map(LiveCode::label).orElse(first.code())));
  }

  /// `Billing, Sales and 14 more queues`.
  Phrase named(Change first) {
    List<Phrase> queues = Doc.lazily(pairs(first), pair -> name(pair.queue()));
    Phrase named = Phrase.named(queues, NAMED);
    if (queues.size() > NAMED) named = named.and(queues.size() == NAMED + 1 ? " queue" : " queues");
    return named;
  }

  /// A queue as people tell it from others.
  static Phrase name(Queue queue) {
    Phrase name = Phrase.value(Queue.shown(queue.name()));
    return queue.isNamesake() ? name.and(" (id ").and(Phrase.theirs(queue.id())).and(")") : name;
  }

  /// `queue Billing`, `queues Billing, Sales and 14 more`.
  static Phrase queues(List<Phrase> names) {
    return Phrase.ours(names.size() == 1 ? "queue " : "queues ").and(Phrase.named(names, NAMED));
  }

  /// Outcomes as they are told: those of one code that are alike, and that nothing else is to be
  /// said of, as one with all their queues; each other one by itself.
  ///
  /// @param alike what those that are told as one have in common; empty of one that is not
  static <T> List<List<T>> alike(List<T> outcomes, Function<T, Optional<List<?>>> alike) {
    List<List<Integer>> groups = new ArrayList<>();
    Map<List<?>, List<Integer>> known = new HashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Optional<List<?>> key = alike.apply(outcomes.get(i));
      if (key.isEmpty()) {
        groups.add(List.of(i));
        continue;
      }
      List<Integer> group = known.computeIfAbsent(key.get(), none -> new ArrayList<>());
      if (group.isEmpty()) groups.add(group);
      group.add(i);
    }
    return Doc.lazily(groups, group -> Doc.lazily(group, outcomes::get));
  }
}
