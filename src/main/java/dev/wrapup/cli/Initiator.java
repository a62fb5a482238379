package dev.wrapup.cli;

import dev.wrapup.journal.Run;
import dev.wrapup.model.Target;
import java.util.Optional;
import java.util.UUID;

/// Who started a run and for what, from the flag, the CI's variables (GitHub Actions and GitLab CI,
/// their documentation read 2026-11-24) or the system.
///
/// @param eventCommit that the job runs for
/// @param url of the job
record Initiator(
    String who, Optional<String> eventCommit, Optional<String> url, Optional<String> pullRequest) {
  private static final int ID_DIGITS = 16;

  static Initiator of(Context context) {
    return new Initiator(
        context
            .text("--initiated-by")
            .or(() -> variable(context, "GITHUB_TRIGGERING_ACTOR"))
            .or(() -> variable(context, "GITLAB_USER_LOGIN"))
            .orElseGet(() -> System.getProperty("user.name", "unknown")),
        variable(context, "GITHUB_SHA").or(() -> variable(context, "CI_COMMIT_SHA")),
        gitHubRun(context).or(() -> variable(context, "CI_JOB_URL")),
        variable(context, "CI_MERGE_REQUEST_IID").or(() -> gitHubPullRequest(context)));
  }

  /// The run that it starts.
  ///
  /// @param source of the files; nothing if none is applied
  /// @param digest of the plan; empty if none is applied
  /// @param planned how many changes it is to make
  /// @param webhook the origin of who is told; empty if nobody is
  Run run(
      Target target,
      CheckedOut source,
      Optional<String> digest,
      int planned,
      Optional<String> webhook) {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, ID_DIGITS);
    return new Run(
        id,
        target,
        who,
        source.commit(),
        source.dirty(),
        eventCommit,
        url,
        pullRequest,
        digest,
        Optional.of(planned),
        Main.VERSION,
        webhook);
  }

  private static Optional<String> gitHubRun(Context context) {
    Optional<String> server = variable(context, "GITHUB_SERVER_URL");
    Optional<String> repository = variable(context, "GITHUB_REPOSITORY");
    Optional<String> run = variable(context, "GITHUB_RUN_ID");
    if (server.isEmpty() || repository.isEmpty() || run.isEmpty()) return Optional.empty();
    return Optional.of(server.get() + "/" + repository.get() + "/actions/runs/" + run.get());
  }

  /// The number in `refs/pull/17/merge`.
  private static Optional<String> gitHubPullRequest(Context context) {
    return variable(context, "GITHUB_REF")
        .filter(ref -> ref.matches("refs/pull/\\d+/.*"))
        .map(ref -> ref.split("/", -1)[2]);
  }

  private static Optional<String> variable(Context context, String name) {
    return Optional.ofNullable(context.workspace().variables().get(name))
        .filter(value -> !value.isBlank());
  }
}
