package dev.wrapup.cli;

import dev.wrapup.github.Body;
import dev.wrapup.github.Document;
import dev.wrapup.github.GitHub;
import dev.wrapup.github.Subject;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `github comment`: a plan, told in the one comment of its pull request.
final class CommentCommand implements Command {
  static final String EXAMPLE = "github comment --plan plan.json --body plan.md";
  private static final String RENDER = "wrapup plan --format markdown";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "comment",
            "Write a plan's comment on a pull request, or bring it up to date: one for each target"
                + " and folder. Takes the token from GITHUB_TOKEN.",
            EXAMPLE);
    spec.addOption(
        Options.value("--plan", "FILE", "The plan (JSON), which says what it is about."));
    spec.addOption(Options.value("--body", "FILE", "The plan as Markdown, which is posted."));
    spec.addOption(
        Options.value("--pull-request", "N", "The pull request. Default: the one of the job"));
    GitHubJob.addOptions(spec);
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    Optional<Integer> given = Options.number(options, "--pull-request", 1, Integer.MAX_VALUE);
    GitHubJob job = GitHubJob.of(options, session);
    Subject subject =
        job.document(
            "--plan",
            path -> Document.plan(path, job.job().inRepository(), Options.patience(options)));
    Body body = job.body(RENDER, markdown -> Body.comment(subject, markdown));
    Optional<Long> number = given.map(Integer::longValue).or(() -> job.job().pullRequest());
    if (number.isPresent()) {
      return job.post("comment", number, gitHub -> gitHub.comment(number.get(), body));
    }
    if (job.job().hasNoPullRequest()) {
      String event = job.job().event().orElse("");
      return job.tell(
          GitHub.skipped("comment", number, "the event " + event + " has no pull request", 0));
    }
    throw Stop.usage(
        "this job is not about a pull request",
        "give its number by --pull-request, or run it on: pull_request");
  }
}
