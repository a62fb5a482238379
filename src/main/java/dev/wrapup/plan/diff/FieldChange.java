package dev.wrapup.plan.diff;

import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import java.util.Optional;

/// One difference between what Git declares and what is live.
///
/// @param field the dialect's key, or one of its other fields
/// @param from the live value; empty when the code is created
/// @param to the desired value; empty when the code is deleted
/// @param base the value before both sides changed it; empty unless it is a collision
public record FieldChange(
    Field field, Optional<Value> from, Optional<Value> to, Origin origin, Optional<Value> base) {
  public FieldChange(Field field, Optional<Value> from, Optional<Value> to, Origin origin) {
    this(field, from, to, origin, Optional.empty());
  }

  public FieldChange {
    if (from.equals(to)) throw new IllegalArgumentException(field + " does not change");
  }

  public static FieldChange added(Field field, Value to, Origin origin) {
    return new FieldChange(field, Optional.empty(), Optional.of(to), origin);
  }

  public static FieldChange removed(Field field, Value from, Origin origin) {
    return new FieldChange(field, Optional.of(from), Optional.empty(), origin);
  }
}
