package dev.wrapup.report;

import dev.wrapup.model.Unseen;
import dev.wrapup.model.Value;
import dev.wrapup.plan.FieldChange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What there is to tell of a field's old and new value.
sealed interface Difference {
  /// The code is new, so there is no old value.
  record Added(Value value) implements Difference {}

  /// The code goes, so there is no new value.
  record Removed(Value value) implements Difference {}

  /// One text takes another's place.
  record Texts(String from, String to) implements Difference {
    /// What differs although the eye misses it.
    Optional<String> unseen() {
      return Unseen.difference(from, to);
    }
  }

  /// One set takes another's place.
  record Sets(List<Value.Outcome> from, List<Value.Outcome> to) implements Difference {
    List<Value.Outcome> gone() {
      return without(from, to);
    }

    List<Value.Outcome> come() {
      return without(to, from);
    }

    private static List<Value.Outcome> without(
        List<Value.Outcome> these, List<Value.Outcome> those) {
      Set<Value.Outcome> others = new HashSet<>(those);
      return these.stream().filter(one -> !others.contains(one)).toList();
    }
  }

  static Difference of(FieldChange change) {
    return of(change.from(), change.to());
  }

  /// @param from empty if there was none
  /// @param to empty if there is none any more; one of them is there
  static Difference of(Optional<Value> from, Optional<Value> to) {
    if (from.isPresent() && to.isPresent()) return of(from.get(), to.get());
    return to.<Difference>map(Added::new).orElseGet(() -> new Removed(from.orElseThrow()));
  }

  /// What differs between two values although the eye misses it.
  static Optional<String> unseen(Value one, Value other) {
    return of(one, other) instanceof Texts texts ? texts.unseen() : Optional.empty();
  }

  private static Difference of(Value from, Value to) {
    if (from instanceof Value.Text before && to instanceof Value.Text after) {
      return new Texts(before.text(), after.text());
    }
    return new Sets(outcomes(from), outcomes(to));
  }

  private static List<Value.Outcome> outcomes(Value value) {
    return switch (value) {
      case Value.Outcomes outcomes -> outcomes.outcomes();
      case Value.Text ignored -> List.of();
    };
  }
}
