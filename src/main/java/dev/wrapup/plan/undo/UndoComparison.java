package dev.wrapup.plan.undo;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Deviations;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.plan.diff.RunUndo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the inputs of the comparison that undoes a run: declared is what was before, the base is
/// what the run left, both only in fields that it wrote. What is live otherwise was changed since,
/// and stays.
final class UndoComparison {
  private static final int NAMED = 5;

  private final UndoneRun run;
  private final DesiredState files;
  private final Optional<DesiredState> base;
  private final Catalog whole;
  private final SourcePosition at;
  private final Map<String, LiveCode> byId = new HashMap<>();
  private final Map<String, LiveCode> byCode = new HashMap<>();
  private final Map<String, LiveCode> byLetters = new HashMap<>();

  /// Codes that get their name back, by that name.
  private final Map<String, WrittenCode> taking = new LinkedHashMap<>();

  /// Ids of live codes that give up the name that they have.
  private final Set<String> freeing = new HashSet<>();

  private final List<DesiredCode> before = new ArrayList<>();
  private final List<DesiredCode> after = new ArrayList<>();
  private final List<Sourced<String>> retired = new ArrayList<>();
  private final List<Change> left = new ArrayList<>();

  UndoComparison(UndoneRun run, DesiredState files, Optional<DesiredState> base, Catalog whole) {
    this.run = run;
    this.files = files;
    this.base = base;
    this.whole = whole;
    this.at = SourcePosition.whole(run.journal());
    for (LiveCode live : whole.codes()) {
      byId.put(live.id(), live);
      byCode.put(live.code(), live);
      byLetters.put(lower(live.code()), live);
    }
  }

  Comparison compare() {
    run.written().forEach(this::claim);
    leaveTaken();
    run.written().forEach(this::declare);
    DesiredState declared = files.with(before, retired, List.of(), Deviations.NONE);
    DesiredState earlier = base.orElse(files).with(after, List.of(), List.of(), Deviations.NONE);
    int bound = Comparison.of(files, base, whole).matching().size();
    return Comparison.of(declared, Optional.of(earlier), whole)
        .undoing(new RunUndo(run.id(), run.journal().path(), left, bound), findings());
  }

  /// Who gets a name back, and who gives one up, as far as the code itself goes.
  private void claim(WrittenCode code) {
    Optional<LiveCode> live = live(code);
    if (code.before().isEmpty()) {
      if (live.filter(now -> code.isUntouched(now, dialect())).isPresent()) freeing.add(code.id());
      return;
    }
    boolean takes =
        code.after().isEmpty()
            ? live.isEmpty()
            : live.filter(now -> now.code().equals(code.after().get().code())).isPresent()
                && code.isRenamed()
                && !Parked.is(code.before().get());
    boolean isFirst = takes && taking.putIfAbsent(code.name(), code) == null;
    if (isFirst && live.isPresent()) freeing.add(code.id());
  }

  /// A name that another code has by now stays with that one, and so on round each chain.
  private void leaveTaken() {
    Deque<WrittenCode> taken =
        new ArrayDeque<>(taking.values().stream().filter(this::isTaken).toList());
    while (!taken.isEmpty()) {
      WrittenCode code = taken.remove();
      taking.remove(code.name());
      if (!freeing.remove(code.id())) continue;
      live(code).map(now -> taking.get(now.code())).ifPresent(taken::add);
    }
  }

  private boolean isTaken(WrittenCode code) {
    LiveCode holder = byCode.get(code.name());
    if (holder != null) return !freeing.contains(holder.id());
    return code.after().isEmpty() && byLetters.containsKey(lower(code.name()));
  }

  private void declare(WrittenCode code) {
    Optional<LiveCode> live = live(code);
    if (code.before().isEmpty()) {
      live.ifPresent(now -> unmake(code, now));
    } else if (code.after().isEmpty()) {
      if (live.isEmpty()) makeAgain(code, code.before().get());
    } else if (live.isEmpty()) {
      left.add(create(code, true));
    } else {
      restore(code, code.before().get(), code.after().get(), live.get());
    }
  }

  private void unmake(WrittenCode code, LiveCode live) {
    if (freeing.contains(code.id())) {
      retired.add(new Sourced<>(live.code(), at));
    } else {
      List<FieldChange> fields = fields(live, FieldChange::removed);
      left.add(new Change.Delete(live, at, fields, Origin.COLLISION, Impact.NONE));
    }
  }

  private void makeAgain(WrittenCode code, LiveCode was) {
    if (code.equals(taking.get(code.name()))) {
      before.add(entry(code, code.name(), Optional.empty(), all(was), code.removed()));
      return;
    }
    boolean isThere =
        Optional.ofNullable(byCode.get(code.name()))
            .filter(now -> code.isAgain(now, dialect()))
            .isPresent();
    if (!isThere) left.add(create(code, false));
  }

