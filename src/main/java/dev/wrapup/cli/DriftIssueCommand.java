package dev.wrapup.cli;

import dev.wrapup.github.Body;
import dev.wrapup.github.Document;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `github drift-issue`: drift, told in one open issue that is closed when there is none.
final class DriftIssueCommand implements Command {
  private static final String RENDER = "wrapup drift --format markdown";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "drift-issue",
            "Open the issue of a drift, update it when the drift is another, close it when there is"
                + " none: one for each target and folder. Takes the token from GITHUB_TOKEN.",
            "github drift-issue --drift drift.json --body drift.md");
    spec.addOption(
        Options.value("--drift", "FILE", "The drift (JSON), which says whether there is any."));
    spec.addOption(Options.value("--body", "FILE", "The drift as Markdown, which is posted."));
    GitHubJob.addOptions(spec);
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    GitHubJob job = GitHubJob.of(options, session);
    Document.Drift drift =
        job.document(
            "--drift",
            path -> Document.drift(path, job.job().inRepository(), Options.patience(options)));
    Body body = job.body(RENDER, markdown -> Body.issue(drift, markdown));
    return job.post("drift-issue", Optional.empty(), gitHub -> gitHub.drift(drift, body));
  }
}
