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
    String composed = Normalizer.normalize(from, Normalizer.Form.NFC);
    if (composed.equals(Normalizer.normalize(to, Normalizer.Form.NFC))) {
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
    List<Integer> gone = part(before, start, before.length - end);
    List<Integer> come = part(after, start, after.length - end);
    boolean isUnseen =
        gone.size() <= FEW
            && come.size() <= FEW
            && ((isBlank(gone) && isBlank(come)) || isAlike(gone, come));
    if (!isUnseen) return Optional.empty();
    return Optional.of(names(gone) + " → " + names(come));
  }

  private static List<Integer> part(int[] text, int start, int end) {
    List<Integer> part = new ArrayList<>();
    for (int i = start; i < end; i++) part.add(text[i]);
    return part;
  }

  private static boolean isBlank(List<Integer> part) {
    return part.stream()
        .allMatch(c -> Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT);
  }

  /// One letter for another of another script, or a sign for one that is like it.
  private static boolean isAlike(List<Integer> gone, List<Integer> come) {
    if (gone.size() != come.size()) return false;
    for (int i = 0; i < gone.size(); i++) {
      boolean otherScript =
          Character.UnicodeScript.of(gone.get(i)) != Character.UnicodeScript.of(come.get(i))
              && Character.isLetter(gone.get(i))
              && Character.isLetter(come.get(i));
      boolean otherSign =
          !Character.isLetterOrDigit(gone.get(i))
              && Character.getType(gone.get(i)) == Character.getType(come.get(i));
      if (!otherScript && !otherSign) return false;
    }
    return true;
  }

  private static String names(List<Integer> part) {
    if (part.isEmpty()) return "nothing";
    return String.join(
        ", ",
        part.stream()
            .map(c -> Optional.ofNullable(Character.getName(c)).orElse("U+%04X".formatted(c)))
            .toList());
  }
}
