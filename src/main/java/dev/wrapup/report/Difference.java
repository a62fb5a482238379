package dev.wrapup.report;

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

  /// Of a set, some go and some come.
  record Members(List<Value.Outcome> gone, List<Value.Outcome> come) implements Difference {}

  static Difference of(FieldChange change) {
    return change.from().isPresent() && change.to().isPresent()
        ? of(change.from().get(), change.to().get())
        : ofOne(change);
  }

  private static Difference ofOne(FieldChange change) {
    return change
        .to()
        .<Difference>map(Added::new)
        .orElseGet(() -> new Removed(change.from().orElseThrow()));
  }

  private static Difference of(Value from, Value to) {
    if (from instanceof Value.Text before && to instanceof Value.Text after) {
      return new Texts(before.text(), after.text());
    }
    return new Members(without(from, to), without(to, from));
  }

  private static List<Value.Outcome> without(Value these, Value those) {
    Set<Value.Outcome> others = new HashSet<>(outcomes(those));
    return outcomes(these).stream().filter(one -> !others.contains(one)).toList();
  }

  private static List<Value.Outcome> outcomes(Value value) {
    return switch (value) {
      case Value.Outcomes outcomes -> outcomes.outcomes();
      case Value.Text ignored -> List.of();
    };
  }
}
