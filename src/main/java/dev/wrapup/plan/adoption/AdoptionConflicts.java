package dev.wrapup.plan.adoption;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.Edit;
import dev.wrapup.model.source.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Finds live codes that can't be adopted as they are because another entry holds their name.
final class AdoptionConflicts {
  private AdoptionConflicts() {}

  /// An error for each code renamed to one that another entry holds, which doesn't change with it.
  ///
  /// @param entries what the files declare, by key
  static List<Finding> among(
      List<Adoption> adoptions, Function<String, Optional<DesiredCode>> entries) {
    Set<String> freed = new HashSet<>();
    for (Adoption adoption : adoptions) {
      switch (adoption.edit()) {
        case Edit.Rewrite rewrite when rewrite.isRename() -> freed.add(rewrite.entry().key());
        case Edit.Rewrite ignored -> {}
        case Edit.Removal removal -> freed.add(removal.entry().key());
        case Edit.Addition ignored -> {}
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Adoption adoption : adoptions) {
      if (!(adoption.edit() instanceof Edit.Rewrite rewrite) || !rewrite.isRename()) continue;
      entries
          .apply(rewrite.code())
          .filter(entry -> !freed.contains(entry.key()))
          .ifPresent(holder -> findings.add(taken(rewrite, holder)));
    }
    return findings;
  }

  private static Finding taken(Edit.Rewrite rewrite, DesiredCode holder) {
    return Finding.error(
        "code-taken",
        "'%s' is live as '%s', which is declared too (%s)"
            .formatted(rewrite.entry().key(), rewrite.code(), holder.at()),
        Optional.of(rewrite.entry().at()),
        rewrite.entry().key(),
        "adopt '%s' as well, or say what it is by its 'id'".formatted(rewrite.code()));
  }
}
