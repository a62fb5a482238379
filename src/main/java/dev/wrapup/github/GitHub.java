package dev.wrapup.github;

import dev.wrapup.forge.CiVariables;
import dev.wrapup.forge.CodeHost;
import dev.wrapup.forge.ForgeApi;
import dev.wrapup.forge.IssueOrComment;
import dev.wrapup.forge.Job;
import dev.wrapup.http.response.Reply;
import dev.wrapup.report.ForgeReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// GitHub, by the default variables of a job and its REST API (version 2022-11-28); documentation
/// read 2026-11-24.
public final class GitHub implements CodeHost {
  private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]{1,100}/[\\w.-]{1,100}");
  private static final Pattern PULL_REQUEST = Pattern.compile("refs/pull/(\\d{1,12})/.*");
  private static final String OWN_SERVER = "/api/v3";

  private static final byte[] WHO_AM_I =
      "{\"query\":\"query { viewer { login } }\"}".getBytes(StandardCharsets.UTF_8);

  @Override
  public Facts facts() {
    return new Facts(
        ForgeReport.Kind.COMMENT,
        65_536,
        Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28"),
        "PATCH",
        "GitHub",
        "GitHub Actions",
        "pull request",
        "the event %s has no pull request",
        "run it on: pull_request",
        List.of("GITHUB_TOKEN"),
        "set it in the step's env: ${{ github.token }}",
        "give the job the permissions pull-requests: write and issues: write",
        "GITHUB_API_URL",
        "GITHUB_REPOSITORY and GITHUB_API_URL");
  }

  @Override
  public Job job(CiVariables variables, Path directory) {
    Job.Address api = variables.address("GITHUB_API_URL", "https://api.github.com");
    Optional<EventPayload> event = variables.text("GITHUB_EVENT_PATH").map(GitHub::event);
    return new Job(
        api,
        "/repos/" + repository(variables),
        variables.text("GITHUB_EVENT_NAME").or(() -> event.flatMap(EventPayload::name)),
        event.flatMap(EventPayload::pullRequest).or(() -> ofRef(variables)),
        event.map(EventPayload::isFromFork).orElse(false),
        run(variables),
        variables.inRepository("GITHUB_WORKSPACE", directory));
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

  @Override
  public String comments(long request) {
    return "/issues/" + request + "/comments";
  }

  @Override
  public String comment(long request, long id) {
    return "/issues/comments/" + id;
  }

  /// GraphQL says it for every sort of token; the REST API's `/user` is closed to the one of a job.
  @Override
  public String viewer(ForgeApi api) {
    String prefix = api.job().api().prefix();
    String graphql = prefix.equals(OWN_SERVER) ? "/api/graphql" : prefix + "/graphql";
    Reply reply = api.api().ask(graphql, WHO_AM_I);
    return api.login(reply, "POST " + graphql, "/data/viewer/login");
  }

  @Override
  public IssueOrComment posting(JsonNode entry, Reply reply, Job job) {
    return new IssueOrComment(
        entry.path("id").asLong(0),
        entry.path("number").asLong(0),
        entry.path("body").asString(""),
        entry.path("user").path("login").asString(""),
        entry.path("state").asString("").equals("open"),
        entry.path("pull_request").isObject(),
        Optional.of(reply.redact(entry.path("html_url").asString("")))
            .filter(url -> !url.isEmpty()));
  }
}
