package dev.wrapup.plan;

import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Sorts changes topologically: codes are unique, so who takes a code depends on whoever frees it.
/// Each frees at most one code and takes at most one, so dependencies form separate chains and
/// cycles. A delete takes its code out of all queues, so it comes after what other codes they are
/// to offer.
///
/// @param changes in execution order; the member of a cycle that is parked first comes last of the
///   cycle
/// @param cycles how many cycles there are
/// @param blocked changes that take a code which nothing frees
record ChangeOrder(List<Change> changes, int cycles, List<Blocked> blocked) {
  record Blocked(Change change, LiveCode holder) {}

  /// @param byCode finds the live holder of a code
  static ChangeOrder of(List<Change> changes, Function<String, Optional<LiveCode>> byCode) {
    Map<String, Change> frees = new HashMap<>();
    for (Change change : changes) change.frees().ifPresent(code -> frees.put(code, change));

    Map<Change, Change> waitsFor = new HashMap<>();
    List<Blocked> blocked = new ArrayList<>();
    for (Change change : changes) {
      Optional<LiveCode> holder = change.takes().flatMap(byCode);
      if (holder.isEmpty()) continue;
      Change freeing = frees.get(holder.get().code());
      if (freeing == null) blocked.add(new Blocked(change, holder.get()));
      else waitsFor.put(change, freeing);
    }
    List<Change> deletesLast =
        changes.stream().sorted(Comparator.comparing(Change.Delete.class::isInstance)).toList();
    return sort(deletesLast, waitsFor, blocked);
  }

  private static ChangeOrder sort(
      List<Change> changes, Map<Change, Change> waitsFor, List<Blocked> blocked) {
    List<Change> sorted = new ArrayList<>(changes.size());
    Set<Change> done = new HashSet<>();
    int cycles = 0;
    for (Change change : changes) {
      Deque<Change> chain = new ArrayDeque<>();
      Set<Change> seen = new HashSet<>();
      Change next = change;
      while (next != null && !done.contains(next) && seen.add(next)) {
        chain.push(next);
        next = waitsFor.get(next);
      }
      if (next != null && seen.contains(next)) {
        cycles++;
      }
      for (Change ready : chain) {
        sorted.add(ready);
        done.add(ready);
      }
    }
    return new ChangeOrder(sorted, cycles, blocked);
  }
}
