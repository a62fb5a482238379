package dev.wrapup.apply;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome.Clash;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The three-way merge of an update with what somebody else wrote meanwhile: planned over one
/// state, wanted, and live now.
sealed interface Merge {
  /// Live is as wanted.
  record Done() implements Merge {}

  /// Somebody else changed other fields only.
  record Possible(List<Field> theirs) implements Merge {}

  /// Somebody else changed what the update changes, or the code itself.
  record Impossible(List<Clash> clashes) implements Merge {}

  /// @param own codes that the code has had by our own hand: the planned one, and the parked one
  static Merge of(Dialect dialect, Change.Update update, Set<String> own, LiveCode now) {
    if (isDone(update, now)) return new Done();
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

  /// Whether a live code shows all that an update wants.
  static boolean isDone(Change.Update update, LiveCode now) {
    for (FieldChange change : update.fields()) {
      Value live = change.field().isKey() ? text(now.code()) : now.value(change.field());
      if (!live.equals(change.to().orElseThrow())) return false;
    }
    return true;
  }

  /// What is wanted and what is live, where they differ.
  static List<Clash> differences(Change.Update update, LiveCode now) {
    List<Clash> clashes = new ArrayList<>();
    for (FieldChange change : update.fields()) {
      Value live = change.field().isKey() ? text(now.code()) : now.value(change.field());
      Value to = change.to().orElseThrow();
      if (!live.equals(to)) clashes.add(new Clash(change.field(), to, live));
    }
    return clashes;
  }

  private static List<Field> theirs(Dialect dialect, Change.Update update, LiveCode now) {
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
