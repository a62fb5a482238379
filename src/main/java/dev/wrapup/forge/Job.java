package dev.wrapup.forge;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The current job of a CI.
///
/// @param api origin and prefix of the host's API
/// @param repository its path below that prefix
/// @param event the trigger, such as `push`; empty if unknown
/// @param request the number of the pull or merge request, if the job is about one
/// @param isFromFork whether it comes from another repository, whose jobs get no secrets
/// @param page for people: of the run on GitHub, of the project on GitLab
/// @param inRepository the working directory, relative to the root of the repository
public record Job(
    Address api,
    String repository,
    Optional<String> event,
    Optional<Long> request,
    boolean isFromFork,
    Optional<String> page,
    Path inRepository) {
  /// The address of an API.
  ///
  /// @param origin scheme, host and port
  /// @param prefix of every path, such as `/api/v4`; empty if there is none
  public record Address(URI origin, String prefix) {}
}
