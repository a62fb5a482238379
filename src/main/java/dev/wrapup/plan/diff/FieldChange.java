package dev.wrapup.plan.diff;

import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import java.util.Optional;

/// One difference between what Git declares and what is live.
///
/// @param field the dialect's key, or one of its other fields
/// @param from the live value; empty when the code is created
/// @param to the desired value; empty when the code is deleted
public record FieldChange(Field field, Optional<Value> from, Optional<Value> to, Origin origin) {
  public FieldChange {
    if (from.equals(to)) throw new IllegalArgumentException(field + " does not change");
  }
}
