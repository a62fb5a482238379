package dev.wrapup.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The difference of two texts, word by word.
final class WordDiff {
  /// So many unchanged words are shown beside a difference.
  private static final int CONTEXT = 8;

  private WordDiff() {}

  sealed interface Part {}

  /// What both texts have.
  record Same(List<String> words) implements Part {}

  /// What only the old text has, and what the new one has there; one of both may be empty.
  record Differs(String gone, String come) implements Part {}

  /// The parts in order, or none if so little is common that old and new read better whole.
  static List<Part> of(String from, String to) {
    List<String> before = words(from);
    List<String> after = words(to);
    List<AbstractDelta<String>> deltas = DiffUtils.diff(before, after).getDeltas();
    int changed = deltas.stream().mapToInt(d -> d.getSource().size() + d.getTarget().size()).sum();
    if (changed * 2 > before.size() + after.size()) return List.of();
    List<Part> parts = new ArrayList<>();
    int position = 0;
    for (AbstractDelta<String> delta : deltas) {
      int start = delta.getSource().getPosition();
      same(before.subList(position, start)).ifPresent(parts::add);
      parts.add(
          new Differs(
              String.join("", delta.getSource().getLines()),
              String.join("", delta.getTarget().getLines())));
      position = start + delta.getSource().size();
    }
    same(before.subList(position, before.size())).ifPresent(parts::add);
    return parts;
  }

  private static Optional<Part> same(List<String> words) {
    return words.isEmpty() ? Optional.empty() : Optional.of(new Same(words));
  }

  /// One line, with less of what is the same: `Caller [dialled → dialed] the wrong number.`
  static String line(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case Same same -> unchanged(text, same.words(), i == 0, i == parts.size() - 1);
        case Differs differs -> text.append(mark(differs));
      }
    }
    return text.toString();
  }

  private static String mark(Differs differs) {
    if (differs.gone().isEmpty()) return "[+" + differs.come() + "]";
    if (differs.come().isEmpty()) return "[-" + differs.gone() + "]";
    return "[" + differs.gone() + " → " + differs.come() + "]";
  }

  private static void unchanged(
      StringBuilder text, List<String> words, boolean first, boolean last) {
    int most = first || last ? CONTEXT * 2 : CONTEXT * 4;
    if (words.size() <= most) {
      text.append(String.join("", words));
      return;
    }
    if (!first) text.append(String.join("", words.subList(0, CONTEXT * 2)));
    text.append("…");
    if (!last) {
      text.append(String.join("", words.subList(words.size() - CONTEXT * 2, words.size())));
    }
  }

  /// Words and what stands between them, in turn.
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= text.length(); i++) {
      boolean border =
          i == text.length()
              || Character.isLetterOrDigit(text.charAt(i))
                  != Character.isLetterOrDigit(text.charAt(i - 1));
      if (!border) continue;
      words.add(text.substring(start, i));
      start = i;
    }
    return words;
  }
}
