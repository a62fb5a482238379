package dev.wrapup.plan;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.plan.diff.Comparison;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Warns of names in files that match nothing, and so do nothing without anybody noticing: most
/// likely they are mistyped.
final class UnmatchedNames {
  /// How many letters a name that normally is gone may differ from a live one to be taken for it.
  private static final int SLIP = 2;

  private final Comparison comparison;
  private final DesiredState desired;
  private final List<Finding> findings;
  private final Suggestion suggestion = new Suggestion();
  private final Set<String> live = new HashSet<>();

  /// All codes, once they are asked for.
  private @Nullable List<String> known;

  /// Live codes that no file names, once they are asked for.
  private @Nullable List<String> undeclared;

  private UnmatchedNames(Comparison comparison, List<Finding> findings) {
    this.comparison = comparison;
    this.desired = comparison.desired();
    this.findings = findings;
    // a name may be of what lies outside of what the files are for
    comparison.whole().codes().forEach(code -> live.add(code.code()));
  }

  static void check(Comparison comparison, List<Finding> findings) {
    UnmatchedNames names = new UnmatchedNames(comparison, findings);
    DesiredState desired = comparison.desired();
    desired.policy().value(Policy.PROTECT).forEach(names::protectedCode);
    names.scope();
    desired.retired().forEach(entry -> names.gone("retired", entry));
    for (DesiredCode entry : desired.codes()) {
      entry.previously().forEach(earlier -> names.gone("previously", earlier));
    }
  }

  private boolean isMatched(String code) {
    return live.contains(code) || comparison.matching().entry(code).isPresent();
  }

  private void protectedCode(Sourced<String> code) {
    if (isMatched(code.value())) return;
    if (known == null) known = known();
    warn(
        "protects-nothing",
        "'%s' is neither live nor declared, so this protects nothing".formatted(code.value()),
        code.at(),
        code.value(),
        suggestion
            .nearest(code.value(), known)
            .map(near -> "did you mean '%s'?".formatted(near))
            .orElse("write the code as it is live, or take it out"));
  }

  /// A name that is normally gone, unless a live code that no file names is nearly called so.
  private void gone(String key, Sourced<String> code) {
    if (isMatched(code.value())) return;
    if (undeclared == null) {
      undeclared = comparison.undeclared().stream().map(LiveCode::code).toList();
    }
    suggestion
        .slip(code.value(), undeclared, SLIP)
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

  private List<String> known() {
    Stream<String> declared = desired.codes().stream().map(DesiredCode::key);
    return Stream.concat(live.stream(), declared).distinct().sorted().toList();
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
    comparison.catalog().codes().forEach(code -> used.add(code.value(field)));
    desired.codes().forEach(entry -> entry.initial(field).ifPresent(used::add));
    return used;
  }

  private void warn(String code, String message, SourcePosition at, String meant, String hint) {
    findings.add(Finding.warning(code, message, at, meant, hint));
  }
}
