package dev.wrapup.app;

import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.journal.Run;
import dev.wrapup.model.Target;
import dev.wrapup.process.Workspace;
import java.util.Optional;
import java.util.UUID;

/// Who started a run and for what, as it was said, or from the CI's variables (GitHub Actions and
/// GitLab CI, their documentation read 2026-11-24) or the system.
///
/// @param approvedBy the person who approved it, if that is known
/// @param approval the token that overrode refusals
/// @param eventCommit that the job runs for
/// @param url of the job
record RunOrigin(
    String who,
    Optional<String> approvedBy,
    Optional<String> approval,
    Optional<String> eventCommit,
    Optional<String> url,
    Optional<String> pullRequest) {
  private static final int ID_DIGITS = 16;

  /// @param how who is named as its initiator, and as who approved it
  static RunOrigin of(ApplyOptions how, Optional<String> approval, Workspace workspace) {
    return new RunOrigin(
        how.initiatedBy()
            .or(() -> variable(workspace, "GITHUB_TRIGGERING_ACTOR"))
            .or(() -> variable(workspace, "GITLAB_USER_LOGIN"))
            .orElseGet(() -> System.getProperty("user.name", "unknown")),
        how.approvedBy(),
        approval,
        variable(workspace, "GITHUB_SHA").or(() -> variable(workspace, "CI_COMMIT_SHA")),
        gitHubRun(workspace).or(() -> variable(workspace, "CI_JOB_URL")),
        variable(workspace, "CI_MERGE_REQUEST_IID").or(() -> gitHubPullRequest(workspace)));
  }

  /// The run that it starts.
  ///
  /// @param source of the files; nothing if none is applied
  /// @param digest of the plan; empty if none is applied
  /// @param planned how many changes it is to make
  /// @param webhook the origin of who is told; empty if nobody is
  /// @param undoes the run that it undoes
  Run run(
      Target target,
      CheckedOut source,
      Optional<String> digest,
      int planned,
      Optional<String> webhook,
      Optional<String> undoes) {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, ID_DIGITS);
    return new Run(
        id,
        target,
        who,
        approvedBy,
        approval,
        source.commit(),
        source.dirty(),
        eventCommit,
        url,
        pullRequest,
        digest,
        Optional.of(planned),
        UserAgent.VERSION,
        webhook,
        undoes);
  }

  private static Optional<String> gitHubRun(Workspace workspace) {
    Optional<String> server = variable(workspace, "GITHUB_SERVER_URL");
    Optional<String> repository = variable(workspace, "GITHUB_REPOSITORY");
    Optional<String> run = variable(workspace, "GITHUB_RUN_ID");
    if (server.isEmpty() || repository.isEmpty() || run.isEmpty()) return Optional.empty();
    return Optional.of(server.get() + "/" + repository.get() + "/actions/runs/" + run.get());
  }

  /// The number in `refs/pull/17/merge`.
  private static Optional<String> gitHubPullRequest(Workspace workspace) {
    return variable(workspace, "GITHUB_REF")
        .filter(ref -> ref.matches("refs/pull/\\d+/.*"))
        .map(ref -> ref.split("/", -1)[2]);
  }

  private static Optional<String> variable(Workspace workspace, String name) {
    return Optional.ofNullable(workspace.variables().get(name)).filter(value -> !value.isBlank());
  }
}
