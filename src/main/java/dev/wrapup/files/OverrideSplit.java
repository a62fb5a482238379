package dev.wrapup.files;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An edit of a code, as what changes of its entry and what of its overrides.
///
/// @param own of its entry; empty if that stays as it is
/// @param overrides of entries under `override`
/// @param added what a new entry there has
record OverrideSplit(
    Optional<Edit.OfEntry> own, List<Edit.OfEntry> overrides, Map<Field, Value> added) {
  /// @param overrides of the code
  /// @param home where fields go that are to stand apart from the entry
  static OverrideSplit of(Edit.OfEntry edit, List<DesiredCode> overrides, SourceFile home) {
    List<Edit.OfEntry> parts = new ArrayList<>();
    return switch (edit) {
      case Edit.Removal removal -> {
        overrides.forEach(override -> parts.add(new Edit.Removal(override)));
        yield new OverrideSplit(Optional.of(removal), parts, Map.of());
      }
      case Edit.Rewrite rewrite -> {
        Map<Field, Value> own = new HashMap<>(rewrite.values());
        own.keySet().removeAll(fields(overrides));
        Map<Field, Value> apart = new HashMap<>(own);
        apart.keySet().retainAll(rewrite.apart());
        own.keySet().removeAll(apart.keySet());
        for (DesiredCode override : overrides) {
          Map<Field, Value> values = new HashMap<>(rewrite.values());
          values.keySet().retainAll(override.values().keySet());
          if (override.at().file() == home) {
            values.putAll(apart);
            apart.clear();
          }
          if (values.isEmpty() && !rewrite.isRename()) continue;
          parts.add(new Edit.Rewrite(override, rewrite.code(), values, Set.of(), false));
        }
        Edit.Rewrite left = rewrite.with(own);
        yield new OverrideSplit(
            left.isEmpty() ? Optional.empty() : Optional.of(left), parts, apart);
      }
    };
  }

  /// The fields that overrides have.
  private static Set<Field> fields(List<DesiredCode> overrides) {
    Set<Field> fields = new HashSet<>();
    overrides.forEach(override -> fields.addAll(override.values().keySet()));
    return fields;
  }
}
