package dev.wrapup.model;

import java.util.Map;

/// A wrap-up code as it is live.
///
/// @param id given by the server, never changes
/// @param revision the dialect's lock token; a write under it fails if somebody wrote in between
/// @param code the key by which files name it
/// @param values by field; an absent one is empty. Iterate over the dialect's fields, never over
///   this
public record LiveCode(String id, String revision, String code, Map<Field, Value> values) {
  public LiveCode {
    values = Map.copyOf(values);
  }

  public Value value(Field field) {
    Value value = values.get(field);
    return value == null ? field.empty() : value;
  }
}