  private void restore(WrittenCode code, LiveCode was, LiveCode ran, LiveCode live) {
    Map<Field, Sourced<Value>> values = new HashMap<>();
    Map<Field, Sourced<Value>> written = new HashMap<>();
    for (Field field : dialect().fields()) {
      if (was.value(field).equals(ran.value(field))) continue;
      values.put(field, new Sourced<>(was.value(field), at));
      written.put(field, new Sourced<>(ran.value(field), at));
    }
    boolean isNamed = code.equals(taking.get(code.name()));
    Optional<String> id = Optional.of(code.id());
    before.add(entry(code, isNamed ? was.code() : live.code(), id, values, code.removed()));
    after.add(entry(code, live.code(), id, written, code.added()));
    if (isNamed || !code.isRenamed() || live.code().equals(was.code())) return;
    FieldChange name =
        new FieldChange(
            dialect().key(),
            Optional.of(new Value.Text(live.code())),
            Optional.of(new Value.Text(was.code())),
            Origin.COLLISION,
            Optional.of(new Value.Text(ran.code())));
    DesiredCode named = entry(code, was.code(), id, Map.of(), List.of());
    left.add(new Change.Update(live, named, List.of(name), Origin.COLLISION, Impact.NONE));
  }

  private DesiredCode entry(
      WrittenCode code,
      String key,
      Optional<String> id,
      Map<Field, Sourced<Value>> values,
      List<Value.Outcome> queues) {
    boolean isOfQueues = !code.added().isEmpty() || !code.removed().isEmpty();
    Set<String> there = new HashSet<>();
    whole.queues().ifPresent(all -> all.all().forEach(queue -> there.add(queue.id())));
    List<Sourced<QueueRef>> refs =
        queues.stream()
            .filter(queue -> there.contains(queue.id()))
            .map(queue -> new QueueRef(queue.name(), Optional.of(queue.id())))
            .map(queue -> new Sourced<>(queue, at))
            .toList();
    return new DesiredCode(
        new Sourced<>(key, at),
        id.map(one -> new Sourced<>(one, at)),
        values,
        Map.of(),
        List.of(),
        List.of(),
        isOfQueues ? Optional.of(refs) : Optional.empty());
  }

  private Map<Field, Sourced<Value>> all(LiveCode was) {
    Map<Field, Sourced<Value>> all = new HashMap<>();
    for (Field field : dialect().fields()) {
      if (was.value(field).isEmpty()) continue;
      all.put(field, new Sourced<>(was.value(field), at));
    }
    return all;
  }

  /// Of a code that isn't made again.
  private Change create(WrittenCode code, boolean isGone) {
    LiveCode was = code.before().orElseThrow();
    return new Change.Create(
        entry(code, code.name(), Optional.empty(), all(was), List.of()),
        fields(was, FieldChange::added),
        Origin.COLLISION,
        isGone);
  }

  private interface Side {
    FieldChange of(Field field, Value value, Origin origin);
  }

  private List<FieldChange> fields(LiveCode code, Side side) {
    List<FieldChange> fields = new ArrayList<>();
    fields.add(side.of(dialect().key(), new Value.Text(code.code()), Origin.COLLISION));
    for (Field field : dialect().fields()) {
      if (code.value(field).isEmpty()) continue;
      fields.add(side.of(field, code.value(field), Origin.COLLISION));
    }
    return fields;
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    List<DesiredCode> again = before.stream().filter(entry -> entry.id().isEmpty()).toList();
    if (!again.isEmpty()) {
      String named = Words.named(again.stream().map(DesiredCode::key).toList(), NAMED);
      findings.add(
          Finding.warning(
              "made-again",
              "%s would be made again, with a new id: %s"
                  .formatted(Words.count(again.size(), "deleted code"), named),
              at,
              "",
              "history, rules and queues stay with the old id and don't follow"));
    }
    if (!run.unknown().isEmpty()) {
      findings.add(
          Finding.warning(
              "unknown-outcome",
              "the run doesn't know what became of %s, so it is not undone: %s"
                  .formatted(
                      Words.count(run.unknown().size(), "change"),
                      Words.named(run.unknown(), NAMED)),
              at,
              "",
              "look at it in the organization"));
    }
    return findings;
  }

  private Optional<LiveCode> live(WrittenCode code) {
    return Optional.ofNullable(byId.get(code.id()));
  }

  private Dialect dialect() {
    return files.dialect();
  }

  private static String lower(String code) {
    return code.toLowerCase(Locale.ROOT);
  }
}
