package dev.wrapup.plan.diff;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Confusables;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks what a matching left unmatched: declared codes that look like a live one, earlier codes
/// that are live as well, and codes that an interrupted apply parked.
final class MatchingCheck {
  static final String PARKED = "parked-code";

  private final DesiredState desired;
  private final Set<String> retired;
  private final Matching matching;
  private final List<Finding> findings;

  private MatchingCheck(DesiredState desired, Matching matching, List<Finding> findings) {
    this.desired = desired;
    this.retired = desired.retiredCodes();
    this.matching = matching;
    this.findings = findings;
  }

  static void check(
      DesiredState desired, Catalog catalog, Matching matching, List<Finding> findings) {
    new MatchingCheck(desired, matching, findings).check(catalog);
  }

  private void check(Catalog catalog) {
    Map<String, LiveCode> unownedByLetters = new HashMap<>();
    Map<String, LiveCode> unownedByShape = new HashMap<>();
    for (LiveCode live : catalog.codes()) {
      if (matching.isOwned(live)) continue;
      unownedByLetters.put(lower(live.code()), live);
      unownedByShape.put(Confusables.shape(live.code()), live);
      if (Parked.is(live)) rejectParked(live);
    }
    for (DesiredCode entry : desired.codes()) {
      LiveCode live = matching.live(entry).orElse(null);
      if (live == null) {
        LiveCode sameLetters = unownedByLetters.get(lower(entry.key()));
        if (sameLetters != null) checkCreate(entry, sameLetters);
        else warnOfLookAlike(entry, unownedByShape.get(Confusables.shape(entry.key())));
      } else if (live.code().equals(entry.key())) warnOfEarlierCodes(entry);
    }
  }

  private void warnOfLookAlike(DesiredCode entry, @Nullable LiveCode alike) {
    if (alike == null) return;
    findings.add(
        Finding.warning(
            "looks-alike",
            "'%s' would be new, and is easily taken for the live code '%s': they differ only in"
                    .formatted(entry.key(), alike.code())
                + " this: "
                + Confusables.difference(entry.key(), alike.code()),
            entry.at(),
            entry.key(),
            "to take the live one over, write it as it is live"));
  }

  private void checkCreate(DesiredCode entry, LiveCode alike) {
    if (!alike.code().equals(entry.key())) {
      error(
          "case-differs",
          "'%s' is not live, but '%s' is".formatted(entry.key(), alike.code()),
          entry.at(),
          entry.key(),
          "write it as it is live; to change the letters, list '%s' under 'previously'"
              .formatted(alike.code()));
    } else if (entry.id().isPresent()) {
      error(
          "id-not-live",
          "no live code has the id '%s', and '%s' is live with the id '%s'"
              .formatted(entry.id().get().value(), entry.key(), alike.id()),
          entry.id().get().at(),
          entry.id().get().value(),
          "somebody deleted the code and made it anew: write the new id, or remove 'id'");
    }
  }

  private void warnOfEarlierCodes(DesiredCode entry) {
    for (Sourced<String> earlier : entry.previously()) {
      LiveCode live = matching.byCode(earlier.value()).orElse(null);
      if (live == null || matching.isOwned(live) || retired.contains(earlier.value())) continue;
      findings.add(
          Finding.warning(
              "earlier-code-live",
              "'%s' and its earlier code '%s' are both live"
                  .formatted(entry.key(), earlier.value()),
              earlier.at(),
              earlier.value(),
              "list '%s' under 'retired', or take it out of 'previously'"
                  .formatted(earlier.value())));
    }
  }

  private void rejectParked(LiveCode live) {
    findings.add(
        Finding.error(
            PARKED,
            "the live code '%s' (id %s) is parked: an apply was interrupted while it swapped codes"
                .formatted(live.code(), live.id()),
            Optional.empty(),
            "",
            "declare what it shall be by that 'id', and apply"));
  }

  private void error(String code, String message, SourcePosition at, String meant, String hint) {
    findings.add(Finding.error(code, message, Optional.of(at), meant, hint));
  }

  private static String lower(String code) {
    return code.toLowerCase(Locale.ROOT);
  }
}
