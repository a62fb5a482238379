package dev.wrapup.plan.diff;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.source.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What files declare, what they declared before and what is live: normalized, matched code by
/// code, and compared field by field. Plans, drift and adoptions are made of it.
///
/// @param desired in the catalog's words, as is the base
/// @param catalog of what is live, what the files are for
/// @param whole all that is live
/// @param differences what would make live as declared, whatever the policies say: in the order of
///   the files, then of the retired codes, then of queues. Who refers to the codes isn't told
/// @param findings what can't be compared or matched, and warnings
/// @param undo the run that the differences undo, if they do
public record Comparison(
    DesiredState desired,
    Optional<DesiredState> base,
    ScopeFilter territory,
    Catalog catalog,
    Catalog whole,
    Matching matching,
    BaseMatching baseMatching,
    List<Change> differences,
    List<Finding> findings,
    Optional<RunUndo> undo) {
  public Comparison {
    differences = List.copyOf(differences);
    findings = List.copyOf(findings);
  }

  /// Compares.
  ///
  /// @param state of the same dialect as the base and the catalog
  /// @param earlier what the files declared at an earlier commit; without it it is unknown Git's
  ///   changes from drift
  public static Comparison of(DesiredState state, Optional<DesiredState> earlier, Catalog whole) {
    List<Finding> findings = new ArrayList<>();
    DesiredState desired = ReferenceNormalizer.of(state, whole.names(), findings);
    Optional<DesiredState> base =
        earlier.map(before -> ReferenceNormalizer.of(before, whole.names(), new ArrayList<>()));
    ScopeFilter territory = ScopeFilter.of(desired);
    territory.check(desired, whole, findings);
    Catalog catalog = territory.within(whole);
    Matching matching = Matching.of(desired, base, catalog);
    findings.addAll(matching.findings());
    MatchingCheck.check(desired, catalog, matching, findings);
    BaseMatching baseMatching = BaseMatching.of(desired, base, matching);
    List<Change> differences =
        new ArrayList<>(new Diff(desired, base, matching, baseMatching).changes());
    differences.addAll(
        QueueDiff.changes(
            desired, base, matching, baseMatching, whole.queues(), differences, findings));
    return new Comparison(
        desired,
        base,
        territory,
        catalog,
        whole,
        matching,
        baseMatching,
        differences,
        findings,
        Optional.empty());
  }

  /// The same of what a run wrote, with more findings. Its codes are bound by their ids, so one
  /// that another run set aside is in nobody's way.
  public Comparison undoing(RunUndo undone, List<Finding> more) {
    List<Finding> all = new ArrayList<>(findings);
    all.removeIf(finding -> finding.code().equals(MatchingCheck.PARKED));
    all.addAll(more);
    return new Comparison(
        desired,
        base,
        territory,
        catalog,
        whole,
        matching,
        baseMatching,
        differences,
        all,
        Optional.of(undone));
  }

  /// Why codes that the files are for may be live and not be in the catalog.
  public Optional<String> unseen() {
    return territory.unseen(catalog.view());
  }

  /// How many codes that the files declare are live.
  public int bound() {
    return undo.map(RunUndo::bound).orElseGet(matching::size);
  }

  /// Live codes that no file names: as declared, retired or excepted. Of a run to be undone that
  /// isn't asked.
  public List<LiveCode> undeclared() {
    if (undo.isPresent()) return List.of();
    Set<String> named = new HashSet<>(desired.retiredCodes());
    named.addAll(desired.deviations().excepted());
    return catalog.codes().stream()
        .filter(live -> !matching.isOwned(live) && !named.contains(live.code()))
        .toList();
  }
}
