package dev.wrapup.plan.diff;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.source.Sourced;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Matches entries of the base to declared codes. An entry of the base speaks for one code only:
/// the one with the same id, else the one that carries its key live, else the one renamed from it,
/// else the one of the same key.
public final class BaseMatching {
  private final Matching matching;
  private final Map<String, DesiredCode> byKey = new HashMap<>();
  private final Map<String, DesiredCode> byId = new HashMap<>();

  /// By the key that is declared now.
  private final Map<String, DesiredCode> entries = new HashMap<>();

  private final Set<DesiredCode> spoken = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<DesiredCode> all;

  private BaseMatching(Optional<DesiredState> base, Matching matching) {
    this.matching = matching;
    this.all = base.map(DesiredState::codes).orElse(List.of());
    for (DesiredCode entry : all) {
      byKey.put(entry.key(), entry);
      entry.id().ifPresent(id -> byId.put(id.value(), entry));
    }
  }

  static BaseMatching of(DesiredState desired, Optional<DesiredState> base, Matching matching) {
    BaseMatching baseline = new BaseMatching(base, matching);
    if (base.isEmpty()) return baseline;
    desired.codes().forEach(baseline::matchId);
    desired.codes().forEach(baseline::matchLiveKey);
    desired.codes().forEach(baseline::matchRenameOrKey);
    return baseline;
  }

  /// What the base declared for the code that is declared so now.
  public Optional<DesiredCode> entry(DesiredCode now) {
    return Optional.ofNullable(entries.get(now.key()));
  }

  /// Entries of the base that no declared code continues.
  public List<DesiredCode> released() {
    return all.stream().filter(entry -> !spoken.contains(entry)).toList();
  }

  private void matchId(DesiredCode now) {
    id(now).ifPresent(id -> assign(now, byId.get(id)));
  }

  private void matchLiveKey(DesiredCode now) {
    matching
        .live(now)
        .filter(live -> !live.code().equals(now.key()))
        .ifPresent(live -> assign(now, byKey.get(live.code())));
  }

  private void matchRenameOrKey(DesiredCode now) {
    DesiredCode sameKey = byKey.get(now.key());
    for (Sourced<String> earlier : now.previously()) {
      boolean longAgo = sameKey != null && sameKey.lists(earlier.value());
      if (!longAgo && matching.byCode(earlier.value()).isEmpty()) {
        assign(now, byKey.get(earlier.value()));
      }
    }
    assign(now, sameKey);
  }

  private void assign(DesiredCode now, @Nullable DesiredCode before) {
    if (before == null || entries.containsKey(now.key()) || spoken.contains(before)) return;
    Optional<String> id = id(now);
    boolean otherCode =
        before.id().isPresent() && id.isPresent() && !before.id().get().value().equals(id.get());
    if (otherCode) return;
    entries.put(now.key(), before);
    spoken.add(before);
  }

  private Optional<String> id(DesiredCode now) {
    return matching.live(now).map(LiveCode::id).or(() -> now.id().map(Sourced::value));
  }
}
