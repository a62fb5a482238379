package dev.wrapup.plan;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Comparison;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Findings of a plan: new codes, foreign ids, codes that are taken.
final class PlanFindings {
  private PlanFindings() {}

  /// New codes that lack what a code needs, and those that look like a live one by another name.
  static void ofCreates(Comparison comparison, List<Change> changes, List<Finding> findings) {
    Dialect dialect = comparison.desired().dialect();
    Map<String, LiveCode> unownedByName = new HashMap<>();
    for (LiveCode live : comparison.catalog().codes()) {
      if (comparison.matching().isOwned(live)) continue;
      for (Field field : dialect.fields()) {
        if (field.isNaming()) unownedByName.putIfAbsent(live.value(field).text(), live);
      }
    }
    newcomers(dialect, changes).ifPresent(findings::add);
    for (Change change : changes) {
      if (!(change instanceof Change.Create create)) continue;
      missing(dialect, create).ifPresent(findings::add);
      lookAlike(create, unownedByName).ifPresent(findings::add);
      if (create.vanished()) findings.add(vanished(create));
    }
  }

  /// A file whose every pinned id is unknown was most likely exported from another organization.
  static void ofForeignIds(Comparison comparison, List<Finding> findings) {
    DesiredState desired = comparison.desired();
    if (comparison.base().isPresent()) return;
    if (!TargetGuard.pinsAnother(desired, comparison.catalog().ids())) return;
    Sourced<String> first =
        desired.codes().stream().flatMap(entry -> entry.id().stream()).findFirst().orElseThrow();
    findings.add(
        error(
            "foreign-ids",
            "none of the %d ids in the files is live here".formatted(desired.pinned().size()),
            first.at(),
            first.value(),
            "these are another organization's: choose the right target, or remove the ids"));
  }

  /// A code that is to be taken has a holder that stays.
  ///
  /// @param freedByDrift codes that undoing drift would free
  static Finding taken(ChangeOrder.Blocked blocked, Set<String> freedByDrift) {
    LiveCode holder = blocked.holder();
    return error(
        "code-taken",
        "the code '%s' is taken by the live code with the id %s"
            .formatted(holder.code(), holder.id()),
        blocked.change().source(),
        holder.code(),
        freedByDrift.contains(holder.code())
            ? "it came there outside Git: adopt that edit, or revert it first"
            : "declare what becomes of it by that 'id', or list it under 'retired'");
  }

  /// What nobody should forget after new codes were made; said once for all of them.
  private static Optional<Finding> newcomers(Dialect dialect, List<Change> changes) {
    Set<String> offered =
        changes.stream()
            .filter(Change.QueuePair.class::isInstance)
            .map(Change::code)
            .collect(Collectors.toSet());
    List<Change> creates =
        changes.stream()
            .filter(Change.Create.class::isInstance)
            .filter(create -> !offered.contains(create.code()))
            .toList();
    if (creates.isEmpty()) return Optional.empty();
    Change first = creates.getFirst();
    return dialect
        .newcomer()
        .map(
            lack ->
                Finding.warning(
                    "unassigned",
                    "%s would be new: %s".formatted(Words.count(creates.size(), "code"), lack),
                    first.source(),
                    first.code(),
                    "list them under 'queues' or 'offers', or see to it once they are made"));
  }

  private static Optional<Finding> missing(Dialect dialect, Change.Create create) {
    DesiredCode entry = create.desired();
    List<String> missing =
        dialect.fields().stream()
            .filter(field -> field.neededToCreate() && entry.initial(field).isEmpty())
            .map(field -> "'" + field.name() + "'")
            .toList();
    if (missing.isEmpty()) return Optional.empty();
    return Optional.of(
        error(
            "incomplete-new-code",
            "'%s' is not live, and to create it %s is missing"
                .formatted(entry.key(), String.join(" and ", missing)),
            entry.at(),
            entry.key(),
            "add it; if the code is live under another name, list that under 'previously'"));
  }

  private static Optional<Finding> lookAlike(
      Change.Create create, Map<String, LiveCode> unownedByName) {
    return create.fields().stream()
        .filter(change -> change.field().isNaming() && !change.field().isKey())
        .flatMap(change -> change.to().stream())
        .flatMap(value -> Optional.ofNullable(unownedByName.get(value.text())).stream())
        .findFirst()
        .map(
            live ->
                Finding.warning(
                    "looks-like-rename",
                    "'%s' would be new, but the live code '%s', which is not declared, has the"
                            .formatted(create.code(), live.code())
                        + " same name",
                    create.source(),
                    create.code(),
                    "to rename it and keep its history: previously: [%s]".formatted(live.code())));
  }

  private static Finding vanished(Change.Create create) {
    return Finding.warning(
        "vanished",
        "'%s' was live and is gone: creating it again gives it a new id".formatted(create.code()),
        create.source(),
        create.code(),
        "its history stays with the old id; take the entry out if the code shall stay deleted");
  }

  private static Finding error(
      String code, String message, SourcePosition at, String meant, String hint) {
    return Finding.error(code, message, Optional.of(at), meant, hint);
  }
}
