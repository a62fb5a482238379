package dev.wrapup.cli.forge;

import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.forge.CommentBody;
import dev.wrapup.forge.CommentKey;
import dev.wrapup.forge.ReportFile;
import dev.wrapup.github.GitHub;
import dev.wrapup.github.GitHubJob;
import dev.wrapup.process.Stop;
import dev.wrapup.report.Posted;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `github comment`: a plan, told in the one comment of its pull request.
public final class CommentCommand implements Command {
  public static final String EXAMPLE = "github comment --plan plan.json --body plan.md";
  static final String RENDER = "wrapup plan --format markdown";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "comment",
            "Write a plan's comment on a pull request, or bring it up to date: one for each target"
                + " and folder. Takes the token from GITHUB_TOKEN.",
            EXAMPLE);
    addPlan(spec);
    spec.addOption(
        Options.value("--pull-request", "N", "The pull request. Default: the one of the job"));
    ForgeJob.addOptions(spec);
    return spec;
  }

  /// What is posted.
  static void addPlan(CommandSpec spec) {
    spec.addOption(
        Options.value("--plan", "FILE", "The plan (JSON), which says what it is about."));
    spec.addOption(Options.value("--body", "FILE", "The plan as Markdown, which is posted."));
  }

  @Override
  public CommandResult run(Context context) {
    Optional<Integer> given = context.number("--pull-request", 1, Integer.MAX_VALUE);
    GitHubJob job = ForgeJob.read(context, GitHubJob::of, "GitHub Actions");
    ForgeJob forge = new ForgeJob(context, GitHub.HOST, job.inRepository());
    CommentKey subject = forge.document("--plan", ReportFile::plan);
    CommentBody body =
        forge.body(RENDER, markdown -> CommentBody.comment(GitHub.HOST, subject, markdown));
    Optional<Long> number = given.map(Integer::longValue).or(job::pullRequest);
    if (number.isPresent()) {
      return forge.post(
          Posted.Kind.COMMENT,
          number,
          job.isFromFork(),
          (token, means) -> new GitHub(job, token, means).comment(number.get(), body));
    }
    if (job.hasNoPullRequest()) {
      String why = "the event %s has no pull request".formatted(job.event().orElse(""));
      return forge.tell(Posted.skipped(Posted.Kind.COMMENT, number, why, 0));
    }
    throw Stop.usage(
        "this job is not about a pull request",
        "give its number by --pull-request, or run it on: pull_request");
  }
}
