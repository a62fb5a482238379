package dev.wrapup.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A wrap-up code as it is live.
///
/// @param id given by the server, never changes
/// @param revision the dialect's lock token; a write under it fails if somebody wrote in between
/// @param code the key by which files name it
/// @param values by field; an absent one is empty. Iterate over the dialect's fields, never over
///   this
/// @param lastEdit empty where the API doesn't tell
public record LiveCode(
    String id,
    String revision,
    String code,
    Map<Field, Value> values,
    Optional<LastEdit> lastEdit) {
  public LiveCode {
    values = Map.copyOf(values);
  }

  /// A code of which it is unknown who edited it.
  public LiveCode(String id, String revision, String code, Map<Field, Value> values) {
    this(id, revision, code, values, Optional.empty());
  }

  /// The same with another value.
  ///
  /// @throws IllegalArgumentException if the field can't hold it
  public LiveCode with(Field field, Value value) {
    field
        .obstacle(value)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(field.name() + ": " + why);
            });
    Map<Field, Value> changed = new HashMap<>(values);
    changed.put(field, value);
    return new LiveCode(id, revision, code, changed, lastEdit);
  }

  /// What an agent reads in the list: the naming field, or the key where that is what agents read.
  public String label() {
    return values.keySet().stream()
        .filter(Field::isNaming)
        .findFirst()
        .map(field -> value(field).text())
        .orElse(code);
  }

  /// Whether an agent picks the code or routing sets it; empty where the API knows no difference.
  public Optional<String> routing() {
    return values.keySet().stream()
        .filter(field -> field.automatic().isPresent())
        .findFirst()
        .map(field -> value(field).text());
  }

  public Value value(Field field) {
    Value value = values.get(field);
    return value == null ? field.empty() : value;
  }
}
