package dev.wrapup.plan.adoption;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.plan.diff.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of the live catalog goes into the files, and what doesn't and why.
///
/// @param adoptions in the order of the files; new entries last
/// @param left what differs too and stays as it is
/// @param kept the codes that the base keeps back: the files changed them, and no apply did yet
public record Adoptions(List<Adoption> adoptions, List<Left> left, List<String> kept) {
  /// A difference that isn't adopted.
  ///
  /// @param field empty for the code as a whole
  /// @param reason a part of a sentence, which may quote hostile text
  public record Left(String code, Optional<Field> field, String reason) {}

  public Adoptions {
    adoptions = List.copyOf(adoptions);
    left = List.copyOf(left);
    kept = List.copyOf(kept);
  }

  /// Every edit made outside Git of a code that is declared and live. With a base, what the files
  /// changed since and nobody applied yet stays; without one it is unknown, and every difference is
  /// adopted.
  public static Checked<Adoptions> all(
      DesiredState desired, Optional<DesiredState> base, Catalog catalog) {
    Adopter adopter = new Adopter(desired, Comparison.of(desired, base, catalog));
    adopter.all();
    return adopter.result();
  }

  /// The same for some codes, and more: the entry of a code that is gone is taken out, and an
  /// undeclared code is declared.
  ///
  /// @param names codes as the files or as live names them
  public static Checked<Adoptions> of(
      List<String> names, DesiredState desired, Optional<DesiredState> base, Catalog catalog) {
    Adopter adopter = new Adopter(desired, Comparison.of(desired, base, catalog));
    names.stream().distinct().forEach(adopter::name);
    return adopter.result();
  }

  public List<Edit> edits() {
    return adoptions.stream().map(Adoption::edit).toList();
  }

  /// Whether the files, once edited, name the same live codes as before; what doesn't is an error.
  public List<Finding> check(DesiredState edited, Optional<DesiredState> base, Catalog catalog) {
    Comparison comparison = Comparison.of(edited, base, catalog);
    List<Finding> findings = new ArrayList<>();
    comparison.findings().stream().filter(Finding::isError).forEach(findings::add);
    for (Adoption adoption : adoptions) {
      if (adoption.live().isEmpty()) continue;
      boolean isBound =
          comparison
              .matching()
              .entry(adoption.code())
              .flatMap(comparison.matching()::live)
              .map(LiveCode::id)
              .equals(adoption.live().map(LiveCode::id));
      if (isBound) continue;
      findings.add(
          Finding.error(
              "other-code",
              "with the live values, '%s' would be bound to another code"
                  .formatted(adoption.code()),
              adoption.source(),
              adoption.code(),
              "pin the codes that were renamed to what they are by 'id', then try again"));
    }
    return findings;
  }
}
