package dev.wrapup.report;

import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// A value on a page, in lines of pieces, of which some are marked as what differs.
record ValueHtml(List<List<Piece>> lines) {
  static final ValueHtml NONE = new ValueHtml(List.of());

  /// @param marked whether it is in this value and not in the other
  record Piece(String text, boolean marked) {}

  ValueHtml {
    lines = lines.stream().map(List::copyOf).toList();
  }

  static ValueHtml whole(Value value) {
    return switch (value) {
      case Value.Text text -> new ValueHtml(List.of(line(Phrase.value(text.text()), false)));
      case Value.Outcomes outcomes -> outcomes(outcomes.outcomes(), List.of());
    };
  }

  /// Outcomes of a set, each on its line.
  ///
  /// @param marked those that are in this set and not in the other
  static ValueHtml outcomes(List<Value.Outcome> outcomes, List<Value.Outcome> marked) {
    if (outcomes.isEmpty()) return new ValueHtml(List.of(line(Phrase.ours("(none)"), false)));
    Set<Value.Outcome> differing = new HashSet<>(marked);
    return new ValueHtml(
        outcomes.stream()
            .map(outcome -> line(Phrase.value(outcome), differing.contains(outcome)))
            .toList());
  }

  /// The old text, with the words that go marked.
  ///
  /// @param parts of both texts; empty if they have too little in common
  static ValueHtml before(String text, List<WordDiff.Part> parts) {
    return text(text, parts, WordDiff.Part::before);
  }

  /// The new text, with the words that come marked.
  static ValueHtml after(String text, List<WordDiff.Part> parts) {
    return text(text, parts, WordDiff.Part::after);
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
