package dev.wrapup.plan.diff;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.text.InvisibleDifference;
import dev.wrapup.model.text.VisibleChars;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One difference between what Git declares and what is live.
///
/// @param field the dialect's key, or one of its other fields
/// @param from the live value; empty when the code is created
/// @param to the desired value; empty when the code is deleted
/// @param base the value before both sides changed it; empty unless it is a collision
public record FieldChange(
    Field field, Optional<Value> from, Optional<Value> to, Origin origin, Optional<Value> base) {
  public FieldChange(Field field, Optional<Value> from, Optional<Value> to, Origin origin) {
    this(field, from, to, origin, Optional.empty());
  }

  public FieldChange {
    if (from.equals(to)) throw new IllegalArgumentException(field + " does not change");
  }

  /// Whether something is gone afterwards: the text, or one of several outcomes.
  public boolean isLoss() {
    if (from.isEmpty() || to.isEmpty()) return false;
    return switch (from.get()) {
      case Value.Text text -> !text.isEmpty() && to.get().isEmpty();
      case Value.Outcomes outcomes -> !ids(to.get()).containsAll(ids(outcomes));
    };
  }

  private static Set<String> ids(Value value) {
    return value instanceof Value.Outcomes some
        ? some.outcomes().stream().map(Value.Outcome::id).collect(Collectors.toSet())
        : Set.of();
  }

  /// Of one field of a live code.
  Risk risk() {
    if (origin == Origin.DRIFT || isLoss() || field.isScope()) return Risk.HIGH;
    return field.isKey() || field.automatic().isPresent() ? Risk.MEDIUM : Risk.LOW;
  }

  /// Whether the eye misses what becomes of a text: a character that nobody sees, a blank at the
  /// edge of a name, or a letter for one that looks like it; or that outcomes only swap their ids.
  public boolean isHidden() {
    return switch (to.orElse(new Value.Text(""))) {
      case Value.Text(String now) -> {
        boolean isEdged = from.isEmpty() && field.isNaming() && !now.equals(now.strip());
        yield isEdged || isHidden(from.map(Value::text).orElse(""), now);
      }
      case Value.Outcomes now -> !now.isEmpty() && isHidden(names(from), names(to));
    };
  }

  private static boolean isHidden(String before, String now) {
    return (VisibleChars.hides(now) && !VisibleChars.hides(before)) || isUnseen(before, now);
  }

  private static boolean isHidden(Map<String, String> before, Map<String, String> now) {
    boolean hidBefore = before.values().stream().anyMatch(VisibleChars::hides);
    if (!hidBefore && now.values().stream().anyMatch(VisibleChars::hides)) return true;
    boolean isSwap = before.size() > 1 && sorted(before).equals(sorted(now));
    return isSwap
        || now.entrySet().stream()
            .anyMatch(entry -> isUnseen(before.getOrDefault(entry.getKey(), ""), entry.getValue()));
  }

  private static boolean isUnseen(String before, String now) {
    return !before.equals(now) && InvisibleDifference.difference(before, now).isPresent();
  }

  private static List<String> sorted(Map<String, String> texts) {
    return texts.values().stream().sorted().toList();
  }

  /// What outcomes are called, by their ids.
  private static Map<String, String> names(Optional<Value> value) {
    return value.orElse(new Value.Text("")) instanceof Value.Outcomes some
        ? some.outcomes().stream()
            .collect(
                Collectors.toMap(
                    Value.Outcome::id, Value.Outcome::name, (one, other) -> one + other))
        : Map.of();
  }

  /// That a queue begins or ceases to offer the code.
  static FieldChange ofQueue(boolean isAdd, Queue queue, Origin origin) {
    Value value = queues(List.of(queue));
    return isAdd ? added(Field.QUEUE, value, origin) : removed(Field.QUEUE, value, origin);
  }

  /// The same of several, as the list of them that comes to be or ends.
  public static FieldChange ofQueues(boolean isAdd, Collection<Queue> queues, Origin origin) {
    Optional<Value> some = Optional.of(queues(queues));
    Optional<Value> none = Optional.of(Field.QUEUE.empty());
    return new FieldChange(Field.QUEUE, isAdd ? none : some, isAdd ? some : none, origin);
  }

  private static Value queues(Collection<Queue> queues) {
    return new Value.Outcomes(
        queues.stream().map(queue -> new Value.Outcome(queue.id(), queue.name())).toList());
  }

  /// All that a new code starts with, its key first.
  public static List<FieldChange> all(DesiredCode entry, Dialect dialect, Origin origin) {
    List<FieldChange> fields = new ArrayList<>();
    fields.add(added(dialect.key(), new Value.Text(entry.key()), origin));
    for (Field field : dialect.fields()) {
      entry.initial(field).ifPresent(value -> fields.add(added(field, value, origin)));
    }
    return fields;
  }

  /// All that a code has that goes, its key first.
  public static List<FieldChange> all(LiveCode live, Dialect dialect, Origin origin) {
    List<FieldChange> fields = new ArrayList<>();
    fields.add(removed(dialect.key(), new Value.Text(live.code()), origin));
    for (Field field : dialect.fields()) {
      Value value = live.value(field);
      if (!value.isEmpty()) fields.add(removed(field, value, origin));
    }
    return fields;
  }

  public static FieldChange added(Field field, Value to, Origin origin) {
    return new FieldChange(field, Optional.empty(), Optional.of(to), origin);
  }

  public static FieldChange removed(Field field, Value from, Origin origin) {
    return new FieldChange(field, Optional.of(from), Optional.empty(), origin);
  }
}
