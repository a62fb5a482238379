package dev.wrapup.files;

import dev.wrapup.files.write.CanonicalEntry;
import dev.wrapup.files.write.OfferEdit;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Works out what files must say after edits, without their text.
final class EditedState {
  private final DesiredState before;

  /// What the files say.
  private final DesiredState now;

  EditedState(DesiredState before, DesiredState now) {
    this.before = before;
    this.now = now;
  }

  /// @param edits of what holds for the target
  /// @param overrides those of them that are of overrides
  /// @param overriding new overrides
  /// @param additions new entries, whose defaults are those of the file that they stand in now
  /// @param retired codes that shall not exist
  /// @param byCode the edits, by the code that they change
  DesiredState wanted(
      List<Edit> edits,
      List<Edit.OfEntry> overrides,
      List<CanonicalEntry> overriding,
      List<CanonicalEntry> additions,
      List<Sourced<String>> retired,
      Map<String, Edit.OfEntry> byCode) {
    Map<String, DesiredCode> kept = new HashMap<>();
    before.codes().forEach(code -> kept.put(code.key(), code));
    for (Edit edit : edits) {
      switch (edit) {
        case Edit.Rewrite rewrite -> kept.put(rewrite.entry().key(), rewritten(rewrite));
        case Edit.Removal removal -> kept.remove(removal.entry().key());
        case Edit.Addition ignored -> {}
      }
    }
    List<DesiredCode> codes = new ArrayList<>(kept.values());
    Map<String, DesiredCode> there = new HashMap<>();
    now.codes().forEach(code -> there.put(code.key(), code));
    for (CanonicalEntry added : additions) {
      DesiredCode code = there.get(added.code());
      if (code != null) codes.add(declared(added, code));
    }
    List<Offer> offers =
        before.offers().stream().map(offer -> OfferEdit.edited(offer, byCode)).toList();
    List<DesiredCode> all = overrides(overrides);
    for (CanonicalEntry added : overriding) {
      DesiredCode code = there.get(added.code());
      if (code != null) all.add(override(added, code.code()));
    }
    return before.with(codes, retired, offers, before.deviations().with(all));
  }

  private List<DesiredCode> overrides(List<Edit.OfEntry> edits) {
    IdentityHashMap<DesiredCode, Edit> changed = new IdentityHashMap<>();
    edits.forEach(edit -> changed.put(edit.entry(), edit));
    List<DesiredCode> overrides = new ArrayList<>();
    for (DesiredCode override : before.deviations().overrides()) {
      Edit edit = changed.get(override);
      if (edit == null) overrides.add(override);
      else if (edit instanceof Edit.Rewrite rewrite) overrides.add(rewritten(rewrite));
    }
    return overrides;
  }

  private static DesiredCode rewritten(Edit.Rewrite rewrite) {
    DesiredCode before = rewrite.entry();
    Map<Field, Sourced<Value>> values = new HashMap<>(before.values());
    rewrite.values().forEach((field, value) -> values.put(field, before.code().with(value)));
    values.keySet().removeAll(rewrite.unmanaged());
    List<Sourced<String>> previously = new ArrayList<>(before.previously());
    if (rewrite.isNewlyListed()) previously.addFirst(before.code());
    previously.replaceAll(
        earlier -> earlier.value().equals(rewrite.code()) ? before.code() : earlier);
    return new DesiredCode(
        before.code().with(rewrite.code()),
        before.id(),
        values,
        before.defaults(),
        previously,
        before.ignores(),
        queues(rewrite));
  }

  private static Optional<List<Sourced<QueueRef>>> queues(Edit.Rewrite rewrite) {
    DesiredCode entry = rewrite.entry();
    if (entry.queues().isEmpty() && rewrite.joined().isEmpty()) return Optional.empty();
    List<Sourced<QueueRef>> queues = new ArrayList<>(entry.queues().orElse(List.of()));
    queues.removeIf(queue -> rewrite.withdraws(queue.value()));
    rewrite.joined().forEach(queue -> queues.add(entry.code().with(queue)));
    return Optional.of(queues);
  }

  private static DesiredCode override(CanonicalEntry added, Sourced<String> code) {
    return new DesiredCode(
        code, Optional.empty(), values(added, code), Map.of(), List.of(), List.of());
  }

  private static Map<Field, Sourced<Value>> values(CanonicalEntry added, Sourced<String> code) {
    Map<Field, Sourced<Value>> values = new HashMap<>();
    added.values().forEach((field, value) -> values.put(field, code.with(value)));
    return values;
  }

  /// @param there the entry as it is read again, for its places and defaults
  private static DesiredCode declared(CanonicalEntry added, DesiredCode there) {
    Sourced<String> code = there.code();
    return new DesiredCode(
        code,
        added.id().map(code::with),
        values(added, code),
        there.defaults(),
        added.previously().stream().map(code::with).toList(),
        List.of(),
        Optional.of(added.queues().stream().map(code::with).toList())
            .filter(queues -> !queues.isEmpty()));
  }
}
