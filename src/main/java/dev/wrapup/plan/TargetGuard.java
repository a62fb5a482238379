package dev.wrapup.plan;

import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Target;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Validates what a file says of its target before any request is sent.
public final class TargetGuard {
  /// So few missing ids may be deleted codes; with more, a wrong organization is likelier.
  private static final int FEW = 2;

  private TargetGuard() {}

  /// Whether the ids that the files pin are another organization's: many, and none of them live.
  ///
  /// @param live the ids of all live codes
  public static boolean pinsAnother(DesiredState desired, Set<String> live) {
    List<String> pinned = desired.pinned();
    return pinned.size() > FEW && pinned.stream().noneMatch(live::contains);
  }

  /// An error for each guard that the target isn't.
  ///
  /// @param target where requests would go; an unknown organization is checked when it is known
  public static List<Finding> check(DesiredState desired, Target target) {
    List<Finding> findings = new ArrayList<>();
    api(desired, target).ifPresent(findings::add);
    String remedy = "choose the target by --environment";
    check(desired.environment(), desired.organization(), target, remedy, findings);
    return findings;
  }

  /// The same for what a fleet says of a target. That the API doesn't tell its organization is an
  /// error too: a guard that nobody can check guards nothing.
  public static List<Finding> check(FleetTarget fleet, Target target) {
    List<Finding> findings = new ArrayList<>();
    check(
        fleet.api(),
        "api",
        Optional.of(target.api()),
        "choose it by the variable WRAPUP_API",
        findings);
    String remedy = "choose it by the variable GENESYS_ENV";
    check(fleet.environment(), fleet.organization(), target, remedy, findings);
    boolean isTold = Dialect.of(target.api()).filter(Dialect::namesOrganization).isPresent();
    if (fleet.organization().isEmpty() || isTold) return findings;
    findings.add(
        Finding.error(
            "unchecked-guard",
            "the %s API doesn't tell its organization, so this can't be checked"
                .formatted(target.api()),
            fleet.organization().map(Sourced::at),
            fleet.organization().get().value(),
            "guard by 'environment' instead"));
    return findings;
  }

  /// An error if files that are to be applied don't name their organization though the API tells
  /// it.
  public static List<Finding> demand(DesiredState desired) {
    boolean isNamed = desired.organization().isPresent() || !desired.dialect().namesOrganization();
    if (isNamed) return List.of();
    return List.of(
        Finding.error(
            "no-organization",
            "an apply needs to know which organization the file is for",
            desired.files().stream().findFirst().map(SourcePosition::whole),
            "",
            "write 'organization:' with its id at the top; export writes it"));
  }

  /// Files that don't say their API are for the default one.
  private static Optional<Finding> api(DesiredState desired, Target target) {
    String wanted = desired.dialect().api();
    if (wanted.equals(target.api())) return Optional.empty();
    return Optional.of(
        Finding.error(
            "wrong-target",
            "the file is for the api '%s'%s, the target is '%s'"
                .formatted(wanted, desired.api().isEmpty() ? ", the default" : "", target.api()),
            desired
                .api()
                .map(Sourced::at)
                .or(() -> desired.files().stream().findFirst().map(SourcePosition::whole)),
            desired.api().isEmpty() ? "" : wanted,
            desired.api().isEmpty()
                ? "write 'api: %s' at the top of the file, or choose the target by --api (WRAPUP_API)"
                    .formatted(target.api())
                : "choose the target by --api %s (WRAPUP_API), or the file that is meant for the target"
                    .formatted(wanted)));
  }

  /// @param remedy for another environment
  private static void check(
      Optional<Sourced<String>> environment,
      Optional<Sourced<String>> organization,
      Target target,
      String remedy,
      List<Finding> findings) {
    check(environment, "environment", Optional.of(target.environment()), remedy, findings);
    String client = "take an OAuth client of that organization";
    check(organization, "organization", target.organization(), client, findings);
  }

  private static void check(
      Optional<Sourced<String>> guard,
      String name,
      Optional<String> actual,
      String remedy,
      List<Finding> findings) {
    if (guard.isEmpty() || actual.isEmpty() || guard.get().value().equals(actual.get())) return;
    String wanted = guard.get().value();
    findings.add(
        Finding.error(
            "wrong-target",
            "the file is for the %s '%s', the target is '%s'".formatted(name, wanted, actual.get()),
            guard.map(Sourced::at),
            wanted,
            remedy + ", or the file that is meant for the target"));
  }
}
