package dev.wrapup.plan.undo;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.diff.Matching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which edits of the files undo a run: they declare again what was before, where they still
/// declare what the run wrote and nobody changed that live since.
public final class UndoEdits {
  private final UndoneRun run;
  private final DesiredState files;
  private final Catalog catalog;
  private final Matching matching;
  private final Map<String, LiveCode> live = new HashMap<>();

  /// Ids of codes that keep the name that they have, and names of those that aren't made again.
  private final Set<String> kept = new HashSet<>();

  /// Entries in the words of the files.
  private final Map<String, DesiredCode> written = new HashMap<>();

  private final List<Edit> edits = new ArrayList<>();
  private final List<String> retired = new ArrayList<>();
  private final List<Finding> left = new ArrayList<>();

  private UndoEdits(
      UndoneRun run, DesiredState files, Optional<DesiredState> base, Catalog catalog) {
    this.run = run;
    this.files = files;
    this.catalog = catalog;
    this.matching = Comparison.of(files, base, catalog).matching();
    for (Change left : run.compare(files, base, catalog).undo().orElseThrow().left()) {
      kept.add(left.live().map(LiveCode::id).orElse(left.code()));
    }
    catalog.codes().forEach(code -> live.put(code.id(), code));
    files.codes().forEach(code -> written.put(code.key(), code));
  }

  /// Decides.
  ///
  /// @param files as they are now
  /// @param base by which renames in them are told
  public static UndoEdits of(
      UndoneRun run, DesiredState files, Optional<DesiredState> base, Catalog catalog) {
    UndoEdits all = new UndoEdits(run, files, base, catalog);
    run.written().forEach(all::decide);
    return all;
  }

  public List<Edit> edits() {
    return edits;
  }

  /// Codes that are retired now as well.
  public List<String> retired() {
    return retired;
  }

  /// What stays as it is, and why.
  public List<Finding> left() {
    return left;
  }

  private void decide(WrittenCode code) {
    Optional<LiveCode> now = Optional.ofNullable(live.get(code.id()));
    Optional<DesiredCode> entry =
        now.flatMap(matching::owner)
            .or(() -> code.after().flatMap(ran -> matching.entry(ran.code())));
    if (entry.filter(one -> !isOf(code, one)).isPresent())
      leave(code, entry, "another code has that name");
    else if (code.before().isEmpty() && code.after().isPresent()) retire(code, now, entry);
    else if (code.after().isEmpty()) declare(code);
    else if (entry.isEmpty()) leave(code, Optional.empty(), "no file declares it any more");
    else if (now.isEmpty()) leave(code, entry, "it is gone");
    else rewrite(code, now.get(), entry.get());
  }

  /// Whether an entry is of the code, and not of another that has its name by now.
  private boolean isOf(WrittenCode code, DesiredCode entry) {
    return Stream.concat(
            entry.id().map(Sourced::value).stream(),
            matching.live(entry).map(LiveCode::id).stream())
        .allMatch(code.id()::equals);
  }

  private void retire(WrittenCode code, Optional<LiveCode> now, Optional<DesiredCode> entry) {
    if (now.filter(there -> !code.isUntouched(there, dialect())).isPresent()) {
      leave(code, entry, "it was changed since it was made");
      return;
    }
    if (entry.filter(one -> !code.isDeclaredAsLeft(one)).isPresent()) {
      leave(code, entry, "the files say something else of it");
      return;
    }
    entry.map(one -> written.get(one.key())).ifPresent(one -> edits.add(new Edit.Removal(one)));
    now.map(LiveCode::code)
        .filter(name -> !files.retiredCodes().contains(name))
        .ifPresent(retired::add);
  }

  private void declare(WrittenCode code) {
    if (code.before().isEmpty() || matching.entry(code.name()).isPresent()) return;
    if (kept.contains(code.name())) {
      leave(code, Optional.empty(), "another code has that name");
      return;
    }
    Optional<LiveCode> again =
        matching.byCode(code.name()).filter(live -> !run.ids().contains(live.id()));
    Map<Field, Value> values = new HashMap<>();
    for (Field field : dialect().fields()) {
      Value value = code.before().get().value(field);
      if (value.isEmpty() || cannot(code, field, value)) continue;
      values.put(field, value);
    }
    edits.add(new Edit.Addition(code.name(), again.map(LiveCode::id), values));
  }

