package dev.wrapup.model;

import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.Sourced;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the files in Git declare.
///
/// @param files all that were read, in the order given
/// @param dialect whose fields the codes have
/// @param api the guard of that name, as are the next two: what they say must be true of the target
/// @param scope the parts of the organization that they are for; empty for all of it
/// @param retired codes that shall not exist
/// @param codes in the order of the files; no key, and no id, stands twice
public record DesiredState(
    List<SourceFile> files,
    Dialect dialect,
    Optional<Sourced<String>> api,
    Optional<Sourced<String>> environment,
    Optional<Sourced<String>> organization,
    List<Sourced<String>> scope,
    Policy policy,
    List<Sourced<String>> retired,
    List<DesiredCode> codes) {
  public DesiredState {
    files = List.copyOf(files);
    scope = List.copyOf(scope);
    retired = List.copyOf(retired);
    codes = List.copyOf(codes);
  }

  /// The ids by which codes are pinned.
  public List<String> pinned() {
    return codes.stream().flatMap(code -> code.id().stream()).map(Sourced::value).toList();
  }

  /// The codes that shall not exist, without their places.
  public Set<String> retiredCodes() {
    return retired.stream().map(Sourced::value).collect(Collectors.toSet());
  }

  /// What no file declares.
  public static DesiredState nothing(Dialect dialect) {
    return new DesiredState(
        List.of(),
        dialect,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Policy.DEFAULT,
        List.of(),
        List.of());
  }

  /// The same with other codes.
  public DesiredState with(List<DesiredCode> codes) {
    return with(codes, retired);
  }

  /// The same with other codes, and others that shall not exist.
  public DesiredState with(List<DesiredCode> codes, List<Sourced<String>> retired) {
    return new DesiredState(
        files, dialect, api, environment, organization, scope, policy, retired, codes);
  }

  /// Whether both declare the same, whatever files, places and order of codes they have.
  public boolean declaresSame(DesiredState other) {
    return declared().equals(other.declared());
  }

  private DesiredState declared() {
    return new DesiredState(
        List.of(),
        dialect,
        api,
        environment,
        organization,
        scope,
        policy,
        retired,
        codes.stream().sorted(Comparator.comparing(DesiredCode::key)).toList());
  }
}
