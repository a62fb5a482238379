package dev.wrapup.files.write;

import dev.wrapup.files.yaml.Entry;
import dev.wrapup.files.yaml.Node;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a list of outcomes in a file becomes another one: items stay where they are, with what is
/// said beside them.
///
/// @param renamed the new names, by the item; by identity
/// @param gone by identity
/// @param added in the order of their ids
record OutcomeEdit(
    IdentityHashMap<Entry, String> renamed, Set<Entry> gone, List<Value.Outcome> added) {
  static OutcomeEdit of(Node.Collection list, Value.Outcomes wanted) {
    Map<String, String> names = new HashMap<>();
    wanted.outcomes().forEach(outcome -> names.put(outcome.id(), outcome.name()));
    IdentityHashMap<Entry, String> renamed = new IdentityHashMap<>();
    Set<Entry> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Entry item : list.entries()) {
      String name = names.remove(part(item, "id").flatMap(Entry::text).orElse(""));
      if (name == null) gone.add(item);
      else if (!part(item, "name").flatMap(Entry::text).equals(Optional.of(name))) {
        renamed.put(item, name);
      }
    }
    List<Value.Outcome> added = new ArrayList<>(wanted.outcomes());
    added.removeIf(outcome -> !names.containsKey(outcome.id()));
    return new OutcomeEdit(renamed, gone, added);
  }

  /// The id or name of an item.
  static Optional<Entry> part(Entry item, String key) {
    return item.value().resolved() instanceof Node.Collection map
        ? map.entry(key)
        : Optional.empty();
  }
}
