package dev.wrapup.plan.diff;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compares declared and live codes field by field against the base (three-way diff).
record Diff(
    DesiredState desired,
    Optional<DesiredState> base,
    Matching matching,
    BaseMatching baseMatching) {
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (DesiredCode entry : desired.codes()) {
      matching
          .live(entry)
          .map(live -> update(live, entry))
          .orElseGet(() -> Optional.of(create(entry)))
          .ifPresent(changes::add);
    }
    Set<String> before = base.map(DesiredState::retiredCodes).orElse(Set.of());
    for (Sourced<String> entry : desired.retired()) {
      matching
          .byCode(entry.value())
          .filter(live -> !matching.isOwned(live))
          .ifPresent(live -> changes.add(delete(live, entry, before.contains(entry.value()))));
    }
    return changes;
  }

  private Change create(DesiredCode entry) {
    boolean vanished = entry.id().isPresent() || baseMatching.entry(entry).isPresent();
    Origin origin = vanished ? Origin.DRIFT : Origin.GIT;
    List<FieldChange> fields = FieldChange.all(entry, dialect(), origin);
    return new Change.Create(entry, fields, origin, vanished);
  }

  /// @return empty if a live code is in all managed fields as declared
  private Optional<Change> update(LiveCode live, DesiredCode entry) {
    Optional<DesiredCode> before = baseMatching.entry(entry);
    List<FieldChange> fields = new ArrayList<>();
    // nobody but an apply of ours parks a code, so to finish that is no drift
    compare(
        fields,
        dialect().key(),
        new Value.Text(live.code()),
        new Value.Text(entry.key()),
        before.filter(b -> !Parked.is(live)).map(b -> new Value.Text(b.key())));
    for (Field field : dialect().fields()) {
      Optional<Value> to = entry.managed(field);
      if (to.isEmpty()) continue;
      compare(fields, field, live.value(field), to.get(), before.flatMap(b -> b.managed(field)));
    }
    if (fields.isEmpty()) return Optional.empty();
    Origin origin = Origin.strongest(fields);
    return Optional.of(new Change.Update(live, entry, fields, origin, Impact.NONE));
  }

  /// @param wasRetired whether the base said so too
  private Change delete(LiveCode live, Sourced<String> entry, boolean wasRetired) {
    Origin origin = base.isEmpty() ? Origin.UNKNOWN : Origin.GIT;
    if (wasRetired) origin = Origin.DRIFT;
    List<FieldChange> fields = FieldChange.all(live, dialect(), origin);
    return new Change.Delete(live, entry.at(), fields, origin, Impact.NONE);
  }

  private Dialect dialect() {
    return desired.dialect();
  }

  private void compare(
      List<FieldChange> changes,
      Field field,
      Value live,
      Value to,
      Optional<? extends Value> before) {
    if (to.equals(live)) return;
    Origin origin = origin(live, to, before);
    Optional<Value> was =
        origin == Origin.COLLISION ? before.map(Value.class::cast) : Optional.empty();
    changes.add(new FieldChange(field, Optional.of(live), Optional.of(to), origin, was));
  }

  private Origin origin(Value live, Value to, Optional<? extends Value> before) {
    if (base.isEmpty()) return Origin.UNKNOWN;
    if (before.isEmpty() || before.get().equals(live)) return Origin.GIT;
    return before.get().equals(to) ? Origin.DRIFT : Origin.COLLISION;
  }
}
