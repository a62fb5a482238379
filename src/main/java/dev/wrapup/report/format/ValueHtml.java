package dev.wrapup.report.format;

import dev.wrapup.model.Value;
import dev.wrapup.report.doc.Difference;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.WordDiff;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// A value on a page, in lines of pieces, of which some are marked as what differs.
record ValueHtml(List<List<Piece>> lines) {
  private static final ValueHtml NONE = new ValueHtml(List.of());

  /// @param marked whether it is in this value and not in the other
  record Piece(String text, boolean marked) {}

  ValueHtml {
    lines = lines.stream().map(List::copyOf).toList();
  }

  /// One side of a difference.
  ///
  /// @param isOld whether it is the side that goes
  static ValueHtml of(Difference difference, boolean isOld) {
    return switch (difference) {
      case Difference.Added added -> isOld ? NONE : whole(added.value());
      case Difference.Removed removed -> isOld ? whole(removed.value()) : NONE;
      case Difference.Texts texts -> {
        List<WordDiff.Part> parts = WordDiff.of(texts.from(), texts.to());
        yield isOld
            ? text(texts.from(), parts, WordDiff.Part::before)
            : text(texts.to(), parts, WordDiff.Part::after);
      }
      case Difference.Sets sets ->
          isOld ? outcomes(sets.from(), sets.gone()) : outcomes(sets.to(), sets.come());
    };
  }

  private static ValueHtml whole(Value value) {
    return switch (value) {
      case Value.Text text -> new ValueHtml(List.of(line(Phrase.value(text.text()), false)));
      case Value.Outcomes outcomes -> outcomes(outcomes.outcomes(), List.of());
    };
  }

  /// Outcomes of a set, each on its line.
  ///
  /// @param marked those that are in this set and not in the other
  private static ValueHtml outcomes(List<Value.Outcome> outcomes, List<Value.Outcome> marked) {
    if (outcomes.isEmpty()) return new ValueHtml(List.of(line(Phrase.ours("(none)"), false)));
    Set<Value.Outcome> differing = new HashSet<>(marked);
    return new ValueHtml(
        outcomes.stream()
            .map(outcome -> line(Phrase.value(outcome), differing.contains(outcome)))
            .toList());
  }

  private static ValueHtml text(
      String text, List<WordDiff.Part> parts, Function<WordDiff.Part, String> side) {
    if (parts.isEmpty() || text.isEmpty()) {
      return new ValueHtml(List.of(line(Phrase.value(text), true)));
    }
    boolean hasEdges = !text.equals(text.strip());
    List<Piece> line = new ArrayList<>();
    if (hasEdges) line.add(new Piece("\"", false));
    for (WordDiff.Part part : parts) {
      String here = side.apply(part);
      if (!here.isEmpty()) line.add(new Piece(here, !part.isSame()));
    }
    if (hasEdges) line.add(new Piece("\"", false));
    return new ValueHtml(List.of(line));
  }

  private static List<Piece> line(Phrase phrase, boolean marked) {
    return phrase.parts().stream().map(part -> new Piece(part.text(), marked)).toList();
  }
}
