package dev.wrapup.model;

import dev.wrapup.model.text.Suggestion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How an organization names what a field refers to, such as a division: by an id or a name, of
/// which one is the spelling that catalogs use.
///
/// @param spellings by field: every way to write, with the one that catalogs use. A field that is
///   not in it refers to nothing
public record ReferenceNames(Map<Field, Map<String, String>> spellings) {
  public static final ReferenceNames NONE = new ReferenceNames(Map.of());

  public ReferenceNames {
    Map<Field, Map<String, String>> copy = new HashMap<>();
    spellings.forEach((field, words) -> copy.put(field, Map.copyOf(words)));
    spellings = Map.copyOf(copy);
  }

  /// A value as catalogs write it; empty if it refers to something that is not there.
  public Optional<String> canonical(Field field, String text) {
    Map<String, String> words = spellings.get(field);
    return words == null ? Optional.of(text) : Optional.ofNullable(words.get(text));
  }

  /// The spelling that a mistyped one was most likely meant to be; empty if none is near.
  public Optional<String> nearest(Field field, String mistyped) {
    return new Suggestion()
        .nearest(
            mistyped, spellings.getOrDefault(field, Map.of()).keySet().stream().sorted().toList());
  }
}
