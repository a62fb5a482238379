package dev.wrapup.files;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
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
record OverrideSplit(Optional<Edit.OfEntry> own, List<Edit.OfEntry> overrides) {
  /// @param overrides of the code
  static OverrideSplit of(Edit.OfEntry edit, List<DesiredCode> overrides) {
    if (overrides.isEmpty()) return new OverrideSplit(Optional.of(edit), List.of());
    List<Edit.OfEntry> parts = new ArrayList<>();
    return switch (edit) {
      case Edit.Removal removal -> {
        overrides.forEach(override -> parts.add(new Edit.Removal(override)));
        yield new OverrideSplit(Optional.of(removal), parts);
      }
      case Edit.Rewrite rewrite -> {
        for (DesiredCode override : overrides) {
          Map<Field, Value> values = new HashMap<>(rewrite.values());
          values.keySet().retainAll(override.values().keySet());
          if (values.isEmpty() && !rewrite.isRename()) continue;
          parts.add(new Edit.Rewrite(override, rewrite.code(), values, Set.of(), false));
        }
        Map<Field, Value> own = new HashMap<>(rewrite.values());
        own.keySet().removeAll(fields(overrides));
        Edit.Rewrite left = rewrite.with(own);
        yield new OverrideSplit(left.isEmpty() ? Optional.empty() : Optional.of(left), parts);
      }
    };
  }

  /// The fields that overrides have.
  static Set<Field> fields(List<DesiredCode> overrides) {
    Set<Field> fields = new HashSet<>();
    overrides.forEach(override -> fields.addAll(override.values().keySet()));
    return fields;
  }
}
