package dev.wrapup.cli;

import dev.wrapup.audit.Run;
import dev.wrapup.model.Target;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.ParseResult;

/// Who started a run and for what, from the flag, the CI's variables (GitHub Actions and GitLab CI,
/// their documentation read 2026-11-24) or the system.
///
/// @param eventCommit that the job runs for
/// @param url of the job
record Initiator(
    String who, Optional<String> eventCommit, Optional<String> url, Optional<String> pullRequest) {
  private static final int ID_DIGITS = 16;

  static Initiator of(ParseResult options, Session session) {
    return new Initiator(
        Options.text(options, "--initiated-by")
            .or(() -> variable(session, "GITHUB_TRIGGERING_ACTOR"))
            .or(() -> variable(session, "GITLAB_USER_LOGIN"))
            .orElseGet(() -> System.getProperty("user.name", "unknown")),
        variable(session, "GITHUB_SHA").or(() -> variable(session, "CI_COMMIT_SHA")),
        gitHubRun(session).or(() -> variable(session, "CI_JOB_URL")),
        variable(session, "CI_MERGE_REQUEST_IID").or(() -> gitHubPullRequest(session)));
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

  private static Optional<String> gitHubRun(Session session) {
    Optional<String> server = variable(session, "GITHUB_SERVER_URL");
    Optional<String> repository = variable(session, "GITHUB_REPOSITORY");
    Optional<String> run = variable(session, "GITHUB_RUN_ID");
    if (server.isEmpty() || repository.isEmpty() || run.isEmpty()) return Optional.empty();
    return Optional.of(server.get() + "/" + repository.get() + "/actions/runs/" + run.get());
  }

  /// The number in `refs/pull/17/merge`.
  private static Optional<String> gitHubPullRequest(Session session) {
    return variable(session, "GITHUB_REF")
        .filter(ref -> ref.matches("refs/pull/\\d+/.*"))
        .map(ref -> ref.split("/", -1)[2]);
  }

  private static Optional<String> variable(Session session, String name) {
    return Optional.ofNullable(session.environment().get(name)).filter(value -> !value.isBlank());
  }
}
