package dev.wrapup.app;

import dev.wrapup.files.yaml.Scalars;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.Visibility;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.NearNames;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.diff.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds near-duplicates, unused and unoffered codes, and renames that cut a series of reports:
/// warnings, each with the lines to paste.
public final class Lint {
  private final DesiredState desired;
  private final Optional<Comparison> comparison;
  private final List<Finding> findings = new ArrayList<>();

  /// A name, and where it is declared.
  private record Named(String code, Optional<SourcePosition> at) {
    String told() {
      return "'%s'%s".formatted(code, at.map(place -> " (" + place + ")").orElse(", live"));
    }
  }

  private Lint(DesiredState desired, Optional<Comparison> comparison) {
    this.desired = desired;
    this.comparison = comparison;
  }

  /// What the files alone tell.
  public static List<Finding> of(DesiredState desired) {
    Lint lint = new Lint(desired, Optional.empty());
    lint.names();
    return lint.findings;
  }

  /// What live tells as well.
  ///
  /// @param days in which picks are counted; empty if they aren't
  /// @param queues whether the queues are asked what they offer
  public static List<Finding> of(
      Connection connection, DesiredInputs inputs, Optional<Integer> days, boolean queues) {
    Catalog catalog = connection.catalog(inputs);
    Comparison comparison = inputs.compare(catalog);
    Lint lint = new Lint(inputs.desired(), Optional.of(comparison));
    lint.names();
    if (queues)
      lint.offers(
          catalog, connection.reader().offers(catalog.ids(), connection.workspace().notes()));
    days.ifPresent(some -> lint.picks(catalog, connection.picks(some)));
    return lint.findings;
  }

  private void names() {
    List<LiveCode> undeclared =
        comparison.map(Comparison::undeclared).orElse(List.of()).stream()
            .sorted(Comparator.comparing(LiveCode::code))
            .toList();
    Set<String> renamed = series(undeclared);
    Dialect dialect = desired.dialect();
    NearNames<Named> keys = new NearNames<>();
    desired.codes().forEach(code -> near(keys, dialect.key(), code.key(), named(code)));
    undeclared.stream()
        .filter(live -> !renamed.contains(live.code()))
        .forEach(live -> near(keys, dialect.key(), live.code(), named(live)));
    for (Field field : dialect.fields()) {
      if (!field.isNaming()) continue;
      NearNames<Named> names = new NearNames<>();
      desired.codes().forEach(code -> near(names, field, code.managed(field), named(code)));
      undeclared.forEach(live -> near(names, field, Optional.of(live.value(field)), named(live)));
    }
  }

  private void near(NearNames<Named> names, Field field, Optional<Value> name, Named bearer) {
    name.ifPresent(value -> near(names, field, value.text(), bearer));
  }

  private void near(NearNames<Named> names, Field field, String name, Named bearer) {
    Optional<Named> other = names.add(name, bearer);
    if (other.isEmpty()) return;
    String what = field.isKey() ? "" : "by its %s '%s' ".formatted(field.name(), name);
    String how =
        field.isKey()
            ? "they differ in this: " + NearNames.difference(name, other.get().code())
            : "agents read nearly the same";
    warn(
        "near-duplicate",
        "'%s' is %snearly %s: %s".formatted(bearer.code(), what, other.get().told(), how),
        bearer,
        "if one is enough, " + retire(bearer, bearer.code()));
  }

  /// Codes that would be new, though an old one of nearly the same name goes or is left behind:
  /// what was counted by that goes on under another id.
  ///
  /// @return the old ones
  private Set<String> series(List<LiveCode> undeclared) {
    Set<String> renamed = new HashSet<>();
    NearNames<Named> old = new NearNames<>();
    for (Sourced<String> retired : desired.retired()) {
      old.add(retired.value(), new Named(retired.value(), Optional.of(retired.at())));
    }
    undeclared.forEach(live -> old.add(live.code(), named(live)));
    for (DesiredCode code : desired.codes()) {
      boolean isLive =
          code.id().isPresent() || comparison.flatMap(all -> all.matching().live(code)).isPresent();
      if (isLive) continue;
      Optional<Named> other =
          old.near(code.key())
              .filter(one -> !code.lists(one.code()) && !one.code().equals(code.key()));
      if (other.isEmpty()) continue;
      renamed.add(other.get().code());
      warn(
          "cuts-series",
          "'%s' would be a new code beside %s: its series in reports begins anew"
              .formatted(code.key(), other.get().told()),
          named(code),
          "to rename the old one and keep its history, paste: previously: [%s]%s"
              .formatted(
                  Scalars.of(other.get().code(), true),
                  other.get().at().isPresent() ? ", and take it out of 'retired'" : ""));
    }
    return renamed;
  }

