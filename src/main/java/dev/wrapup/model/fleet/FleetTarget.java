package dev.wrapup.model.fleet;

import dev.wrapup.model.source.Sourced;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One organization of a fleet. Where its requests go is never said here.
///
/// @param name by which its variables, its base and its journals are called
/// @param files desired-state files and folders of them, from the folder of the fleet file
/// @param api guard: with another API nothing is sent
/// @param environment guard: with another environment nothing is sent
/// @param organization guard: with another organization nothing is changed
/// @param wave the first that is applied is 0
/// @param labels by which some targets are chosen
public record FleetTarget(
    Sourced<String> name,
    List<Sourced<String>> files,
    Optional<Sourced<String>> api,
    Optional<Sourced<String>> environment,
    Optional<Sourced<String>> organization,
    int wave,
    Map<String, String> labels) {
  public FleetTarget {
    files = List.copyOf(files);
    labels = Map.copyOf(labels);
  }

  /// Its name as it is written.
  public String id() {
    return name.value();
  }

  /// The same with other paths of its files.
  public FleetTarget reading(List<Sourced<String>> others) {
    return new FleetTarget(name, others, api, environment, organization, wave, labels);
  }

  /// What a variable of a process is called that is this target's alone. A name has no `_`, so no
  /// two targets share one.
  public String variable(String plain) {
    return plain + "__" + id().toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
