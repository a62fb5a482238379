package dev.wrapup.desired;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.SourceFile;
import dev.wrapup.model.SourcePosition;
import dev.wrapup.model.Sourced;
import dev.wrapup.model.Value;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What files say, without where they say it: what must stay when their text changes. Compares
/// whatever a state is made of, so that a key which files learn is never left out.
final class Meaning {
  private final Map<Class<?>, RecordComponent[]> components = new HashMap<>();

  private Meaning() {}

  /// Whether two states differ at most in places and in the order of their codes.
  static boolean isSame(DesiredState one, DesiredState other) {
    return new Meaning().same(sorted(one), sorted(other));
  }

  private boolean same(Object one, Object other) {
    return switch (one) {
      case SourcePosition ignored -> other instanceof SourcePosition;
      case SourceFile ignored -> other instanceof SourceFile;
      case Optional<?> optional -> other instanceof Optional<?> there && same(optional, there);
      case List<?> list -> other instanceof List<?> there && same(list, there);
      case Map<?, ?> map -> other instanceof Map<?, ?> there && same(map, there);
      case Record part -> part.getClass() == other.getClass() && sameParts(part, other);
      default -> one.equals(other);
    };
  }

  private boolean same(Optional<?> one, Optional<?> other) {
    if (one.isPresent() && other.isPresent()) return same(one.get(), other.get());
    return one.isPresent() == other.isPresent();
  }

  private boolean same(List<?> one, List<?> other) {
    if (one.size() != other.size()) return false;
    for (int i = 0; i < one.size(); i++) {
      if (!same(one.get(i), other.get(i))) return false;
    }
    return true;
  }

  private boolean same(Map<?, ?> one, Map<?, ?> other) {
    if (one.size() != other.size()) return false;
    for (Map.Entry<?, ?> entry : one.entrySet()) {
      Object there = other.get(entry.getKey());
      if (there == null || !same(entry.getValue(), there)) return false;
    }
    return true;
  }

  private boolean sameParts(Record one, Object other) {
    for (RecordComponent component :
        components.computeIfAbsent(one.getClass(), Class::getRecordComponents)) {
      try {
        Object here = component.getAccessor().invoke(one);
        if (!same(here, component.getAccessor().invoke(other))) return false;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("unreadable: " + component, e);
      }
    }
    return true;
  }

  private static DesiredState sorted(DesiredState state) {
    return with(
        state, state.codes().stream().sorted(Comparator.comparing(DesiredCode::key)).toList());
  }

  private static DesiredState with(DesiredState state, List<DesiredCode> codes) {
    return new DesiredState(
        state.files(),
        state.dialect(),
        state.api(),
        state.environment(),
        state.organization(),
        state.scope(),
        state.policy(),
        state.retired(),
        codes);
  }

  /// What files must say after edits.
  ///
  /// @param additions new entries, whose defaults are those of the file that they stand in now
  /// @param now what the files say
  static DesiredState after(
      DesiredState state, List<Edit> edits, List<Declaration> additions, DesiredState now) {
    Map<String, Edit> byKey = new HashMap<>();
    for (Edit edit : edits) {
      switch (edit) {
        case Edit.Rewrite rewrite -> byKey.put(rewrite.entry().key(), rewrite);
        case Edit.Removal removal -> byKey.put(removal.entry().key(), removal);
        case Edit.Addition ignored -> {}
      }
    }
    List<DesiredCode> codes = new ArrayList<>();
    for (DesiredCode code : state.codes()) {
      Edit edit = byKey.get(code.key());
      if (edit == null) codes.add(code);
      else if (edit instanceof Edit.Rewrite rewrite) codes.add(rewritten(rewrite));
    }
    Map<String, DesiredCode> there = new HashMap<>();
    now.codes().forEach(code -> there.put(code.key(), code));
    for (Declaration added : additions) {
      DesiredCode code = there.get(added.code());
      if (code != null) codes.add(declared(added, code));
    }
    return with(state, codes);
  }

  private static DesiredCode rewritten(Edit.Rewrite rewrite) {
    DesiredCode before = rewrite.entry();
    Map<Field, Sourced<Value>> values = new HashMap<>(before.values());
    rewrite
        .values()
        .forEach((field, value) -> values.put(field, new Sourced<>(value, before.at())));
    List<Sourced<String>> previously = new ArrayList<>(before.previously());
    previously.replaceAll(
        earlier -> earlier.value().equals(rewrite.code()) ? before.code() : earlier);
    return new DesiredCode(
        new Sourced<>(rewrite.code(), before.at()),
        before.id(),
        values,
        before.defaults(),
        previously,
        before.ignores());
  }

  /// @param there the entry as it is read again, for its places and defaults
  private static DesiredCode declared(Declaration added, DesiredCode there) {
    Map<Field, Sourced<Value>> values = new HashMap<>();
    added.values().forEach((field, value) -> values.put(field, new Sourced<>(value, there.at())));
    return new DesiredCode(
        there.code(),
        added.id().map(id -> new Sourced<>(id, there.at())),
        values,
        there.defaults(),
        List.of(),
        List.of());
  }
}
