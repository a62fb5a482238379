package dev.wrapup.report.format;

import dev.wrapup.model.Referrer;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.Phrase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a change may break, and who refers to its code, for formats that keep our words and others'
/// texts apart.
final class WarningText {
  private WarningText() {}

  /// What may go wrong, and where.
  ///
  /// @param most so many that refer to the code are named
  static Phrase of(Warning warning, int most) {
    List<CodeReference> references = warning.references();
    Phrase who = referrers(references, most);
    return switch (warning.kind()) {
      case RULE_NAME_BREAKS ->
          Phrase.ours(
                  Words.count(references.size(), "rule")
                      + Words.verb(references.size(), " names ", " name "))
              .and(lostName(references))
              .and(" and will stop matching: ")
              .and(who);
      case IN_USE -> Phrase.ours("In use: " + warning.message());
      case AUTO_BYPASS -> Phrase.ours("May bypass manual agent selection in: ").and(who);
      case DELETE_REFERENCED ->
          references.isEmpty()
              ? Phrase.ours("May be referred to: who refers to codes could not be read")
              : Phrase.ours("Still referred to by: ").and(who);
      case EMPTIES_QUEUE ->
          Phrase.ours("Leaves agents who must pick a code without any: ").and(who);
    };
  }

  /// Who refers to the code and is named by no warning of its change; empty if nobody does.
  ///
  /// @param most so many of a kind are named
  static Optional<Phrase> others(Impact impact, int most) {
    Set<CodeReference> warned = new HashSet<>();
    impact.warnings().forEach(warning -> warned.addAll(warning.references()));
    Map<String, List<Phrase>> names = new LinkedHashMap<>();
    for (CodeReference reference : impact.references()) {
      if (warned.contains(reference)) continue;
      names
          .computeIfAbsent(kind(reference.referrer()), kind -> new ArrayList<>())
          .add(Phrase.value(reference.referrer().name()));
    }
    String also = warned.isEmpty() ? "" : "also ";
    List<Phrase> kinds = new ArrayList<>();
    names.forEach(
        (kind, some) ->
            kinds.add(
                Phrase.ours(
                        "%s %s%s to it: "
                            .formatted(
                                Words.count(some.size(), kind),
                                also,
                                some.size() == 1 ? "refers" : "refer"))
                    .and(Phrase.named(some, most))));
    return kinds.isEmpty() ? Optional.empty() : Optional.of(Phrase.join("; ", kinds));
  }

  private static String kind(Referrer referrer) {
    return referrer.kind().replace('-', ' ');
  }

  private static Phrase lostName(List<CodeReference> broken) {
    return broken.stream()
        .flatMap(reference -> reference.referrer().codeName().stream())
        .findFirst()
        .map(Phrase::value)
        .orElse(Phrase.ours("it"));
  }

  private static Phrase referrer(CodeReference reference) {
    Referrer referrer = reference.referrer();
    return Phrase.ours(kind(referrer) + " ").and(Phrase.value(referrer.name()));
  }

  /// The first few of those that refer to the code, and how many more there are.
  private static Phrase referrers(List<CodeReference> references, int most) {
    return Phrase.named(references.stream().map(WarningText::referrer).toList(), most);
  }
}
