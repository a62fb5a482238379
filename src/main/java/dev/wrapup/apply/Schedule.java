package dev.wrapup.apply;

import dev.wrapup.plan.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What may run beside what: a change waits for the one that frees its code; changes that wait for
/// each other round a ring are one unit.
record Schedule(List<Unit> units) {
  /// Changes that one worker makes one after the other.
  static final class Unit {
    private final List<Change> changes;
    private final boolean isRing;
    private Optional<Unit> after = Optional.empty();

    Unit(List<Change> changes, boolean isRing) {
      this.changes = List.copyOf(changes);
      this.isRing = isRing;
    }

    /// In the plan's order; of a ring, the member to park comes last.
    List<Change> changes() {
      return changes;
    }

    boolean isRing() {
      return isRing;
    }

    /// What must be done before.
    Optional<Unit> after() {
      return after;
    }
  }

  /// @param changes in the plan's order
  static Schedule of(List<Change> changes) {
    Map<String, Change> frees = new HashMap<>();
    for (Change change : changes) change.frees().ifPresent(code -> frees.put(code, change));
    Map<Change, Unit> units = new HashMap<>();
    List<Unit> order = new ArrayList<>();
    for (Change change : changes) {
      if (units.containsKey(change)) continue;
      List<Change> ring = ring(change, frees);
      Unit unit =
          ring.isEmpty()
              ? new Unit(List.of(change), false)
              : new Unit(inOrder(ring, changes), true);
      unit.changes().forEach(member -> units.put(member, unit));
      order.add(unit);
    }
    for (Unit unit : order) {
      if (unit.isRing()) continue;
      Change change = unit.changes().getFirst();
      unit.after = change.takes().map(frees::get).map(units::get);
    }
    return new Schedule(order);
  }

  /// The ring that a change is in; empty if it is in none.
  private static List<Change> ring(Change change, Map<String, Change> frees) {
    List<Change> ring = new ArrayList<>();
    Optional<Change> next = Optional.of(change);
    while (next.isPresent()) {
      ring.add(next.get());
      next = next.get().takes().map(frees::get);
      if (next.isPresent() && next.get().frees().equals(change.frees())) return ring;
      if (ring.size() > frees.size() + 1) break;
    }
    return List.of();
  }

  private static List<Change> inOrder(List<Change> ring, List<Change> changes) {
    Set<Change> members = new HashSet<>();
    members.addAll(ring);
    return changes.stream().filter(members::contains).toList();
  }
}
