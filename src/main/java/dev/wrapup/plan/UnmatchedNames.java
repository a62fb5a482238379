package dev.wrapup.plan;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Field;
import dev.wrapup.model.Finding;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.SourcePosition;
import dev.wrapup.model.Sourced;
import dev.wrapup.model.Suggestion;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Warns of names in files that match nothing, and so do nothing without anybody noticing: most
/// likely they are mistyped.
final class UnmatchedNames {
  /// How many letters a name that normally is gone may differ from a live one to be taken for it.
  private static final int SLIP = 2;

  /// How many pairs of names are compared at most; a plan must not become slow by its hints.
  private static final int MOST_PAIRS = 2_000_000;

  private final DesiredState desired;
  private final Catalog catalog;
  private final List<Finding> findings;
  private final Set<String> declared = new HashSet<>();
  private final Set<String> live = new HashSet<>();
  private final List<String> undeclared = new ArrayList<>();
  private final List<String> known;
  private long pairs;

  private UnmatchedNames(
      DesiredState desired,
      Catalog catalog,
      Catalog whole,
      Binding binding,
      List<Finding> findings) {
    this.desired = desired;
    this.catalog = catalog;
    this.findings = findings;
    desired.codes().forEach(entry -> declared.add(entry.key()));
    Set<String> retired = new HashSet<>();
    desired.retired().forEach(entry -> retired.add(entry.value()));
    whole.codes().forEach(code -> live.add(code.code()));
    for (LiveCode code : catalog.codes()) {
      if (binding.isOwned(code) || retired.contains(code.code())) continue;
      undeclared.add(code.code());
    }
    this.known = Stream.concat(live.stream(), declared.stream()).distinct().sorted().toList();
  }

  /// @param catalog what the files are for
  /// @param whole all that is live; a name may be of what lies outside
  static void check(
      DesiredState desired,
      Catalog catalog,
      Catalog whole,
      Binding binding,
      List<Finding> findings) {
    UnmatchedNames names = new UnmatchedNames(desired, catalog, whole, binding, findings);
    desired.policy().protect().forEach(names::protectedCode);
    names.scope();
    desired.retired().forEach(entry -> names.gone("retired", entry));
    for (DesiredCode entry : desired.codes()) {
      entry.previously().forEach(earlier -> names.gone("previously", earlier));
    }
  }

  private void protectedCode(Sourced<String> code) {
    if (declared.contains(code.value()) || live.contains(code.value())) return;
    warn(
        "protects-nothing",
        "'%s' is neither live nor declared, so this protects nothing".formatted(code.value()),
        code.at(),
        code.value(),
        nearest(code.value())
            .map(near -> "did you mean '%s'?".formatted(near))
            .orElse("write the code as it is live, or take it out"));
  }

  private Optional<String> nearest(String word) {
    pairs += known.size();
    return pairs > MOST_PAIRS ? Optional.empty() : Suggestion.nearest(word, known);
  }

  /// A name that is normally gone, unless a live code that no file names is nearly called so.
  private void gone(String key, Sourced<String> code) {
    if (declared.contains(code.value()) || live.contains(code.value())) return;
    pairs += undeclared.size();
    if (pairs > MOST_PAIRS) return;
    Suggestion.slip(code.value(), undeclared, SLIP)
        .ifPresent(
            near ->
                warn(
                    "matches-nothing",
                    "'%s' under '%s' is not live, but '%s' is, which no file names"
                        .formatted(code.value(), key, near),
                    code.at(),
                    code.value(),
                    "did you mean '%s'?".formatted(near)));
  }

  /// A part of the organization in which no code is, live or declared.
  private void scope() {
    if (desired.scope().isEmpty()) return;
    String key = desired.dialect().scope().orElseThrow().key();
    Set<Value> used = usedParts(desired.dialect().scope().orElseThrow().field());
    for (Sourced<String> part : desired.scope()) {
      if (used.contains(new Value.Text(part.value()))) continue;
      warn(
          "matches-nothing",
          "no code is in '%s', neither live nor declared".formatted(part.value()),
          part.at(),
          part.value(),
          "check that it is the right one under '%s'".formatted(key));
    }
  }

  private Set<Value> usedParts(Field field) {
    Set<Value> used = new HashSet<>();
    catalog.codes().forEach(code -> used.add(code.value(field)));
    desired.codes().forEach(entry -> entry.initial(field).ifPresent(used::add));
    return used;
  }

  private void warn(String code, String message, SourcePosition at, String meant, String hint) {
    findings.add(
        Finding.warning(
            code, message, at, Math.max(1, meant.codePointCount(0, meant.length())), hint));
  }
}
