package dev.wrapup.model.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds names that are nearly the same: but for case, accents, spaces and signs, or for one
/// letter. Digits tell names apart that are numbered on purpose.
///
/// @param <T> who bears a name
public final class NearNames<T> {
  /// In shorter words one letter is a difference that anybody sees.
  private static final int LEAST = 5;

  /// In longer ones it isn't looked for.
  private static final int LONGEST = 128;

  /// So many that share a part are compared.
  private static final int MOST = 8;

  private record Known<T>(String letters, T bearer) {}

  /// The first of those with a part, by its hash: what shares that is compared anyway.
  private final Map<Integer, Known<T>> firsts = new HashMap<>();

  /// The others, who are few.
  private final Map<Integer, List<Known<T>>> others = new HashMap<>();

  /// Adds a name.
  ///
  /// @return who bore one that is nearly the same before
  public Optional<T> add(String name, T bearer) {
    Optional<T> near = near(name);
    Known<T> known = new Known<>(letters(name), bearer);
    for (int part : parts(known.letters)) {
      if (firsts.putIfAbsent(part, known) == null) continue;
      List<Known<T>> some = others.computeIfAbsent(part, none -> new ArrayList<>(1));
      if (some.size() < MOST) some.add(known);
    }
    return near;
  }

  /// Who bears a name that is nearly this one.
  public Optional<T> near(String name) {
    String letters = letters(name);
    for (int part : parts(letters)) {
      Known<T> first = firsts.get(part);
      if (first == null) continue;
      if (isNear(letters, first.letters)) return Optional.of(first.bearer);
      for (Known<T> other : others.getOrDefault(part, List.of())) {
        if (isNear(letters, other.letters)) return Optional.of(other.bearer);
      }
    }
    return Optional.empty();
  }

  private static boolean isNear(String one, String other) {
    if (one.equals(other)) return true;
    boolean isNumberedAlike = digits(one).equals(digits(other));
    return isNumberedAlike
        && Math.min(one.length(), other.length()) >= LEAST - 1
        && new Suggestion().slip(one, List.of(other), 1).isPresent();
  }

  private static String digits(String letters) {
    return letters.replaceAll("[^0-9]", "");
  }

  /// How two names that are nearly the same differ, in words.
  public static String difference(String one, String other) {
    if (!letters(one).equals(letters(other))) return "one letter";
    return Confusables.shape(one).equals(Confusables.shape(other))
        ? Confusables.difference(one, other)
        : "accents, spaces or signs";
  }

  private static String letters(String name) {
    String shape = Confusables.shape(name);
    StringBuilder letters = new StringBuilder();
    Normalizer.normalize(shape, Normalizer.Form.NFD)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(letters::appendCodePoint);
    return letters.isEmpty() ? shape : letters.toString();
  }

  /// Hashes of what two names have in common if they differ in one letter: one of them without it.
  private static Set<Integer> parts(String letters) {
    Set<Integer> parts = new LinkedHashSet<>();
    parts.add(letters.hashCode());
    if (letters.length() < LEAST || letters.length() > LONGEST) return parts;
    for (int i = 0; i < letters.length(); i++) {
      if (Character.isDigit(letters.charAt(i))) continue;
      parts.add((letters.substring(0, i) + letters.substring(i + 1)).hashCode());
    }
    return parts;
  }
}
