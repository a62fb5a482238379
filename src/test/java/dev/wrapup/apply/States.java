package dev.wrapup.apply;

import dev.wrapup.Kind;
import dev.wrapup.model.ChangeOutcome.Clash;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.sandbox.organization.Organization.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// States of codes of a dialect beside each other, and beside what a change wants.
record States(Kind kind) {
  List<Field> fields() {
    return kind.dialect().fields();
  }

  Field key() {
    return kind.dialect().key();
  }

  static Optional<FieldChange> change(Change change, Field field) {
    return change.fields().stream().filter(c -> c.field() == field).findFirst();
  }

  boolean isAsDeclared(Change.Create create, LiveCode live) {
    if (!live.code().equals(create.code())) return false;
    return fields().stream()
        .allMatch(
            field ->
                change(create, field)
                    .map(change -> change.to().orElseThrow())
                    .orElseGet(() -> kind.unsaid(field))
                    .equals(live.value(field)));
  }

  static boolean isWanted(Change.Update update, Step step) {
    return step.after().filter(live -> isWanted(update, live)).isPresent();
  }

  static boolean isWanted(Change.Update update, LiveCode live) {
    return update.fields().stream()
        .allMatch(change -> change.to().equals(Optional.of(value(live, change.field()))));
  }

  /// Where a code is not as an update wants it, in the order of the fields' names.
  static List<Clash> differences(Change.Update update, LiveCode live) {
    return update.fields().stream()
        .filter(change -> !change.to().equals(Optional.of(value(live, change.field()))))
        .sorted(Comparator.comparing(change -> change.field().name()))
        .map(
            change ->
                new Clash(change.field(), change.to().orElseThrow(), value(live, change.field())))
        .toList();
  }

  boolean isSame(Optional<LiveCode> one, Optional<LiveCode> other) {
    return one.isPresent() && other.isPresent() && isSame(one.get(), other.get());
  }

  /// Absent and empty values are the same. Revisions are compared where clients know the server's.
  boolean isSame(LiveCode one, LiveCode other) {
    return one.id().equals(other.id())
        && (!kind.locks() || one.revision().equals(other.revision()))
        && one.code().equals(other.code())
        && fields().stream().allMatch(field -> one.value(field).equals(other.value(field)));
  }

  boolean movesCodeAlone(Optional<LiveCode> from, Optional<LiveCode> to) {
    return fields().stream().noneMatch(field -> differs(new Step(from, to), field));
  }

  static boolean differs(Step step, Field field) {
    if (step.before().isEmpty() || step.after().isEmpty()) return true;
    return !value(step.before().get(), field).equals(value(step.after().get(), field));
  }

  static Value value(LiveCode live, Field field) {
    return field.isKey() ? new Value.Text(live.code()) : live.value(field);
  }
}
