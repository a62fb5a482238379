package dev.wrapup.model.policy;

import dev.wrapup.model.text.Word;
import java.util.List;

/// One setting of the policy. A setting is added to [Policy#SETTINGS] and nowhere else: the file's
/// reader, its schema, its canonical form and the page of defaults take it from there.
///
/// @param words that a [Kind#CHOICE] or [Kind#CHOICES] may be
/// @param standard what holds where no file gives it
/// @param description for the schema's readers
public record Setting<T>(
    String name, Kind kind, List<? extends Word> words, T standard, String description) {
  /// What a setting takes, and what its value is.
  public enum Kind {
    /// One of the words.
    CHOICE,
    /// A set of them.
    CHOICES,
    /// A [Policy.Limit].
    LIMIT,
    /// A list of codes, each with its place.
    CODES,
    /// An optional [CodePattern].
    PATTERN
  }

  public Setting {
    words = List.copyOf(words);
  }
}
