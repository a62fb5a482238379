package dev.wrapup.apply;

import dev.wrapup.plan.diff.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which changes may run concurrently: a change depends on the one that frees its code, and changes
/// that depend on each other in a cycle are one unit.
record ExecutionGraph(List<Unit> units) {
  /// Changes that one worker makes one after the other.
  ///
  /// @param changes in the plan's order; of a cycle, the member to park comes last
  /// @param after the number of the unit that must be done before
  record Unit(List<Change> changes, Optional<Integer> after) {
    boolean isCycle() {
      return changes.size() > 1;
    }
  }

  /// @param changes in the plan's order, in which only the first of a cycle takes a code that a
  ///   later one frees: the last of the cycle
  static ExecutionGraph of(List<Change> changes) {
    Map<String, Integer> frees = new HashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      int place = i;
      changes.get(i).frees().ifPresent(code -> frees.put(code, place));
    }
    List<Unit> units = new ArrayList<>();
    List<Integer> unitOf = new ArrayList<>();
    while (unitOf.size() < changes.size()) {
      int first = unitOf.size();
      Optional<Integer> freeing = changes.get(first).takes().map(frees::get);
      int last = Math.max(first, freeing.orElse(first));
      while (unitOf.size() <= last) unitOf.add(units.size());
      Optional<Integer> after = last > first ? Optional.empty() : freeing.map(unitOf::get);
      units.add(new Unit(changes.subList(first, last + 1), after));
    }
    return new ExecutionGraph(units);
  }
}
