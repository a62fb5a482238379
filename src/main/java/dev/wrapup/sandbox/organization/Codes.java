package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.organization.Organization.Audited;
import dev.wrapup.sandbox.organization.Organization.Step;
import dev.wrapup.sandbox.organization.Organization.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The codes of an organization: each has a name of its own and a version that counts its edits.
final class Codes extends Table<Stored> {
  private final Map<String, Stored> deleted = new LinkedHashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final List<Audited> audit = new ArrayList<>();
  private long made;

  Codes() {
    super(stored -> stored.code().id());
  }

  synchronized List<Stored> deleted() {
    return List.copyOf(deleted.values());
  }

  synchronized List<Audited> audit() {
    return List.copyOf(audit);
  }

  synchronized Optional<LiveCode> byCode(String code) {
    return Optional.ofNullable(ids.get(code)).flatMap(this::get).map(Stored::code);
  }

  synchronized String freshId() {
    String id;
    do {
      id = Organization.id("made " + made++);
    } while (get(id).isPresent() || deleted.containsKey(id));
    return id;
  }

  /// @throws IllegalArgumentException for a duplicate id or code
  synchronized void restore(List<Stored> all, List<Stored> gone) {
    restore(all);
    ids.clear();
    for (Stored stored : all) {
      String code = stored.code().code();
      if (ids.put(code, stored.code().id()) != null) {
        throw new IllegalArgumentException("the code %s stands twice".formatted(code));
      }
    }
    deleted.clear();
    gone.forEach(stored -> deleted.put(stored.code().id(), stored));
  }

  synchronized Written create(String code, Map<Field, Value> values, String by) {
    Optional<LiveCode> holder = byCode(code);
    if (holder.isPresent()) return new Written.Taken(holder.get());
    LiveCode live = new LiveCode(freshId(), "1", code, values);
    EditInfo stamp = EditInfo.created(by);
    put(new Stored(live, stamp));
    ids.put(code, live.id());
    note(Optional.empty(), Optional.of(live), by, stamp);
    return new Written.Done(live);
  }

  synchronized Written edit(String code, UnaryOperator<LiveCode> edit) {
    LiveCode before =
        byCode(code).orElseThrow(() -> new IllegalArgumentException("no code " + code));
    LiveCode wanted = edit.apply(before);
    return update(
        before.id(), Optional.empty(), wanted.code(), wanted.values(), Organization.ADMINISTRATOR);
  }

  synchronized Written update(
      String id, Optional<String> version, String code, Map<Field, Value> values, String by) {
    Optional<Stored> stored = get(id);
    if (stored.isEmpty()) return new Written.Missing();
    LiveCode before = stored.get().code();
    if (isStale(before, version)) return new Written.Stale(before);
    Optional<LiveCode> holder = byCode(code).filter(other -> !other.id().equals(id));
    if (holder.isPresent()) return new Written.Taken(holder.get());
    Map<Field, Value> merged = new HashMap<>(before.values());
    merged.putAll(values);
    String next = Long.toString(Long.parseLong(before.revision()) + 1);
    LiveCode now = new LiveCode(id, next, code, merged);
    EditInfo stamp = stored.get().stamp().changed(by);
    put(new Stored(now, stamp));
    ids.remove(before.code());
    ids.put(code, id);
    note(Optional.of(before), Optional.of(now), by, stamp);
    return new Written.Done(now);
  }

  synchronized Written delete(String id, Optional<String> version, String by) {
    Optional<Stored> stored = get(id);
    if (stored.isEmpty()) return new Written.Missing();
    LiveCode before = stored.get().code();
    if (isStale(before, version)) return new Written.Stale(before);
    EditInfo stamp = stored.get().stamp().changed(by);
    remove(id);
    ids.remove(before.code());
    deleted.put(id, new Stored(before, stamp));
    note(Optional.of(before), Optional.empty(), by, stamp);
    return new Written.Done(before);
  }

  private void note(Optional<LiveCode> before, Optional<LiveCode> after, String by, EditInfo now) {
    audit.add(new Audited(new Step(before, after), by, now.last()));
  }

  private static boolean isStale(LiveCode now, Optional<String> version) {
    return version.filter(v -> !v.equals(now.revision())).isPresent();
  }
}
