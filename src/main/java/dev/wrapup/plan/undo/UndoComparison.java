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
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
  private final Set<String> letters = new HashSet<>();
  private final Set<String> queueIds = new HashSet<>();

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
      letters.add(lower(live.code()));
    }
    whole.queues().ifPresent(all -> all.all().forEach(queue -> queueIds.add(queue.id())));
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
        live.map(LiveCode::code).equals(code.after().map(LiveCode::code))
            && code.isRenamed()
            && (code.after().isEmpty() || !Parked.is(code.before().get()));
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
    return code.after().isEmpty() && letters.contains(lower(code.name()));
  }

  private void declare(WrittenCode code) {
    Optional<LiveCode> live = live(code);
    if (code.before().isEmpty()) {
      live.ifPresent(now -> unmake(code, now));
    } else if (code.after().isEmpty()) {
      if (live.isEmpty()) makeAgain(code);
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
      List<FieldChange> fields = FieldChange.all(live, dialect(), Origin.COLLISION);
      left.add(new Change.Delete(live, at, fields, Origin.COLLISION, Impact.NONE));
    }
  }

  private void makeAgain(WrittenCode code) {
    if (code.equals(taking.get(code.name()))) {
      before.add(made(code, code.removed()));
      return;
    }
    boolean isThere =
        Optional.ofNullable(byCode.get(code.name()))
            .filter(now -> code.isAgain(now, dialect()))
            .isPresent();
    if (!isThere) left.add(create(code, false));
  }

  private void restore(WrittenCode code, LiveCode was, LiveCode ran, LiveCode live) {
    boolean isNamed = code.equals(taking.get(code.name()));
    Optional<Sourced<String>> id = Optional.of(new Sourced<>(code.id(), at));
    Predicate<Field> isWritten = field -> !was.value(field).equals(ran.value(field));
    String key = isNamed ? was.code() : live.code();
    before.add(entry(key, id, values(was, isWritten), queues(code, code.removed())));
    after.add(entry(live.code(), id, values(ran, isWritten), queues(code, code.added())));
    if (isNamed || !code.isRenamed() || live.code().equals(was.code())) return;
    FieldChange name =
        new FieldChange(
            dialect().key(),
            Optional.of(new Value.Text(live.code())),
            Optional.of(new Value.Text(was.code())),
            Origin.COLLISION,
            Optional.of(new Value.Text(ran.code())));
    DesiredCode named = entry(was.code(), id, Map.of(), Optional.empty());
    left.add(new Change.Update(live, named, List.of(name), Origin.COLLISION, Impact.NONE));
  }

  /// The entry of a code that is made again.
  private DesiredCode made(WrittenCode code, List<Value.Outcome> queues) {
    LiveCode was = code.before().orElseThrow();
    Map<Field, Sourced<Value>> values = values(was, field -> !was.value(field).isEmpty());
    return entry(code.name(), Optional.empty(), values, queues(code, queues));
  }

  /// Of a code that isn't made again.
  private Change create(WrittenCode code, boolean isGone) {
    DesiredCode made = made(code, List.of());
    List<FieldChange> fields = FieldChange.all(made, dialect(), Origin.COLLISION);
    return new Change.Create(made, fields, Origin.COLLISION, isGone);
  }

  private DesiredCode entry(
      String key,
      Optional<Sourced<String>> id,
      Map<Field, Sourced<Value>> values,
      Optional<List<Sourced<QueueRef>>> queues) {
    return new DesiredCode(
        new Sourced<>(key, at), id, values, Map.of(), List.of(), List.of(), queues);
  }

  private Map<Field, Sourced<Value>> values(LiveCode code, Predicate<Field> isMeant) {
    return dialect().fields().stream()
        .filter(isMeant)
        .collect(Collectors.toMap(field -> field, field -> new Sourced<>(code.value(field), at)));
  }

  /// Those that are still there; empty if the run changed none of the code.
  private Optional<List<Sourced<QueueRef>>> queues(WrittenCode code, List<Value.Outcome> queues) {
    if (code.added().isEmpty() && code.removed().isEmpty()) return Optional.empty();
    return Optional.of(
        queues.stream()
            .filter(queue -> queueIds.contains(queue.id()))
            .map(queue -> new QueueRef(queue.name(), Optional.of(queue.id())))
            .map(queue -> new Sourced<>(queue, at))
            .toList());
  }

  private List<Finding> findings() {
    List<String> again =
        before.stream().filter(entry -> entry.id().isEmpty()).map(DesiredCode::key).toList();
    List<Finding> findings = new ArrayList<>();
    if (!again.isEmpty()) {
      String told = "%s would be made again, with a new id: %s";
      String hint = "history, rules and queues stay with the old id and don't follow";
      findings.add(Finding.warning("made-again", told(told, "deleted code", again), at, "", hint));
    }
    if (!run.unknown().isEmpty()) {
      String told = "the run doesn't know what became of %s, so it is not undone: %s";
      String hint = "look at it in the organization";
      findings.add(
          Finding.warning("unknown-outcome", told(told, "change", run.unknown()), at, "", hint));
    }
    return findings;
  }

  private static String told(String message, String noun, List<String> codes) {
    return message.formatted(Words.count(codes.size(), noun), Words.named(codes, NAMED));
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
