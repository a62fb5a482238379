package dev.wrapup.gitlab;

import dev.wrapup.forge.Variables;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The job that we run in, as GitLab CI tells it by variables (its documentation of predefined
/// variables, read 2026-11-28).
///
/// @param origin of the API: scheme, host and port
/// @param prefix of every path of the API, such as `/api/v4`
/// @param project the number of the one that the merge request is for
/// @param event what made the pipeline run, such as `push`; empty if that isn't known
/// @param mergeRequest its number within the project, if the job is about one
/// @param isFromFork whether it runs in another project, whose jobs get no secrets
/// @param page the address of the project for people
/// @param inRepository the folder that we work in, from the repository's root
public record Job(
    URI origin,
    String prefix,
    String project,
    Optional<String> event,
    Optional<Long> mergeRequest,
    boolean isFromFork,
    Optional<String> page,
    Path inRepository) {
  private static final String API = "https://gitlab.com/api/v4";
  private static final String OF_MERGE_REQUEST = "merge_request_event";

  /// Reads the variables.
  ///
  /// @param directory that we work in, absolute
  /// @throws IllegalArgumentException with the variable that is wrong or missing, for people
  public static Job of(Variables variables, Path directory) {
    Variables.Address api = variables.address("CI_API_V4_URL", API);
    Optional<String> here = variables.text("CI_PROJECT_ID");
    String project = variables.text("CI_MERGE_REQUEST_PROJECT_ID").or(() -> here).orElse("");
    if (!project.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("CI_PROJECT_ID is not a number");
    }
    return new Job(
        api.origin(),
        api.prefix(),
        project,
        variables.text("CI_PIPELINE_SOURCE"),
        variables
            .text("CI_MERGE_REQUEST_IID")
            .filter(number -> number.matches("\\d{1,12}"))
            .map(Long::parseLong)
            .filter(number -> number > 0),
        here.filter(number -> !number.equals(project)).isPresent(),
        variables
            .text("CI_MERGE_REQUEST_PROJECT_URL")
            .filter(page -> page.matches("https?://[\\w.:/-]+")),
        variables.inRepository("CI_PROJECT_DIR", directory));
  }

  /// Whether there is no merge request that a job could tell of: something else, such as a push,
  /// made its pipeline run.
  public boolean hasNoMergeRequest() {
    return mergeRequest.isEmpty()
        && event.filter(kind -> !kind.equals(OF_MERGE_REQUEST)).isPresent();
  }
}
