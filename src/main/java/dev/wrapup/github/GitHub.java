package dev.wrapup.github;

import dev.wrapup.forge.CodeHost;
import dev.wrapup.forge.CommentBody;
import dev.wrapup.forge.ForgeApi;
import dev.wrapup.forge.PlanComment;
import dev.wrapup.forge.PostResult;
import dev.wrapup.forge.ReportFile;
import dev.wrapup.http.TokenApi;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.report.Posted;
import java.util.List;
import java.util.Optional;

/// Writes to GitHub: one comment for each pull request, target and folder, and one open issue for
/// each target and folder. A missing permission is reported as skipped.
public final class GitHub {
  /// Its limit of characters was read 2026-11-24.
  public static final CodeHost HOST =
      new CodeHost(
          "GitHub",
          List.of("GITHUB_TOKEN"),
          "set it in the step's env: ${{ github.token }}",
          "give the job the permissions pull-requests: write and issues: write",
          "GITHUB_API_URL",
          "GITHUB_REPOSITORY and GITHUB_API_URL",
          65_536);

  private final ForgeApi repository;
  private final Optional<String> run;

  /// A client; sends no request yet.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if the token must not go there
  public GitHub(GitHubJob job, Secret token, TokenApi.Means means) {
    this.run = job.run();
    this.repository =
        new ForgeApi(
            new TokenApi(job.origin(), token, GitHubRepository.HEADERS, means),
            new GitHubRepository(job));
  }

  /// Creates or updates the comment of a plan.
  public Posted comment(long pullRequest, CommentBody body) {
    String comments = "/issues/" + pullRequest + "/comments";
    PlanComment comment = new PlanComment(repository, comments, "/issues/comments/", "PATCH", body);
    return PostResult.orSkipped(
        Posted.Kind.COMMENT, Optional.of(pullRequest), repository, comment::post);
  }

  /// Opens, updates or closes the issue of a drift.
  public Posted drift(ReportFile.Drift drift, CommentBody body) {
    DriftIssue issue = new DriftIssue(repository, drift, body, run);
    return PostResult.orSkipped(Posted.Kind.DRIFT_ISSUE, Optional.empty(), repository, issue::post);
  }
}
