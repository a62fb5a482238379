package dev.wrapup.report.doc;

import dev.wrapup.model.Value;
import dev.wrapup.model.text.InvisibleDifference;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What there is to tell of a field's old and new value.
public sealed interface Difference {
  /// The code is new, so there is no old value.
  record Added(Value value) implements Difference {}

  /// The code goes, so there is no new value.
  record Removed(Value value) implements Difference {}

  /// One text takes another's place.
  record Texts(String from, String to) implements Difference {}

  /// One set takes another's place.
  record Sets(List<Value.Outcome> from, List<Value.Outcome> to) implements Difference {
    public List<Value.Outcome> gone() {
      return without(from, to);
    }

    public List<Value.Outcome> come() {
      return without(to, from);
    }

    private static List<Value.Outcome> without(
        List<Value.Outcome> these, List<Value.Outcome> those) {
      Set<Value.Outcome> others = new HashSet<>(those);
      return these.stream().filter(one -> !others.contains(one)).toList();
    }
  }

  /// Texts up to this length are told whole, old and new.
  int SHORT = 40;

  /// What was and what is, in one line.
  default Phrase line() {
    Phrase marked = marked();
    boolean isOneText = marked.parts().stream().allMatch(Phrase.Theirs.class::isInstance);
    return isOneText ? Phrase.theirs(marked.raw()) : marked;
  }

  /// The same in pieces, of which those that come and go are told apart.
  default Phrase marked() {
    return switch (this) {
      case Added added -> Phrase.value(added.value()).in(Tone.GOOD);
      case Removed removed -> Phrase.value(removed.value()).in(Tone.BAD);
      case Texts(String from, String to) -> {
        boolean isLong = from.length() > SHORT || to.length() > SHORT;
        List<WordDiff.Part> diff = isLong ? WordDiff.of(from, to) : List.of();
        yield diff.isEmpty()
            ? Phrase.value(from).in(Tone.BAD).and(" → ").and(Phrase.value(to).in(Tone.GOOD))
            : WordDiff.line(diff);
      }
      case Sets sets -> {
        Stream<Phrase> gone =
            sets.gone().stream().map(one -> Phrase.ours("-").and(Phrase.value(one)).in(Tone.BAD));
        Stream<Phrase> come =
            sets.come().stream().map(one -> Phrase.ours("+").and(Phrase.value(one)).in(Tone.GOOD));
        yield Phrase.join(", ", Stream.concat(gone, come).toList());
      }
    };
  }

  /// @param from empty if there was none
  /// @param to empty if there is none any more; one of them is there
  static Difference of(Optional<Value> from, Optional<Value> to) {
    if (from.isPresent() && to.isPresent()) return of(from.get(), to.get());
    return to.<Difference>map(Added::new).orElseGet(() -> new Removed(from.orElseThrow()));
  }

  /// What differs although the eye misses it.
  default Optional<String> unseen() {
    return this instanceof Texts(String from, String to)
        ? InvisibleDifference.difference(from, to)
        : Optional.empty();
  }

  /// What a field was to be, and what it is.
  static Phrase clash(Phrase field, String verb, Value wanted, Value live) {
    return field
        .and("  " + verb + " ")
        .and(quoted(wanted))
        .and(", live ")
        .and(quoted(live))
        .and("; they differ in: ", of(wanted, live).unseen());
  }

  private static Phrase quoted(Value value) {
    return value instanceof Value.Text(String text)
        ? Phrase.ours("\"").and(Phrase.theirs(text)).and("\"")
        : Phrase.value(value);
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