  private void rewrite(WrittenCode code, LiveCode now, DesiredCode entry) {
    LiveCode was = code.before().orElseThrow();
    LiveCode ran = code.after().orElseThrow();
    DesiredCode here = written.getOrDefault(entry.key(), entry);
    Map<Field, Value> values = new HashMap<>();
    for (Field field : dialect().fields()) {
      Value before = was.value(field);
      Value after = ran.value(field);
      Optional<Value> said = Optional.ofNullable(entry.values().get(field)).map(Sourced::value);
      if (before.equals(after) || said.equals(Optional.of(before))) continue;
      boolean isOurs = Set.of(before, after).contains(now.value(field));
      if (!isOurs) leave(code, Optional.of(here), field.name() + " was changed since");
      else if (said.isEmpty()) leave(code, Optional.of(here), field.name() + " is not declared");
      else if (!said.get().equals(after)) {
        leave(code, Optional.of(here), "the files say something else of its " + field.name());
      } else if (!cannot(code, field, before)) values.put(field, before);
    }
    String name = here.key();
    if (code.isRenamed() && here.key().equals(ran.code())) {
      if (!kept.contains(code.id())) name = was.code();
      else if (!now.code().equals(ran.code()))
        leave(code, Optional.of(here), "it was renamed since");
      else leave(code, Optional.of(here), "another code has the name '%s'".formatted(was.code()));
    }
    Set<Queue> withdrawn = withdrawn(code, here);
    if (values.isEmpty() && withdrawn.isEmpty() && name.equals(here.key())) return;
    edits.add(new Edit.Rewrite(here, name, values, Set.of(), withdrawn, here.id().isEmpty()));
  }

  /// The queues that the files still offer the code in, since the run.
  private Set<Queue> withdrawn(WrittenCode code, DesiredCode here) {
    Set<Queue> withdrawn = new HashSet<>();
    for (Value.Outcome pair : code.added()) {
      Optional<Queue> queue =
          catalog.queues().stream()
              .flatMap(all -> all.all().stream())
              .filter(one -> one.id().equals(pair.id()))
              .findFirst();
      if (queue.filter(one -> isOffered(here, one)).isPresent()) withdrawn.add(queue.get());
      else leave(code, Optional.of(here), "queue '%s' is not named for it".formatted(pair.name()));
    }
    for (Value.Outcome pair : code.removed()) {
      leave(code, Optional.of(here), "list the queue '%s' for it".formatted(pair.name()));
    }
    return withdrawn;
  }

  private boolean isOffered(DesiredCode here, Queue queue) {
    return here.queues().orElse(List.of()).stream().anyMatch(ref -> ref.value().mayMean(queue))
        || files.offers().stream()
            .filter(offer -> !offer.isPattern() && offer.ref().value().mayMean(queue))
            .flatMap((Offer offer) -> offer.codes().stream())
            .anyMatch(offered -> offered.value().equals(here.key()));
  }

  private boolean cannot(WrittenCode code, Field field, Value value) {
    Optional<String> obstacle = field.obstacle(value);
    obstacle.ifPresent(
        why ->
            leave(code, Optional.empty(), "no file can declare its %s: %s".formatted(field, why)));
    return obstacle.isPresent();
  }

  private void leave(WrittenCode code, Optional<DesiredCode> entry, String why) {
    SourcePosition at = entry.map(DesiredCode::at).orElse(SourcePosition.whole(run.journal()));
    String meant = entry.map(DesiredCode::key).orElse("");
    left.add(
        Finding.warning(
            "left-as-is",
            "'%s' is not undone in the files: %s".formatted(code.name(), why),
            at,
            meant,
            "see what it shall be, and write that"));
  }

  private Dialect dialect() {
    return files.dialect();
  }
}
