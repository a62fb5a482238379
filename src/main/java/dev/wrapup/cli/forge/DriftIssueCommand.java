package dev.wrapup.cli.forge;

import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.forge.CommentBody;
import dev.wrapup.forge.ReportFile;
import dev.wrapup.github.DriftIssue;
import dev.wrapup.github.GitHub;
import dev.wrapup.report.ForgeReport;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `github drift-issue`: drift, told in one open issue that is closed when there is none.
public final class DriftIssueCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "drift-issue",
        "Open the issue of a drift, update it when the drift is another, close it when there is"
            + " none: one for each target and folder. Takes the token from GITHUB_TOKEN.",
        "github drift-issue --drift drift.json --body drift.md",
        Options.value("--drift", "FILE", "The drift (JSON), which says whether there is any."),
        Options.value("--body", "FILE", "The drift as Markdown, which is posted."),
        ForgeJob.options());
  }

  @Override
  public CommandResult run(Context context) {
    ForgeJob forge = ForgeJob.of(context, new GitHub());
    ReportFile.Drift drift = forge.document("--drift", ReportFile::drift);
    CommentBody body =
        forge.body("drift", markdown -> CommentBody.issue(forge.host(), drift, markdown));
    return forge.post(
        ForgeReport.Kind.DRIFT_ISSUE,
        Optional.empty(),
        api -> new DriftIssue(api, drift, body).post());
  }
}
