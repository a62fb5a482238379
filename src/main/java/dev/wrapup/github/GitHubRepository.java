package dev.wrapup.github;

import dev.wrapup.forge.CodeHost;
import dev.wrapup.forge.ForgeApi;
import dev.wrapup.forge.IssueOrComment;
import dev.wrapup.forge.Repository;
import dev.wrapup.http.response.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A repository as GitHub's REST API has it (version 2022-11-28, read 2026-11-24).
record GitHubRepository(GitHubJob job) implements Repository {
  static final Map<String, String> HEADERS =
      Map.of(
          "Accept", "application/vnd.github+json",
          "X-GitHub-Api-Version", "2022-11-28");

  private static final byte[] WHO_AM_I =
      "{\"query\":\"query { viewer { login } }\"}".getBytes(StandardCharsets.UTF_8);

  @Override
  public CodeHost host() {
    return GitHub.HOST;
  }

  @Override
  public String prefix() {
    return job.prefix() + "/repos/" + job.repository();
  }

  /// GraphQL says it for every sort of token; the REST API's `/user` is closed to the one of a job.
  @Override
  public String viewer(ForgeApi api) {
    Reply reply = api.api().ask(job.graphql(), WHO_AM_I);
    return api.login(reply, "POST " + job.graphql(), "/data/viewer/login");
  }

  @Override
  public IssueOrComment posting(JsonNode entry, Reply reply) {
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
