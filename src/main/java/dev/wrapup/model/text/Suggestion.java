package dev.wrapup.model.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the known word that a mistyped one was most likely meant to be. However many words are
/// asked for, and however long they are, one of these compares no longer than [#MOST_STEPS] take,
/// and then finds nothing more.
public final class Suggestion {
  /// Of the table that two words are compared by; a fifth of a second.
  static final int MOST_STEPS = 60_000_000;

  /// In UTF-16 units; no name of any dialect is longer.
  private static final int LONGEST = 256;

  private long steps;

  /// `did you mean 'x'?`, or the words that there are.
  public static String among(String word, Collection<String> known) {
    return new Suggestion()
        .nearest(word, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() -> "known here: " + String.join(", ", known));
  }

  /// The known word that is nearest to a mistyped one, in whatever letter case; empty if none is
  /// near.
  public Optional<String> nearest(String word, Collection<String> known) {
    return nearest(word, known, Math.max(1, word.length() / 3));
  }

  /// The known word that is nearest to one that differs by a few slips; empty if there is none, or
  /// if they have nothing in common.
  ///
  /// @param most how many letters may differ, apart from their case
  public Optional<String> slip(String word, Collection<String> known, int most) {
    return nearest(word, known, Math.min(most, word.length() - 1));
  }

  private Optional<String> nearest(String word, Collection<String> known, int most) {
    if (word.length() > LONGEST || steps > MOST_STEPS) return Optional.empty();
    String mistyped = word.toLowerCase(Locale.ROOT);
    String best = "";
    int limit = most;
    for (String candidate : known) {
      if (steps++ > MOST_STEPS) return Optional.empty();
      if (Math.abs(word.length() - candidate.length()) > limit) continue;
      int distance = distance(mistyped, candidate.toLowerCase(Locale.ROOT), limit);
      if (distance > limit || distance >= candidate.length()) continue;
      best = candidate;
      limit = distance - 1;
      if (distance == 0) break;
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /// How many letters to add, drop, replace or swap with their neighbor (optimal string alignment).
  ///
  /// @return more than `most` if it is more
  private int distance(String a, String b, int most) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) last[j] = j;
    steps += b.length();
    for (int i = 1; i <= a.length(); i++) {
      int from = Math.max(1, i - most);
      int to = Math.min(b.length(), i + most);
      row[from - 1] = from == 1 ? i : most + 1;
      int least = row[from - 1];
      for (int j = from; j <= to; j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      steps += 1 + to - from;
      if (least > most) return least;
      if (to < b.length()) row[to + 1] = most + 1;
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
