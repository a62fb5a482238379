package dev.wrapup.github;

import dev.wrapup.forge.Body;
import dev.wrapup.forge.Comment;
import dev.wrapup.forge.Document;
import dev.wrapup.forge.ForgeApi;
import dev.wrapup.forge.Host;
import dev.wrapup.forge.Written;
import dev.wrapup.http.HttpFailure;
import dev.wrapup.http.Secret;
import dev.wrapup.http.TokenApi;
import dev.wrapup.report.Posted;
import java.util.List;
import java.util.Optional;

/// Writes on GitHub: one comment for each pull request, target and folder, and one open issue for
/// each target and folder. Where the token has no right to, nothing is written and that is said.
public final class GitHub {
  /// Its limit of characters was read 2026-11-24.
  public static final Host HOST =
      new Host(
          "GitHub",
          List.of("GITHUB_TOKEN"),
          "set it in the step's env: ${{ github.token }}",
          "give the job the permissions pull-requests: write and issues: write",
          "GITHUB_API_URL",
          "GITHUB_REPOSITORY and GITHUB_API_URL",
          65_536);

  private final ForgeApi repository;
  private final Optional<String> run;

  /// A way there; no request leaves yet.
  ///
  /// @throws HttpFailure of the kind [HttpFailure.Kind#SETTINGS] if the token must not go there
  public GitHub(Job job, Secret token, TokenApi.Means means) {
    this.run = job.run();
    this.repository =
        new ForgeApi(
            new TokenApi(job.origin(), token, GitHubRepository.HEADERS, means),
            new GitHubRepository(job));
  }

  /// Writes a plan's comment, or brings the one that is there up to date.
  public Posted comment(long pullRequest, Body body) {
    String comments = "/issues/" + pullRequest + "/comments";
    Comment comment = new Comment(repository, comments, "/issues/comments/", "PATCH", body);
    return Written.orSkipped(
        Posted.Kind.COMMENT, Optional.of(pullRequest), repository, comment::post);
  }

  /// Opens, updates or closes the issue of a drift.
  public Posted drift(Document.Drift drift, Body body) {
    DriftIssue issue = new DriftIssue(repository, drift, body, run);
    return Written.orSkipped(Posted.Kind.DRIFT_ISSUE, Optional.empty(), repository, issue::post);
  }
}
