package dev.wrapup.apply;

import dev.wrapup.plan.diff.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which changes may run concurrently: a change depends on the one that frees its code, and changes
/// that depend on each other in a cycle are one unit.
record ExecutionGraph(List<Unit> units) {
  /// Changes that one worker makes one after the other.
  static final class Unit {
    private final List<Change> changes;
    private final boolean isCycle;
    private Optional<Unit> after = Optional.empty();

    Unit(List<Change> changes, boolean isCycle) {
      this.changes = List.copyOf(changes);
      this.isCycle = isCycle;
    }

    /// In the plan's order; of a cycle, the member to park comes last.
    List<Change> changes() {
      return changes;
    }

    boolean isCycle() {
      return isCycle;
    }

    /// What must be done before.
    Optional<Unit> after() {
      return after;
    }
  }

  /// @param changes in the plan's order
  static ExecutionGraph of(List<Change> changes) {
    Map<String, Change> frees = new HashMap<>();
    for (Change change : changes) change.frees().ifPresent(code -> frees.put(code, change));
    Map<Change, Unit> units = new HashMap<>();
    List<Unit> order = new ArrayList<>();
    for (Change change : changes) {
      if (units.containsKey(change)) continue;
      List<Change> cycle = cycle(change, frees);
      Unit unit =
          cycle.isEmpty()
              ? new Unit(List.of(change), false)
              : new Unit(inOrder(cycle, changes), true);
      unit.changes().forEach(member -> units.put(member, unit));
      order.add(unit);
    }
    for (Unit unit : order) {
      if (unit.isCycle()) continue;
      Change change = unit.changes().getFirst();
      unit.after = change.takes().map(frees::get).map(units::get);
    }
    return new ExecutionGraph(order);
  }

  /// The cycle that a change is in; empty if it is in none.
  private static List<Change> cycle(Change change, Map<String, Change> frees) {
    List<Change> cycle = new ArrayList<>();
    Optional<Change> next = Optional.of(change);
    while (next.isPresent()) {
      cycle.add(next.get());
      next = next.get().takes().map(frees::get);
      if (next.isPresent() && next.get().frees().equals(change.frees())) return cycle;
      if (cycle.size() > frees.size() + 1) break;
    }
    return List.of();
  }

  private static List<Change> inOrder(List<Change> cycle, List<Change> changes) {
    Set<Change> members = new HashSet<>();
    members.addAll(cycle);
    return changes.stream().filter(members::contains).toList();
  }
}
