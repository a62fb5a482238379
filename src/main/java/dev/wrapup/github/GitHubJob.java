package dev.wrapup.github;

import dev.wrapup.forge.CiVariables;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The current job of GitHub Actions, by its default variables (documentation read 2026-11-24).
/// Variables may be missing or empty.
///
/// @param origin of the API: scheme, host and port
/// @param prefix of every path of the REST API: empty on github.com, `/api/v3` on a server of one's
///   own
/// @param graphql the path of the GraphQL API
/// @param repository `owner/name`
/// @param event the trigger, such as `push`; empty if unknown
/// @param pullRequest its number, if the job is about one
/// @param isFromFork whether it comes from another repository, whose jobs get no secrets
/// @param run the address of this run
/// @param inRepository the working directory, relative to the root of the repository
public record GitHubJob(
    URI origin,
    String prefix,
    String graphql,
    String repository,
    Optional<String> event,
    Optional<Long> pullRequest,
    boolean isFromFork,
    Optional<String> run,
    Path inRepository) {
  private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]{1,100}/[\\w.-]{1,100}");
  private static final Pattern PULL_REQUEST = Pattern.compile("refs/pull/(\\d{1,12})/.*");
  private static final String PULL = "pull_request";
  private static final String API = "https://api.github.com";
  private static final String OWN_SERVER = "/api/v3";

  /// Reads the variables.
  ///
  /// @param directory the working directory, absolute
  /// @throws IllegalArgumentException with the wrong or missing variable, for users
  public static GitHubJob of(CiVariables variables, Path directory) {
    CiVariables.Address api = variables.address("GITHUB_API_URL", API);
    String prefix = api.prefix();
    Optional<EventPayload> event = variables.text("GITHUB_EVENT_PATH").map(GitHubJob::event);
    return new GitHubJob(
        api.origin(),
        prefix,
        prefix.equals(OWN_SERVER) ? "/api/graphql" : prefix + "/graphql",
        repository(variables),
        variables.text("GITHUB_EVENT_NAME").or(() -> event.flatMap(EventPayload::name)),
        event.flatMap(EventPayload::pullRequest).or(() -> ofRef(variables)),
        event.map(EventPayload::isFromFork).orElse(false),
        run(variables),
        variables.inRepository("GITHUB_WORKSPACE", directory));
  }

  /// Whether the trigger has no pull request, such as a merge queue.
  public boolean hasNoPullRequest() {
    return pullRequest.isEmpty() && event.filter(name -> !name.startsWith(PULL)).isPresent();
  }

  private static String repository(CiVariables variables) {
    String repository = variables.text("GITHUB_REPOSITORY").orElse("");
    boolean isName = REPOSITORY.matcher(repository).matches();
    if (isName && !repository.matches("\\.{1,2}/.*|.*/\\.{1,2}")) return repository;
    throw new IllegalArgumentException("GITHUB_REPOSITORY is not of the form owner/name");
  }

  private static EventPayload event(String path) {
    try {
      return EventPayload.of(Path.of(path));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "GITHUB_EVENT_PATH names %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static Optional<Long> ofRef(CiVariables variables) {
    Matcher ref = PULL_REQUEST.matcher(variables.text("GITHUB_REF").orElse(""));
    return ref.matches() ? Optional.of(Long.parseLong(ref.group(1))) : Optional.empty();
  }

  private static Optional<String> run(CiVariables variables) {
    String server = variables.text("GITHUB_SERVER_URL").orElse("");
    String id = variables.text("GITHUB_RUN_ID").orElse("");
    boolean isAddress = server.matches("https?://[\\w.:-]+") && id.matches("\\d+");
    return isAddress
        ? Optional.of("%s/%s/actions/runs/%s".formatted(server, repository(variables), id))
        : Optional.empty();
  }
}
