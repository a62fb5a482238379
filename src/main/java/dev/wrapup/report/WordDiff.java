package dev.wrapup.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/// The difference of two texts, word by word: `Caller [dialled → dialed] the wrong number.`
final class WordDiff {
  /// So many unchanged words are shown beside a difference.
  private static final int CONTEXT = 8;

  private WordDiff() {}

  /// The difference in one line, or nothing if so little is common that old and new read better
  /// whole.
  static String of(String from, String to) {
    List<String> before = words(from);
    List<String> after = words(to);
    List<AbstractDelta<String>> deltas = DiffUtils.diff(before, after).getDeltas();
    int changed = deltas.stream().mapToInt(d -> d.getSource().size() + d.getTarget().size()).sum();
    if (changed * 2 > before.size() + after.size()) return "";
    StringBuilder text = new StringBuilder();
    int position = 0;
    for (AbstractDelta<String> delta : deltas) {
      int start = delta.getSource().getPosition();
      unchanged(text, before.subList(position, start), position == 0, false);
      text.append(mark(delta));
      position = start + delta.getSource().size();
    }
    unchanged(text, before.subList(position, before.size()), false, true);
    return text.toString();
  }

  private static String mark(AbstractDelta<String> delta) {
    String gone = String.join("", delta.getSource().getLines());
    String come = String.join("", delta.getTarget().getLines());
    if (gone.isEmpty()) return "[+" + come + "]";
    if (come.isEmpty()) return "[-" + gone + "]";
    return "[" + gone + " → " + come + "]";
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
