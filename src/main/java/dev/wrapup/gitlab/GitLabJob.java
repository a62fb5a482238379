package dev.wrapup.gitlab;

import dev.wrapup.forge.CiVariables;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The current job of GitLab CI, by its predefined variables (documentation read 2026-11-28).
///
/// @param origin of the API: scheme, host and port
/// @param prefix of every path of the API, such as `/api/v4`
/// @param project the number of the one that the merge request is for
/// @param event the trigger of the pipeline, such as `push`; empty if unknown
/// @param mergeRequest its number within the project, if the job is about one
/// @param isFromFork whether it runs in another project, whose jobs get no secrets
/// @param page the address of the project for people
/// @param inRepository the working directory, relative to the root of the repository
public record GitLabJob(
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
  /// @param directory the working directory, absolute
  /// @throws IllegalArgumentException with the wrong or missing variable, for users
  public static GitLabJob of(CiVariables variables, Path directory) {
    CiVariables.Address api = variables.address("CI_API_V4_URL", API);
    Optional<String> here = variables.text("CI_PROJECT_ID");
    String project = variables.text("CI_MERGE_REQUEST_PROJECT_ID").or(() -> here).orElse("");
    if (!project.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("CI_PROJECT_ID is not a number");
    }
    return new GitLabJob(
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

  /// Whether the trigger has no merge request, such as a push.
  public boolean hasNoMergeRequest() {
    return mergeRequest.isEmpty()
        && event.filter(kind -> !kind.equals(OF_MERGE_REQUEST)).isPresent();
  }
}
