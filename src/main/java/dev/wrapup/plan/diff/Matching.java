package dev.wrapup.plan.diff;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/// Matches live codes to declared ones, decided for all of them together, so that no two declared
/// codes claim one live code and a file's order decides nothing.
public final class Matching {
  private final DesiredState desired;
  private final Optional<DesiredState> base;

  private final Map<String, DesiredCode> declared = new HashMap<>();
  private final Map<String, DesiredCode> based = new HashMap<>();
  private final Map<String, LiveCode> liveById = new HashMap<>();
  private final Map<String, LiveCode> liveByCode = new HashMap<>();

  /// By declared key.
  private final Map<String, LiveCode> bound = new HashMap<>();

  /// Which declared key a live id went to.
  private final Map<String, String> owner = new HashMap<>();

  /// Keys whose live code another entry took because it had that key before.
  private final Set<String> robbed = new HashSet<>();

  /// Ids that went to an entry by its `previously`.
  private final Set<String> renamed = new HashSet<>();

  /// Codes that no entry may take by what it was called before.
  private final Set<String> excepted;

  private final List<Finding> findings = new ArrayList<>();

  private Matching(DesiredState desired, Optional<DesiredState> base, Catalog catalog) {
    this.desired = desired;
    this.base = base;
    this.excepted = desired.deviations().excepted();
    desired.codes().forEach(entry -> declared.put(entry.key(), entry));
    base.ifPresent(state -> state.codes().forEach(entry -> based.put(entry.key(), entry)));
    for (LiveCode live : catalog.codes()) {
      liveById.put(live.id(), live);
      liveByCode.put(live.code(), live);
    }
  }

  static Matching of(DesiredState desired, Optional<DesiredState> base, Catalog catalog) {
    Matching matching = new Matching(desired, base, catalog);
    matching.claimById();
    matching.keepByKey();
    matching.takeByPrevious();
    matching.takeBack();
    return matching;
  }

  /// The live code of a declared one; empty if it has to be created.
  public Optional<LiveCode> live(DesiredCode entry) {
    return Optional.ofNullable(bound.get(entry.key()));
  }

  /// Whether a live code belongs to a declared one.
  public boolean isOwned(LiveCode live) {
    return owner.containsKey(live.id());
  }

  /// What the files declare under a key.
  public Optional<DesiredCode> entry(String key) {
    return Optional.ofNullable(declared.get(key));
  }

  /// The declared code that a live one is; empty if it is none.
  public Optional<DesiredCode> owner(LiveCode live) {
    return Optional.ofNullable(owner.get(live.id())).map(declared::get);
  }

  public Optional<LiveCode> byId(String id) {
    return Optional.ofNullable(liveById.get(id));
  }

  public Optional<LiveCode> byCode(String code) {
    return Optional.ofNullable(liveByCode.get(code));
  }

  public int size() {
    return bound.size();
  }

  List<Finding> findings() {
    return findings;
  }

  private void claimById() {
    for (DesiredCode entry : desired.codes()) {
      entry.id().map(id -> liveById.get(id.value())).ifPresent(live -> bind(entry, live));
    }
  }

  private void keepByKey() {
    for (DesiredCode entry : desired.codes()) {
      LiveCode live = liveByCode.get(entry.key());
      if (entry.id().isEmpty() && live != null && !isOwned(live)) {
        bind(entry, live);
      }
    }
  }

  private void takeByPrevious() {
    Queue<DesiredCode> waiting = new ArrayDeque<>();
    for (DesiredCode entry : desired.codes()) {
      if (entry.id().isEmpty() && !bound.containsKey(entry.key())) waiting.add(entry);
    }
    while (!waiting.isEmpty()) {
      DesiredCode entry = waiting.remove();
      for (Sourced<String> earlier : entry.previously()) {
        LiveCode live = liveByCode.get(earlier.value());
        if (live == null || excepted.contains(live.code())) continue;
        DesiredCode holder = owner(live).orElse(null);
        if (holder != null && holder.id().isPresent()) continue;
        if (renamed.contains(live.id())) {
          rejectSecondTaker(entry, earlier, live);
          break;
        }
        checkNewness(entry, earlier);
        if (holder != null) {
          bound.remove(holder.key());
          robbed.add(holder.key());
          waiting.add(holder);
        }
        bind(entry, live);
        renamed.add(live.id());
        break;
      }
    }
  }

  /// A rename merged and taken back: the base renamed the code that is declared here to one that is
  /// declared no more.
  private void takeBack() {
    Map<String, List<DesiredCode>> renamedInBase = new HashMap<>();
    for (DesiredCode later : based.values()) {
      if (declared.containsKey(later.key())) continue;
      for (Sourced<String> earlier : later.previously()) {
        renamedInBase.computeIfAbsent(earlier.value(), key -> new ArrayList<>()).add(later);
      }
    }
    for (DesiredCode entry : desired.codes()) {
      String key = entry.key();
      if (entry.id().isPresent() || bound.containsKey(key) || liveByCode.containsKey(key)) continue;
      if (based.containsKey(key)) continue;
      List<LiveCode> candidates =
          renamedInBase.getOrDefault(key, List.of()).stream()
              .flatMap(later -> liveOf(later).stream())
              .filter(live -> !isOwned(live) && !excepted.contains(live.code()))
              .toList();
      if (candidates.size() > 1) {
        report(
            "ambiguous-rename",
            "'%s' was the earlier code of several that are declared no more".formatted(key),
            entry.at(),
            key,
            "say which one it is by its 'id'");
      } else if (candidates.size() == 1) {
        bind(entry, candidates.getFirst());
      }
    }
  }

  /// An entry that takes the code of another declared one must be new here, or the plan of a file
  /// that was applied long ago would rename a second time.
  private void checkNewness(DesiredCode entry, Sourced<String> earlier) {
    DesiredCode rival = declared.get(earlier.value());
    if (rival == null && !robbed.contains(entry.key())) return;
    DesiredCode before = based.get(entry.key());
    boolean isNew = base.isPresent() && (before == null || !before.lists(earlier.value()));
    if (isNew) return;
    report(
        "ambiguous-rename",
        rival == null
            ? "'%s' gives its code away and takes that of '%s'"
                .formatted(entry.key(), earlier.value())
            : "'%s' was '%s' before, but '%s' is declared too (%s)"
                .formatted(entry.key(), earlier.value(), earlier.value(), rival.at()),
        earlier.at(),
        earlier.value(),
        "pin both to what they are by 'id', or remove one of the two lines");
  }

  private void rejectSecondTaker(DesiredCode entry, Sourced<String> earlier, LiveCode live) {
    DesiredCode first = owner(live).orElseThrow();
    report(
        "ambiguous-rename",
        "'%s' and '%s' (%s) both say that they were '%s' before"
            .formatted(entry.key(), first.key(), first.at(), earlier.value()),
        earlier.at(),
        earlier.value(),
        "only one of them can keep the history: remove the other line, or pin by 'id'");
  }

  private void report(String code, String message, SourcePosition at, String meant, String hint) {
    findings.add(Finding.error(code, message, Optional.of(at), meant, hint));
  }

  private Optional<LiveCode> liveOf(DesiredCode entry) {
    return Optional.ofNullable(
        entry.id().isPresent()
            ? liveById.get(entry.id().get().value())
            : liveByCode.get(entry.key()));
  }

  private void bind(DesiredCode entry, LiveCode live) {
    bound.put(entry.key(), live);
    owner.put(live.id(), entry.key());
  }
}
