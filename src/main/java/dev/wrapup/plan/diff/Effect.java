package dev.wrapup.plan.diff;

import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.text.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a change does, apart from why: all that a digest covers and that a reviewed plan fixes.
///
/// @param id of the live code; empty for a create
/// @param code when it is done; of a delete, the code that goes
/// @param parts sorted by field
public record Effect(Action action, Optional<String> id, String code, List<Part> parts) {
  public enum Action implements Word {
    CREATE,
    UPDATE,
    DELETE,
    ADD_TO_QUEUE,
    REMOVE_FROM_QUEUE;

    /// Whether it is of a code and a queue, and leaves the code itself as it is.
    public boolean isOfQueue() {
      return this == ADD_TO_QUEUE || this == REMOVE_FROM_QUEUE;
    }
  }

  /// One field of it.
  public record Part(String field, Optional<Value> from, Optional<Value> to) {}

  public Effect {
    List<Part> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparing(Part::field));
    parts = List.copyOf(sorted);
  }

  /// The same of a live code by its id.
  public Effect with(Optional<String> id) {
    return new Effect(action, id, code, parts);
  }

  /// The queue that it adds the code to or removes it from, by id and name.
  public Optional<Value.Outcome> queue() {
    if (!action.isOfQueue()) return Optional.empty();
    return parts.stream()
        .filter(part -> part.field().equals(Field.QUEUE.name()))
        .flatMap(part -> part.to().or(part::from).stream())
        .filter(Value.Outcomes.class::isInstance)
        .flatMap(queues -> ((Value.Outcomes) queues).outcomes().stream())
        .findFirst();
  }

  static Effect of(Action action, Optional<String> id, String code, List<FieldChange> fields) {
    List<Part> parts = new ArrayList<>();
    for (FieldChange field : fields) {
      parts.add(new Part(field.field().name(), field.from(), field.to()));
    }
    return new Effect(action, id, code, parts);
  }
}
