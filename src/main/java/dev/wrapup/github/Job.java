package dev.wrapup.github;

import dev.wrapup.forge.Variables;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The job that we run in, as GitHub Actions tells it by variables (its documentation of default
/// variables, read 2026-11-24). Variables that only say where we are may be missing or empty.
///
/// @param origin of the API: scheme, host and port
/// @param prefix of every path of the REST API: empty on github.com, `/api/v3` on a server of one's
///   own
/// @param graphql the path of the GraphQL API
/// @param repository `owner/name`
/// @param event what made it run, such as `push`; empty if that isn't known
/// @param pullRequest its number, if the job is about one
/// @param isFromFork whether it comes from another repository, whose jobs get no secrets
/// @param run the address of this run
/// @param inRepository the folder that we work in, from the repository's root
public record Job(
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
  /// @param directory that we work in, absolute
  /// @throws IllegalArgumentException with the variable that is wrong or missing, for people
  public static Job of(Variables variables, Path directory) {
    Variables.Address api = variables.address("GITHUB_API_URL", API);
    String prefix = api.prefix();
    Optional<Event> event = variables.text("GITHUB_EVENT_PATH").map(Job::event);
    return new Job(
        api.origin(),
        prefix,
        prefix.equals(OWN_SERVER) ? "/api/graphql" : prefix + "/graphql",
        repository(variables),
        variables.text("GITHUB_EVENT_NAME").or(() -> event.flatMap(Event::name)),
        event.flatMap(Event::pullRequest).or(() -> ofRef(variables)),
        event.map(Event::isFromFork).orElse(false),
        run(variables),
        variables.inRepository("GITHUB_WORKSPACE", directory));
  }

  /// Whether there is no pull request that a job could tell of: it was made to run by something
  /// else, such as a merge queue.
  public boolean hasNoPullRequest() {
    return pullRequest.isEmpty() && event.filter(name -> !name.startsWith(PULL)).isPresent();
  }

  private static String repository(Variables variables) {
    String repository = variables.text("GITHUB_REPOSITORY").orElse("");
    boolean isName = REPOSITORY.matcher(repository).matches();
    if (isName && !repository.matches("\\.{1,2}/.*|.*/\\.{1,2}")) return repository;
    throw new IllegalArgumentException("GITHUB_REPOSITORY is not of the form owner/name");
  }

  private static Event event(String path) {
    try {
      return Event.of(Path.of(path));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "GITHUB_EVENT_PATH names %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static Optional<Long> ofRef(Variables variables) {
    Matcher ref = PULL_REQUEST.matcher(variables.text("GITHUB_REF").orElse(""));
    return ref.matches() ? Optional.of(Long.parseLong(ref.group(1))) : Optional.empty();
  }

  private static Optional<String> run(Variables variables) {
    String server = variables.text("GITHUB_SERVER_URL").orElse("");
    String id = variables.text("GITHUB_RUN_ID").orElse("");
    boolean isAddress = server.matches("https?://[\\w.:-]+") && id.matches("\\d+");
    return isAddress
        ? Optional.of("%s/%s/actions/runs/%s".formatted(server, repository(variables), id))
        : Optional.empty();
  }
}
