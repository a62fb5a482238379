package dev.wrapup.gitlab;

import dev.wrapup.forge.CodeHost;
import dev.wrapup.forge.CommentBody;
import dev.wrapup.forge.ForgeApi;
import dev.wrapup.forge.IssueOrComment;
import dev.wrapup.forge.PlanComment;
import dev.wrapup.forge.PostResult;
import dev.wrapup.forge.Repository;
import dev.wrapup.http.TokenApi;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.report.Posted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Writes to GitLab: one note for each merge request, target and folder (REST API, version 4, read
/// 2026-11-28). A missing permission is reported as skipped.
public final class GitLab {
  /// Without the token of the job, which can't write notes.
  public static final CodeHost HOST =
      new CodeHost(
          "GitLab",
          List.of("WRAPUP_GITLAB_TOKEN", "GITLAB_TOKEN"),
          "set it to a project access token with the scope api",
          "give the token the scope api and the role Reporter in the project",
          "CI_API_V4_URL",
          "CI_PROJECT_ID and CI_API_V4_URL",
          1_000_000);

  private final ForgeApi project;

  /// A client; sends no request yet.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if the token must not go there
  public GitLab(GitLabJob job, Secret token, TokenApi.Means means) {
    this.project =
        new ForgeApi(new TokenApi(job.origin(), token, Map.of(), means), new Project(job));
  }

  /// Creates or updates the note of a plan.
  public Posted note(long mergeRequest, CommentBody body) {
    String notes = "/merge_requests/" + mergeRequest + "/notes";
    PlanComment note = new PlanComment(project, notes, notes + "/", "PUT", body);
    return PostResult.orSkipped(Posted.Kind.NOTE, Optional.of(mergeRequest), project, note::post);
  }

  /// Defuses quick actions such as `/merge`, which GitLab would run as the owner of the token.
  public static String withoutQuickActions(String markdown) {
    return markdown.replaceAll("(?m)^/", " /");
  }

  private record Project(GitLabJob job) implements Repository {
    @Override
    public CodeHost host() {
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
    public IssueOrComment posting(JsonNode entry, Reply reply) {
      long id = entry.path("id").asLong(0);
      long mergeRequest = entry.path("noteable_iid").asLong(0);
      return new IssueOrComment(
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
