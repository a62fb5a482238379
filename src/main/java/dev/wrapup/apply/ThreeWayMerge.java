package dev.wrapup.apply;

import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Effect;
import dev.wrapup.plan.diff.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The three-way merge of an update with what another writer saved: planned over one state, wanted,
/// and live now.
sealed interface ThreeWayMerge {
  /// Live is as wanted.
  record Done() implements ThreeWayMerge {}

  /// Somebody else changed other fields only.
  record Possible(List<Field> theirs) implements ThreeWayMerge {}

  /// Somebody else changed what the update changes, or the code itself.
  record Impossible(List<Clash> clashes) implements ThreeWayMerge {}

  /// @param own codes that the code has had by our own write: the planned one, and the parked one
  static ThreeWayMerge of(Dialect dialect, Change.Update update, Set<String> own, LiveCode now) {
    if (differences(dialect, update.effect(), now).isEmpty()) return new Done();
    List<Clash> clashes = new ArrayList<>();
    String wanted = update.code();
    if (!own.contains(now.code()) && !now.code().equals(wanted)) {
      clashes.add(new Clash(dialect.key(), text(wanted), text(now.code())));
    }
    for (FieldChange change : update.fields()) {
      if (change.field().isKey()) continue;
      Value live = now.value(change.field());
      Value to = change.to().orElseThrow();
      boolean untouched = live.equals(change.from().orElseThrow()) || live.equals(to);
      if (!untouched) clashes.add(new Clash(change.field(), to, live));
    }
    if (!clashes.isEmpty()) return new Impossible(clashes);
    return new Possible(theirs(dialect, update, now));
  }

  /// What a change wants and what is live, where they differ; empty if live shows all that it
  /// wants.
  static List<Clash> differences(Dialect dialect, Effect effect, LiveCode now) {
    List<Clash> clashes = new ArrayList<>();
    for (Effect.Part part : effect.parts()) {
      boolean isKey = part.field().equals(dialect.key().name());
      Optional<Field> field = isKey ? Optional.of(dialect.key()) : dialect.field(part.field());
      if (field.isEmpty() || part.to().isEmpty()) continue;
      Value live = isKey ? text(now.code()) : now.value(field.get());
      if (!live.equals(part.to().get())) {
        clashes.add(new Clash(field.get(), part.to().get(), live));
      }
    }
    return clashes;
  }

  /// What a write sent of the fields that files manage, and what is live after it instead.
  ///
  /// @param written the code that was written over
  static List<Clash> altered(
      Dialect dialect, Change.Update update, LiveCode written, LiveCode now) {
    List<Clash> altered = new ArrayList<>(differences(dialect, update.effect(), now));
    if (!update.isRename() && !now.code().equals(written.code())) {
      altered.add(new Clash(dialect.key(), text(written.code()), text(now.code())));
    }
    for (Field field : dialect.fields()) {
      boolean isChanged = update.fields().stream().anyMatch(change -> change.field() == field);
      if (isChanged || update.desired().managed(field).isEmpty()) continue;
      Value sent = written.value(field);
      Value live = now.value(field);
      if (!sent.equals(live)) altered.add(new Clash(field, sent, live));
    }
    return altered;
  }

  /// What another writer has made of a code since it was written. A journal doesn't tell to which
  /// part of the organization a new code went of which the files don't say it.
  static List<Clash> since(Dialect dialect, LiveCode ours, LiveCode later) {
    List<Clash> clashes = new ArrayList<>();
    if (!ours.code().equals(later.code())) {
      clashes.add(new Clash(dialect.key(), text(ours.code()), text(later.code())));
    }
    for (Field field : dialect.fields()) {
      if (field.isScope() && !ours.values().containsKey(field)) continue;
      Value wanted = ours.value(field);
      Value live = later.value(field);
      if (!wanted.equals(live)) clashes.add(new Clash(field, wanted, live));
    }
    return clashes;
  }

  /// The fields that an update leaves alone and that another writer has changed.
  static List<Field> theirs(Dialect dialect, Change.Update update, LiveCode now) {
    List<Field> theirs = new ArrayList<>();
    for (Field field : dialect.fields()) {
      boolean isOurs = update.fields().stream().anyMatch(change -> change.field() == field);
      if (!isOurs && !now.value(field).equals(update.before().value(field))) theirs.add(field);
    }
    return theirs;
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }
}
