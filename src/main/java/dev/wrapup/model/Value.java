package dev.wrapup.model;

import java.util.Comparator;
import java.util.List;

/// What a field holds. Equal values are no difference: text compares exactly, outcomes as a set.
public sealed interface Value {
  /// True for the value that absent, null and empty live values all stand for.
  boolean isEmpty();

  /// The text; of outcomes, none.
  String text();

  /// Of all its texts, in UTF-16 units.
  int length();

  /// A text, or a choice's word.
  record Text(String text) implements Value {
    @Override
    public boolean isEmpty() {
      return text.isEmpty();
    }

    @Override
    public int length() {
      return text.length();
    }
  }

  /// What an agent can report with the code.
  ///
  /// @param outcomes kept sorted by id, then name, without repeats, so that equal sets are equal
  record Outcomes(List<Outcome> outcomes) implements Value {
    private static final Comparator<Outcome> ORDER =
        Comparator.comparing(Outcome::id).thenComparing(Outcome::name);

    public Outcomes {
      outcomes = outcomes.stream().distinct().sorted(ORDER).toList();
    }

    @Override
    public boolean isEmpty() {
      return outcomes.isEmpty();
    }

    @Override
    public String text() {
      return "";
    }

    @Override
    public int length() {
      return outcomes.stream().mapToInt(one -> one.id().length() + one.name().length()).sum();
    }
  }

  /// One result that an agent can report with a code.
  record Outcome(String id, String name) {}
}
