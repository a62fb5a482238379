package dev.wrapup.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The known word that a mistyped one was most likely meant to be.
public final class Suggestion {
  /// Longer than any word that there is to mistype.
  private static final int LONGEST = 64;

  private Suggestion() {}

  /// `did you mean 'x'?`, or the words that there are.
  public static String among(String word, Collection<String> known) {
    return nearest(word, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() -> "known here: " + String.join(", ", known));
  }

  /// The known word that is nearest to a mistyped one; empty if none is near.
  public static Optional<String> nearest(String word, Collection<String> known) {
    return nearest(word, known, Math.max(1, word.length() / 3));
  }

  /// The known word that a word is but for a few slips; empty if there is none, or if they have
  /// nothing in common.
  ///
  /// @param most how many letters may differ, apart from their case
  public static Optional<String> slip(String word, Collection<String> known, int most) {
    return nearest(word, known, Math.min(most, word.length() - 1));
  }

  private static Optional<String> nearest(String word, Collection<String> known, int most) {
    if (word.length() > LONGEST) return Optional.empty();
    String mistyped = word.toLowerCase(Locale.ROOT);
    String best = "";
    int least = 1 + most;
    for (String candidate : known) {
      if (Math.abs(mistyped.length() - candidate.length()) >= least) continue;
      int distance = distance(mistyped, candidate.toLowerCase(Locale.ROOT));
      if (distance < least && distance < candidate.length()) {
        least = distance;
        best = candidate;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /// How many letters to add, drop, replace or swap with their neighbor (optimal string alignment).
  private static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) table[i][0] = i;
    for (int j = 0; j <= b.length(); j++) table[0][j] = j;
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
        table[i][j] = Math.min(least, table[i - 1][j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
      }
    }
    return table[a.length()][b.length()];
  }
}
