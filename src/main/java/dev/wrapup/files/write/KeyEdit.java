package dev.wrapup.files.write;

import dev.wrapup.files.yaml.Entry;
import dev.wrapup.files.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Changes which keys a map has; new ones stand where the order of keys has them.
///
/// @param order of all keys
record KeyEdit(EntryEdit entries, List<String> order) {
  /// @param owner the entry whose value the map is
  /// @param column of entries, if these are the first
  /// @param gone by identity
  /// @param added by key
  void change(
      Entry owner,
      Node.Collection map,
      int column,
      Set<Entry> gone,
      Map<String, EntryEdit.Added> added) {
    if (gone.size() == map.entries().size()) {
      List<EntryEdit.Added> all =
          order.stream().filter(added::containsKey).map(added::get).toList();
      if (gone.isEmpty() && column > 0 && !all.isEmpty())
        entries.openLines(owner, map, column, all);
      else entries.change(owner, map, gone, all);
      return;
    }
    if (!gone.isEmpty()) entries.change(owner, map, gone, List.of());
    add(map, gone, added);
  }

  /// @param gone by identity
  /// @param added by key
  void add(Node.Collection map, Set<Entry> gone, Map<String, EntryEdit.Added> added) {
    SortedMap<Integer, List<EntryEdit.Added>> places = new TreeMap<>();
    for (String key : order) {
      if (!added.containsKey(key)) continue;
      int place = 0;
      while (place < map.entries().size() && !isBefore(key, map.entries().get(place), gone))
        place++;
      places.computeIfAbsent(place, at -> new ArrayList<>()).add(added.get(key));
    }
    places.forEach((place, some) -> entries.insert(map, place, gone, some));
  }

  /// Whether a key comes before an entry that stays.
  private boolean isBefore(String key, Entry entry, Set<Entry> gone) {
    return !gone.contains(entry) && order.indexOf(entry.name()) > order.indexOf(key);
  }
}
