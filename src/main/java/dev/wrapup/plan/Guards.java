package dev.wrapup.plan;

import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Finding;
import dev.wrapup.model.Sourced;
import dev.wrapup.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a file says about the organization that it is for, held against the one that is meant.
/// Asked before anything is sent.
public final class Guards {
  private Guards() {}

  /// An error for each guard that the target isn't.
  ///
  /// @param target where requests would go; an unknown organization is checked when it is known
  public static List<Finding> check(DesiredState desired, Target target) {
    List<Finding> findings = new ArrayList<>();
    check(desired.api(), "api", Optional.of(target.api()), "--api", findings);
    check(
        desired.environment(),
        "environment",
        Optional.of(target.environment()),
        "--environment",
        findings);
    check(desired.organization(), "organization", target.organization(), "--environment", findings);
    return findings;
  }

  private static void check(
      Optional<Sourced<String>> guard,
      String name,
      Optional<String> actual,
      String flag,
      List<Finding> findings) {
    if (guard.isEmpty() || actual.isEmpty() || guard.get().value().equals(actual.get())) return;
    String wanted = guard.get().value();
    findings.add(
        Finding.error(
            "wrong-target",
            "the file is for the %s '%s', the target is '%s'".formatted(name, wanted, actual.get()),
            guard.get().at(),
            Math.max(1, wanted.codePointCount(0, wanted.length())),
            "choose the target by %s, or the file that is meant for it".formatted(flag)));
  }
}
