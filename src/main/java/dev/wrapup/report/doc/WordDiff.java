package dev.wrapup.report.doc;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/// The difference of two texts, word by word.
public final class WordDiff {
  /// So many unchanged words are shown beside a difference.
  private static final int CONTEXT = 8;

  /// Two texts of more words and gaps together are not compared: with little in common that takes
  /// time by the square. Prose of 1,024 characters each stays below.
  private static final int MOST = 800;

  private WordDiff() {}

  /// A part of both texts: the words that they share, or those of either where they differ.
  public record Part(List<String> from, List<String> to) {
    public boolean isSame() {
      return from.equals(to);
    }

    public String before() {
      return String.join("", from);
    }

    public String after() {
      return String.join("", to);
    }
  }

  /// What of a text gives way to what, between what both texts share at their ends.
  public record Replacement(String before, String gone, String come, String after) {}

  /// The words that differ as one piece.
  public static Replacement replacement(String from, String to) {
    List<String> old = words(from);
    List<String> now = words(to);
    int most = Math.min(old.size(), now.size());
    int start = 0;
    while (start < most && old.get(start).equals(now.get(start))) start++;
    int end = 0;
    while (end < most - start
        && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) end++;
    return new Replacement(
        String.join("", old.subList(0, start)),
        String.join("", old.subList(start, old.size() - end)),
        String.join("", now.subList(start, now.size() - end)),
        String.join("", old.subList(old.size() - end, old.size())));
  }

  /// The parts in order, or none if so little is common that old and new read better whole.
  public static List<Part> of(String from, String to) {
    List<String> before = words(from);
    List<String> after = words(to);
    if (before.size() + after.size() > MOST) return List.of();
    List<AbstractDelta<String>> deltas = DiffUtils.diff(before, after).getDeltas();
    int changed = deltas.stream().mapToInt(d -> d.getSource().size() + d.getTarget().size()).sum();
    if (changed * 2 > before.size() + after.size()) return List.of();
    List<Part> parts = new ArrayList<>();
    int position = 0;
    for (AbstractDelta<String> delta : deltas) {
      int start = delta.getSource().getPosition();
      same(parts, before.subList(position, start));
      parts.add(new Part(delta.getSource().getLines(), delta.getTarget().getLines()));
      position = start + delta.getSource().size();
    }
    same(parts, before.subList(position, before.size()));
    return parts;
  }

  private static void same(List<Part> parts, List<String> words) {
    if (!words.isEmpty()) parts.add(new Part(words, words));
  }

  /// One line, with less of what is the same: `Caller [dialled → dialed] the wrong number.`
  public static Phrase line(List<Part> parts) {
    Phrase line = Phrase.NONE;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      line =
          line.and(
              part.isSame()
                  ? Phrase.theirs(unchanged(part.from(), i == 0, i == parts.size() - 1))
                  : mark(part.before(), part.after()));
    }
    return line;
  }

  private static Phrase mark(String gone, String come) {
    if (gone.isEmpty()) return Phrase.theirs("[+" + come + "]").in(Tone.GOOD);
    if (come.isEmpty()) return Phrase.theirs("[-" + gone + "]").in(Tone.BAD);
    return Phrase.theirs("[")
        .and(Phrase.theirs(gone).in(Tone.BAD))
        .and(Phrase.theirs(" → "))
        .and(Phrase.theirs(come).in(Tone.GOOD))
        .and(Phrase.theirs("]"));
  }

  private static String unchanged(List<String> words, boolean first, boolean last) {
    int most = first || last ? CONTEXT * 2 : CONTEXT * 4;
    if (words.size() <= most) return String.join("", words);
    int size = words.size();
    String start = first ? "" : String.join("", words.subList(0, CONTEXT * 2));
    String end = last ? "" : String.join("", words.subList(size - CONTEXT * 2, size));
    return start + "…" + end;
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
