package dev.wrapup.plan.adoption;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Decides what of one target's declarations goes into the files of another, and how. What an
/// organization alone knows, an id or an outcome's id, never does; nor is anything taken out.
public final class Promotion {
  private final Side from;
  private final Side to;
  private final Predicate<SourceFile> isOwn;

  /// Entries that are called otherwise now, by what they were called.
  private final Set<String> renamed = new HashSet<>();

  private final List<Adoption> adoptions = new ArrayList<>();
  private final List<Adoptions.Left> left = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /// What one target's files say.
  ///
  /// @param name of the target
  public record Side(String name, DesiredState state) {
    private Optional<DesiredCode> entry(String code) {
      return state.codes().stream().filter(entry -> entry.key().equals(code)).findFirst();
    }
  }

  private Promotion(Side from, Side to, Predicate<SourceFile> isOwn) {
    this.from = from;
    this.to = to;
    this.isOwn = isOwn;
  }

  /// What goes from one to the other.
  ///
  /// @param codes as the first one's files call them now
  /// @param isOwn whether a file of the second one may change: no other target than those meant
  ///   reads it
  public static Checked<Adoptions> of(
      List<String> codes, Side from, Side to, Predicate<SourceFile> isOwn) {
    Promotion promotion = new Promotion(from, to, isOwn);
    if (from.state().dialect().equals(to.state().dialect())) {
      codes.stream().distinct().forEach(promotion::promote);
    } else {
      promotion.refuse(
          "other-api",
          "'%s' is for the api '%s', and '%s' for '%s'"
              .formatted(
                  from.name(), from.state().dialect().api(), to.name(), to.state().dialect().api()),
          Optional.empty(),
          "",
          "promote between targets of one API");
    }
    return promotion.findings.isEmpty()
        ? new Checked.Valid<>(
            new Adoptions(promotion.adoptions, promotion.left, List.of()), List.of())
        : new Checked.Invalid<>(promotion.findings);
  }

  private void promote(String code) {
    Optional<DesiredCode> entry = from.entry(code);
    Optional<Sourced<String>> except = named(to.state().deviations().except(), code);
    Optional<Sourced<String>> retired = named(to.state().retired(), code);
    if (entry.isEmpty()) {
      List<String> known = from.state().codes().stream().map(DesiredCode::key).toList();
      refuse(
          "unknown-code",
          "'%s' doesn't declare '%s'".formatted(from.name(), code),
          Optional.empty(),
          code,
          new Suggestion()
              .nearest(code, known)
              .map("did you mean '%s'?"::formatted)
              .orElse("name a code that its files declare"));
    } else if (except.isPresent()) {
      refuse(
          "excepted",
          "'%s' is excepted: it isn't a code of '%s'".formatted(code, to.name()),
          except.map(Sourced::at),
          code,
          "take it out of 'except', then promote it");
    } else if (retired.isPresent()) {
      refuse(
          "retired-and-declared",
          "'%s' is retired in '%s'".formatted(code, to.name()),
          retired.map(Sourced::at),
          code,
          "take it out of 'retired', then promote it");
    } else {
      put(entry.get());
    }
  }

  private static Optional<Sourced<String>> named(List<Sourced<String>> codes, String code) {
    return codes.stream().filter(some -> some.value().equals(code)).findFirst();
  }

  private void put(DesiredCode entry) {
    Optional<DesiredCode> there = to.entry(entry.key());
    Optional<DesiredCode> earlier =
        entry.previously().stream()
            .filter(code -> from.entry(code.value()).isEmpty())
            .flatMap(code -> to.entry(code.value()).stream())
            .filter(code -> !renamed.contains(code.key()))
            .findFirst();
    if (there.isPresent()) {
      rewrite(entry, there.get());
    } else if (earlier.isEmpty()) {
      add(entry);
    } else if (isOwn.test(earlier.get().at().file())) {
      renamed.add(earlier.get().key());
      rewrite(entry, earlier.get());
    } else {
      refuse(
          "shared-entry",
          "'%s' is called '%s' in '%s', by a file that other targets read too"
              .formatted(entry.key(), earlier.get().key(), to.name()),
          Optional.of(earlier.get().at()),
          earlier.get().key(),
          "rename it there for all of them");
    }
  }

