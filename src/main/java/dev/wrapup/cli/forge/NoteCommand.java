package dev.wrapup.cli.forge;

import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.forge.CommentBody;
import dev.wrapup.forge.CommentKey;
import dev.wrapup.forge.ReportFile;
import dev.wrapup.gitlab.GitLab;
import dev.wrapup.gitlab.GitLabJob;
import dev.wrapup.process.Stop;
import dev.wrapup.report.Posted;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `gitlab note`: a plan, told in the one note of its merge request.
public final class NoteCommand implements Command {
  public static final String EXAMPLE = "gitlab note --plan plan.json --body plan.md";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "note",
            "Write a plan's note on a merge request, or bring it up to date: one for each target and"
                + " folder. Takes the token from WRAPUP_GITLAB_TOKEN, else from GITLAB_TOKEN.",
            EXAMPLE);
    CommentCommand.addPlan(spec);
    spec.addOption(
        Options.value("--merge-request", "N", "The merge request. Default: the one of the job"));
    ForgeJob.addOptions(spec);
    return spec;
  }

  @Override
  public CommandResult run(Context context) {
    Optional<Integer> given = context.number("--merge-request", 1, Integer.MAX_VALUE);
    GitLabJob job = ForgeJob.read(context, GitLabJob::of, "GitLab CI");
    ForgeJob forge = new ForgeJob(context, GitLab.HOST, job.inRepository());
    CommentKey subject = forge.document("--plan", ReportFile::plan);
    CommentBody body =
        forge.body(
            CommentCommand.RENDER,
            markdown ->
                CommentBody.comment(GitLab.HOST, subject, GitLab.withoutQuickActions(markdown)));
    Optional<Long> number = given.map(Integer::longValue).or(job::mergeRequest);
    if (number.isPresent()) {
      return forge.post(
          Posted.Kind.NOTE,
          number,
          job.isFromFork(),
          (token, means) -> new GitLab(job, token, means).note(number.get(), body));
    }
    if (job.hasNoMergeRequest()) {
      String kind = job.event().orElse("");
      String why = "a pipeline of the kind %s has no merge request".formatted(kind);
      return forge.tell(Posted.skipped(Posted.Kind.NOTE, number, why, 0));
    }
    throw Stop.usage(
        "this job is not about a merge request",
        "give its number by --merge-request, or run it in a merge request pipeline");
  }
}
