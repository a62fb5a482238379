package dev.wrapup.report;

import dev.wrapup.model.Referrer;
import dev.wrapup.plan.Reference;
import dev.wrapup.plan.Warning;
import java.util.List;

/// A warning about a change, for formats that keep our words and others' texts apart.
final class Danger {
  private Danger() {}

  /// What may go wrong, and where.
  ///
  /// @param most so many that refer to the code are named
  static Phrase of(Warning warning, int most) {
    List<Reference> references = warning.references();
    Phrase who = referrers(references, most);
    return switch (warning.kind()) {
      case RULE_NAME_BREAKS ->
          Phrase.ours(references.size() == 1 ? "1 rule names " : references.size() + " rules name ")
              .and(lostName(references))
              .and(" and will stop matching: ")
              .and(who);
      case AUTO_BYPASS -> Phrase.ours("May bypass manual agent selection in: ").and(who);
      case DELETE_REFERENCED ->
          references.isEmpty()
              ? Phrase.ours("May be referred to: who refers to codes could not be read")
              : Phrase.ours("Still referred to by: ").and(who);
    };
  }

  private static Phrase lostName(List<Reference> broken) {
    return broken.stream()
        .flatMap(reference -> reference.referrer().codeName().stream())
        .findFirst()
        .map(Phrase::value)
        .orElse(Phrase.ours("it"));
  }

  private static Phrase referrer(Reference reference) {
    Referrer referrer = reference.referrer();
    return Phrase.ours(referrer.kind().replace('-', ' ') + " ").and(Phrase.value(referrer.name()));
  }

  /// The first few of those that refer to the code, and how many more there are.
  static Phrase referrers(List<Reference> references, int most) {
    Phrase named =
        Phrase.join(", ", references.stream().limit(most).map(Danger::referrer).toList());
    int more = references.size() - most;
    return more > 0 ? named.and(" and %,d more".formatted(more)) : named;
  }
}
