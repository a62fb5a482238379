package dev.wrapup.gitlab;

import dev.wrapup.forge.CiVariables;
import dev.wrapup.forge.CodeHost;
import dev.wrapup.forge.ForgeApi;
import dev.wrapup.forge.IssueOrComment;
import dev.wrapup.forge.Job;
import dev.wrapup.http.response.Reply;
import dev.wrapup.report.ForgeReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// GitLab, by the predefined variables of a job and its REST API (version 4); documentation read
/// 2026-11-28.
public final class GitLab implements CodeHost {
  /// Without the token of the job, which can't write notes.
  @Override
  public Facts facts() {
    return new Facts(
        ForgeReport.Kind.NOTE,
        1_000_000,
        Map.of(),
        "PUT",
        "GitLab",
        "GitLab CI",
        "merge request",
        "a pipeline of the kind %s has no merge request",
        "run it in a merge request pipeline",
        List.of("WRAPUP_GITLAB_TOKEN", "GITLAB_TOKEN"),
        "set it to a project access token with the scope api",
        "give the token the scope api and the role Reporter in the project",
        "CI_API_V4_URL",
        "CI_PROJECT_ID and CI_API_V4_URL");
  }

  /// Without quick actions such as `/merge`, which GitLab would run as the owner of the token.
  @Override
  public String defused(String markdown) {
    return markdown.replaceAll("(?m)^/", " /");
  }

  @Override
  public Job job(CiVariables variables, Path directory) {
    Job.Address api = variables.address("CI_API_V4_URL", "https://gitlab.com/api/v4");
    Optional<String> here = variables.text("CI_PROJECT_ID");
    String project = variables.text("CI_MERGE_REQUEST_PROJECT_ID").or(() -> here).orElse("");
    if (!project.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("CI_PROJECT_ID is not a number");
    }
    return new Job(
        api,
        "/projects/" + project,
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

  @Override
  public String comments(long request) {
    return "/merge_requests/" + request + "/notes";
  }

  @Override
  public String comment(long request, long id) {
    return comments(request) + "/" + id;
  }

  @Override
  public String viewer(ForgeApi api) {
    String user = api.job().api().prefix() + "/user";
    return api.login(api.api().get(user).reply(), "GET " + user, "/username");
  }

  @Override
  public IssueOrComment posting(JsonNode entry, Reply reply, Job job) {
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
