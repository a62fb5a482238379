package dev.wrapup.gitlab;

import dev.wrapup.forge.Body;
import dev.wrapup.forge.Comment;
import dev.wrapup.forge.ForgeApi;
import dev.wrapup.forge.Host;
import dev.wrapup.forge.Posting;
import dev.wrapup.forge.Repository;
import dev.wrapup.forge.Written;
import dev.wrapup.http.HttpFailure;
import dev.wrapup.http.Reply;
import dev.wrapup.http.Secret;
import dev.wrapup.http.TokenApi;
import dev.wrapup.report.Posted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Writes on GitLab: one note for each merge request, target and folder (its REST API, version 4,
/// read 2026-11-28). Where the token has no right to, nothing is written and that is said.
public final class GitLab {
  /// The token of a job can't write notes, so it is none of these.
  public static final Host HOST =
      new Host(
          "GitLab",
          List.of("WRAPUP_GITLAB_TOKEN", "GITLAB_TOKEN"),
          "set it to a project access token with the scope api",
          "give the token the scope api and the role Reporter in the project",
          "CI_API_V4_URL",
          "CI_PROJECT_ID and CI_API_V4_URL",
          1_000_000);

  private final ForgeApi project;

  /// A way there; no request leaves yet.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if the token must not go there
  public GitLab(Job job, Secret token, TokenApi.Means means) {
    this.project =
        new ForgeApi(new TokenApi(job.origin(), token, Map.of(), means), new Project(job));
  }

  /// Writes a plan's note, or brings the one that is there up to date.
  public Posted note(long mergeRequest, Body body) {
    String notes = "/merge_requests/" + mergeRequest + "/notes";
    Comment note = new Comment(project, notes, notes + "/", "PUT", body);
    return Written.orSkipped(Posted.Kind.NOTE, Optional.of(mergeRequest), project, note::post);
  }

  /// The Markdown without a line that GitLab takes for a quick action, such as `/merge`, which it
  /// would do in the name of the token's owner.
  public static String withoutQuickActions(String markdown) {
    return markdown.replaceAll("(?m)^/", " /");
  }

  private record Project(Job job) implements Repository {
    @Override
    public Host host() {
      return HOST;
    }

    @Override
    public String prefix() {
      return job.prefix() + "/projects/" + job.project();
    }

    @Override
    public String viewer(ForgeApi api) {
      String user = job.prefix() + "/user";
      return api.login(api.api().get(user).reply(), "GET " + user, "/username");
    }

    @Override
    public Posting posting(JsonNode entry, Reply reply) {
      long id = entry.path("id").asLong(0);
      long mergeRequest = entry.path("noteable_iid").asLong(0);
      return new Posting(
          id,
          0,
          entry.path("body").asString(""),
          entry.path("author").path("username").asString(""),
          false,
          false,
          job.page()
              .filter(page -> id > 0 && mergeRequest > 0)
              .map(page -> "%s/-/merge_requests/%d#note_%d".formatted(page, mergeRequest, id)));
    }
  }
}
