package dev.wrapup.model.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Names a difference that the eye misses: white space, look-alike letters, the same letters
/// composed otherwise.
public final class InvisibleDifference {
  private static final int FEW = 3;

  /// In UTF-16 units; a difference in longer texts than any field takes is looked for by nobody.
  /// Normal forms take time with the square of the marks that stand on one letter.
  private static final int LONGEST = 2_048;

  private InvisibleDifference() {}

  /// What differs, by the characters' names; empty if anybody can see it.
  public static Optional<String> difference(String from, String to) {
    if (from.isEmpty() || to.isEmpty()) return Optional.empty();
    if (Math.max(from.length(), to.length()) > LONGEST) return Optional.empty();
    boolean isPlain = isAscii(from) && isAscii(to);
    // what is neither drawn alike nor a few blanks, without a look at it
    if (isPlain && Math.abs(from.length() - to.length()) > FEW) return Optional.empty();
    if (!isPlain && composed(from).equals(composed(to))) {
      return Optional.of("the same letters, composed otherwise (Unicode normal forms)");
    }
    int[] before = from.codePoints().toArray();
    int[] after = to.codePoints().toArray();
    int start = 0;
    while (start < Math.min(before.length, after.length) && before[start] == after[start]) start++;
    int end = 0;
    while (end < Math.min(before.length, after.length) - start
        && before[before.length - 1 - end] == after[after.length - 1 - end]) {
      end++;
    }
    List<Integer> gone = part(before, after, start, end);
    List<Integer> come = part(after, before, start, end);
    boolean isUnseen =
        isAlike(gone, come)
            || (gone.size() <= FEW && come.size() <= FEW && isBlank(gone) && isBlank(come));
    if (!isUnseen) return Optional.empty();
    return Optional.of(names(gone) + " → " + names(come));
  }

  /// Whether a text is composed in one way only, as almost all are.
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= 0x80) return false;
    return true;
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /// What differs between the ends that don't; in texts of one length only the signs that do.
  private static List<Integer> part(int[] text, int[] other, int start, int end) {
    List<Integer> part = new ArrayList<>();
    for (int i = start; i < text.length - end; i++) {
      if (text.length != other.length || text[i] != other[i]) part.add(text[i]);
    }
    return part;
  }

  private static boolean isBlank(List<Integer> part) {
    return part.stream()
        .allMatch(c -> Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT);
  }

  /// One letter for another of another script, or a sign for one that is like it: a few, or as many
  /// as there are if they are drawn alike.
  private static boolean isAlike(List<Integer> gone, List<Integer> come) {
    if (gone.size() != come.size()) return false;
    int others = 0;
    for (int i = 0; i < gone.size(); i++) {
      int from = gone.get(i);
      int to = come.get(i);
      boolean otherScript =
          Character.UnicodeScript.of(from) != Character.UnicodeScript.of(to)
              && Character.isLetter(from)
              && Character.isLetter(to);
      boolean otherSign =
          !Character.isLetterOrDigit(from) && Character.getType(from) == Character.getType(to);
      if (!otherScript && !otherSign) return false;
      if (!shape(from).equals(shape(to))) others++;
    }
    return others <= FEW;
  }

  private static String shape(int c) {
    return Confusables.shape(Character.toString(c));
  }

  private static String names(List<Integer> part) {
    if (part.isEmpty()) return "nothing";
    return Words.named(
        part.stream()
            .map(c -> Optional.ofNullable(Character.getName(c)).orElse("U+%04X".formatted(c)))
            .toList(),
        FEW);
  }
}
