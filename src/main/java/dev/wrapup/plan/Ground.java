package dev.wrapup.plan;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Files and catalog made comparable: the files in the catalog's words, and of the catalog what the
/// files are for.
///
/// @param findings what can't be compared
record Ground(
    DesiredState desired,
    Optional<DesiredState> base,
    Territory territory,
    Catalog catalog,
    List<Finding> findings) {
  Ground {
    findings = List.copyOf(findings);
  }

  static Ground of(DesiredState desired, Optional<DesiredState> base, Catalog whole) {
    List<Finding> findings = new ArrayList<>();
    DesiredState spelled = Spelling.of(desired, whole.names(), findings);
    Territory territory = Territory.of(spelled);
    territory.check(spelled, whole, findings);
    return new Ground(
        spelled,
        base.map(state -> Spelling.of(state, whole.names(), new ArrayList<>())),
        territory,
        territory.within(whole),
        findings);
  }

  /// Why codes that the files are for may be live and not be in the catalog.
  Optional<String> unseen() {
    return territory.unseen(catalog.view());
  }
}
