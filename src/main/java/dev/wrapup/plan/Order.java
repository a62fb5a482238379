package dev.wrapup.plan;

import dev.wrapup.model.LiveCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// An order in which changes can be carried out: codes are unique, so who takes a code waits for
/// whoever frees it. Everybody frees at most one code and takes at most one, so what waits for each
/// other forms separate chains and rings.
///
/// @param changes in execution order; the member of a ring that is parked first comes last of the
///   ring
/// @param rings how many rings there are
/// @param blocked changes that take a code which nothing frees
record Order(List<Change> changes, int rings, List<Blocked> blocked) {
  record Blocked(Change change, LiveCode holder) {}

  /// @param byCode finds the live holder of a code
  static Order of(List<Change> changes, Function<String, Optional<LiveCode>> byCode) {
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
    return sort(changes, waitsFor, blocked);
  }

  private static Order sort(
      List<Change> changes, Map<Change, Change> waitsFor, List<Blocked> blocked) {
    List<Change> sorted = new ArrayList<>(changes.size());
    Set<Change> done = new HashSet<>();
    int rings = 0;
    for (Change change : changes) {
      Deque<Change> chain = new ArrayDeque<>();
      Set<Change> seen = new HashSet<>();
      Change next = change;
      while (next != null && !done.contains(next) && seen.add(next)) {
        chain.push(next);
        next = waitsFor.get(next);
      }
      if (next != null && seen.contains(next)) {
        rings++;
      }
      for (Change ready : chain) {
        sorted.add(ready);
        done.add(ready);
      }
    }
    return new Order(sorted, rings, blocked);
  }
}
