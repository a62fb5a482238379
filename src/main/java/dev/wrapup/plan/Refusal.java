package dev.wrapup.plan;

import dev.wrapup.model.source.SourcePosition;
import java.util.Optional;

/// A rule that a plan breaks.
///
/// @param code a stable name in kebab case, such as `max-updates`
/// @param message the rule, the figures, one sentence without a full stop
/// @param rule where the rule stands; empty when it is a default
/// @param overridable whether an approval can let the plan pass all the same
/// @param isOfBase whether only the policy of the base says so, which holds until another is merged
public record Refusal(
    String code,
    String message,
    Optional<SourcePosition> rule,
    boolean overridable,
    boolean isOfBase) {
  public Refusal(String code, String message, Optional<SourcePosition> rule, boolean overridable) {
    this(code, message, rule, overridable, false);
  }
}
