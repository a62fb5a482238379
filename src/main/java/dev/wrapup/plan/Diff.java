package dev.wrapup.plan;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What differs, field by field, and why.
///
/// @param hasBase whether a base was given at all
record Diff(Dialect dialect, boolean hasBase) {
  /// The managed fields in which a live code isn't as declared, the key first.
  ///
  /// @param before what the base said of the same code
  List<FieldChange> update(LiveCode live, DesiredCode desired, Optional<DesiredCode> before) {
    List<FieldChange> changes = new ArrayList<>();
    // nobody but an apply of ours parks a code, so to finish that is no drift
    compare(
        changes,
        dialect.key(),
        new Value.Text(live.code()),
        new Value.Text(desired.key()),
        before.filter(entry -> !Parked.is(live)).map(entry -> new Value.Text(entry.key())));
    for (Field field : dialect.fields()) {
      Optional<Value> to = desired.managed(field);
      if (to.isEmpty()) continue;
      compare(
          changes,
          field,
          live.value(field),
          to.get(),
          before.flatMap(entry -> entry.managed(field)));
    }
    return changes;
  }

  /// Everything that a new code starts with.
  List<FieldChange> create(DesiredCode desired, Origin origin) {
    List<FieldChange> changes = new ArrayList<>();
    changes.add(given(dialect.key(), new Value.Text(desired.key()), origin));
    for (Field field : dialect.fields()) {
      desired.initial(field).ifPresent(value -> changes.add(given(field, value, origin)));
    }
    return changes;
  }

  /// Everything that goes with a deleted code.
  List<FieldChange> delete(LiveCode live, Origin origin) {
    List<FieldChange> changes = new ArrayList<>();
    changes.add(taken(dialect.key(), new Value.Text(live.code()), origin));
    for (Field field : dialect.fields()) {
      Value value = live.value(field);
      if (!value.isEmpty()) changes.add(taken(field, value, origin));
    }
    return changes;
  }

  private void compare(
      List<FieldChange> changes,
      Field field,
      Value live,
      Value desired,
      Optional<? extends Value> base) {
    if (desired.equals(live)) return;
    changes.add(
        new FieldChange(
            field, Optional.of(live), Optional.of(desired), origin(live, desired, base)));
  }

  private Origin origin(Value live, Value desired, Optional<? extends Value> base) {
    if (!hasBase) return Origin.UNKNOWN;
    if (base.isEmpty() || base.get().equals(live)) return Origin.GIT;
    return base.get().equals(desired) ? Origin.DRIFT : Origin.COLLISION;
  }

  private static FieldChange given(Field field, Value value, Origin origin) {
    return new FieldChange(field, Optional.empty(), Optional.of(value), origin);
  }

  private static FieldChange taken(Field field, Value value, Origin origin) {
    return new FieldChange(field, Optional.of(value), Optional.empty(), origin);
  }
}