  private void rewrite(DesiredCode entry, DesiredCode there) {
    Map<Field, Value> values = new HashMap<>();
    Set<Field> apart = new HashSet<>();
    List<FieldChange> fields = new ArrayList<>();
    if (!entry.key().equals(there.key())) {
      Optional<Value> before = Optional.of(new Value.Text(there.key()));
      Optional<Value> now = Optional.of(new Value.Text(entry.key()));
      fields.add(new FieldChange(key(), before, now, Origin.GIT));
    }
    for (Field field : to.state().dialect().fields()) {
      Optional<Value> wanted = entry.managed(field);
      Optional<Sourced<Value>> now = Optional.ofNullable(there.values().get(field));
      if (wanted.isEmpty() || wanted.equals(now.map(Sourced::value))) continue;
      if (leavesOut(entry, field, wanted.get())) continue;
      SourcePosition at = now.map(Sourced::at).orElse(there.at());
      if (!isOwn.test(at.file())) apart.add(field);
      values.put(field, wanted.get());
      fields.add(new FieldChange(field, now.map(Sourced::value), wanted, Origin.GIT));
    }
    List<QueueRef> joined = new ArrayList<>(queues(entry));
    joined.removeAll(queues(there));
    boolean leavesQueues = !joined.isEmpty() && !isOwn.test(there.at().file());
    if (leavesQueues) {
      leave(
          entry,
          Field.QUEUE,
          "not copied: other targets read %s too".formatted(there.at().file().path()));
      joined.clear();
    }
    if (!joined.isEmpty()) fields.add(FieldChange.added(Field.QUEUE, names(joined), Origin.GIT));
    if (!apart.isEmpty() && !hasOwnFile(entry)) return;
    if (!fields.isEmpty()) {
      Edit edit =
          new Edit.Rewrite(there, entry.key(), values, Set.of(), true)
              .with(Set.of(), joined)
              .apart(apart);
      adoptions.add(new Adoption(edit, Optional.empty(), fields));
    } else if (entry.at().file() == there.at().file()) {
      leave(entry, "declared for both in %s".formatted(there.at()));
    } else if (!leavesQueues) {
      leave(entry, "the same in %s already".formatted(there.at()));
    }
  }

  private void add(DesiredCode entry) {
    if (!hasOwnFile(entry)) return;
    Map<Field, Value> values = new HashMap<>();
    List<FieldChange> fields = new ArrayList<>();
    fields.add(FieldChange.added(key(), new Value.Text(entry.key()), Origin.GIT));
    for (Field field : to.state().dialect().fields()) {
      Sourced<Value> value = entry.values().get(field);
      if (value == null || leavesOut(entry, field, value.value())) continue;
      values.put(field, value.value());
      fields.add(FieldChange.added(field, value.value(), Origin.GIT));
    }
    if (!queues(entry).isEmpty()) {
      fields.add(FieldChange.added(Field.QUEUE, names(queues(entry)), Origin.GIT));
    }
    entry.ignores().forEach(ignore -> leave(entry, ignore.field(), "not ignored there"));
    List<String> previously =
        entry.previously().stream()
            .map(Sourced::value)
            .filter(code -> to.entry(code).isEmpty())
            .toList();
    Edit edit = new Edit.Addition(entry.key(), Optional.empty(), values, queues(entry), previously);
    adoptions.add(new Adoption(edit, Optional.empty(), fields));
  }

  /// Whether a value has ids that are of one organization alone.
  private boolean leavesOut(DesiredCode entry, Field field, Value value) {
    boolean hasIds = value instanceof Value.Outcomes outcomes && !outcomes.isEmpty();
    if (hasIds) {
      leave(
          entry,
          field,
          "not copied: list them with the ids that they have in '%s'".formatted(to.name()));
    }
    return hasIds;
  }

  /// The queues that offer it, without ids.
  private static List<QueueRef> queues(DesiredCode entry) {
    return entry.queues().orElse(List.of()).stream()
        .map(queue -> new QueueRef(queue.value().name(), Optional.empty()))
        .distinct()
        .toList();
  }

  private static Value names(List<QueueRef> queues) {
    return new Value.Outcomes(
        queues.stream().map(queue -> new Value.Outcome(queue.name(), queue.name())).toList());
  }

  private boolean hasOwnFile(DesiredCode entry) {
    if (to.state().files().stream().anyMatch(isOwn)) return true;
    refuse(
        "no-own-file",
        "'%s' has no file that it alone reads, so '%s' would be changed for others too"
            .formatted(to.name(), entry.key()),
        Optional.empty(),
        "",
        "give it one in the fleet file, or promote to all that read its files");
    return false;
  }

  private Field key() {
    return to.state().dialect().key();
  }

  private void leave(DesiredCode entry, String reason) {
    left.add(new Adoptions.Left(entry.key(), Optional.empty(), reason));
  }

  private void leave(DesiredCode entry, Field field, String reason) {
    left.add(new Adoptions.Left(entry.key(), Optional.of(field), reason));
  }

  private void refuse(
      String code, String message, Optional<SourcePosition> at, String meant, String hint) {
    findings.add(Finding.error(code, message, at, meant, hint));
  }
}