  private void picks(Catalog catalog, Picks picks) {
    picks
        .unknown()
        .ifPresent(
            why ->
                warn(
                    "usage-unknown",
                    picks.isUnknown() + ": " + why,
                    new Named("", Optional.empty()),
                    "nothing is said to be unused for that"));
    for (LiveCode live : catalog.codes()) {
      boolean isUnused = picks.of(live.id()).filter(code -> code.contacts() == 0).isPresent();
      if (!isUnused) continue;
      warn(
          "unused",
          "'%s' was not picked in %s, %s"
              .formatted(live.code(), Words.count(picks.days(), "day"), picks.period()),
          declared(live),
          "if nobody needs it, " + retire(declared(live), live.code()));
    }
    comparison.stream()
        .flatMap(all -> all.differences().stream())
        .filter(change -> change.previousCode().isPresent())
        .map(change -> change.with(picks))
        .forEach(
            change ->
                change.warnings().stream()
                    .filter(warning -> warning.kind() == Warning.Kind.IN_USE)
                    .forEach(
                        warning ->
                            warn(
                                "cuts-series",
                                "'%s' was '%s', %s"
                                    .formatted(
                                        change.code(),
                                        change.previousCode().orElseThrow(),
                                        warning.message()),
                                new Named(change.code(), Optional.of(change.source())),
                                "tell whoever reads the reports, or keep the name")));
  }

  private void offers(Catalog catalog, Optional<Usage> offers) {
    if (offers.isEmpty()) {
      warn(
          "offers-unknown",
          "which codes queues offer is unknown: this API has no queues",
          new Named("", Optional.empty()),
          "ask only for what this API has");
      return;
    }
    List<String> unread =
        new ArrayList<>(offers.get().unread().stream().map(Usage.Unread::reason).toList());
    if (catalog.view() instanceof Visibility.Part part) unread.add(part.reason());
    for (String reason : unread) {
      warn(
          "offers-unknown",
          "which codes queues offer is unknown, not none: " + reason,
          new Named("", Optional.empty()),
          "nothing is said of what no queue offers for that");
    }
    if (!unread.isEmpty()) return;
    Set<String> offered = new HashSet<>();
    for (Referrer queue : offers.get().referrers()) queue.codeId().ifPresent(offered::add);
    for (LiveCode live : catalog.codes()) {
      if (offered.contains(live.id())) continue;
      warn(
          "not-offered",
          "no queue offers '%s': no agent can pick it".formatted(live.code()),
          declared(live),
          "give it to a queue; or " + retire(declared(live), live.code()));
    }
  }

  /// What to do to be rid of a code; one that is only live has no entry.
  private static String retire(Named about, String code) {
    String first = about.at().isPresent() ? "take its entry out and paste: " : "paste: ";
    return first + "retired: [%s]".formatted(Scalars.of(code, true));
  }

  private Named named(DesiredCode code) {
    return new Named(code.key(), Optional.of(code.at()));
  }

  private Named named(LiveCode live) {
    return new Named(live.code(), Optional.empty());
  }

  private Named declared(LiveCode live) {
    return comparison
        .flatMap(all -> all.matching().owner(live))
        .map(this::named)
        .orElseGet(() -> named(live));
  }

  private void warn(String code, String message, Named about, String hint) {
    int width = Math.max(1, about.code().codePointCount(0, about.code().length()));
    findings.add(
        new Finding(Finding.Severity.WARNING, code, message, about.at(), width, Optional.of(hint)));
  }
}
