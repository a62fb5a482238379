package dev.wrapup.cli.forge;

import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.forge.CodeHost;
import dev.wrapup.forge.CommentBody;
import dev.wrapup.forge.CommentKey;
import dev.wrapup.forge.Job;
import dev.wrapup.forge.ReportFile;
import dev.wrapup.process.Stop;
import dev.wrapup.report.ForgeReport;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `github comment` and `gitlab note`: a plan, told in the one comment of its pull or merge
/// request.
public record CommentCommand(CodeHost host) implements Command {
  /// A line as a user would type it, without `wrapup`.
  public String example() {
    return host.facts().comment().command() + " --plan plan.json --body plan.md";
  }

  @Override
  public CommandSpec spec() {
    CodeHost.Facts facts = host.facts();
    String word = facts.comment().word();
    return Options.command(
        word,
        ("Write a plan's %s on a %s, or bring it up to date: one for each target and folder."
                + " Takes the token from %s.")
            .formatted(word, facts.request(), String.join(", else from ", facts.tokens())),
        example(),
        Options.value("--plan", "FILE", "The plan (JSON), which says what it is about."),
        Options.value("--body", "FILE", "The plan as Markdown, which is posted."),
        Options.value(
            option(), "N", "The %s. Default: the one of the job".formatted(facts.request())),
        ForgeJob.options());
  }

  private String option() {
    return "--" + host.facts().request().replace(' ', '-');
  }

  @Override
  public CommandResult run(Context context) {
    CodeHost.Facts facts = host.facts();
    Optional<Integer> given = context.number(option(), 1, Integer.MAX_VALUE);
    ForgeJob forge = ForgeJob.of(context, host);
    Job job = forge.job();
    CommentKey key = forge.document("--plan", ReportFile::plan);
    CommentBody body = forge.body("plan", markdown -> CommentBody.comment(host, key, markdown));
    Optional<Long> number = given.map(Integer::longValue).or(job::request);
    if (number.isPresent()) {
      return forge.post(facts.comment(), number, api -> api.comment(number.get(), body));
    }
    Optional<String> other =
        job.event().filter(event -> !event.startsWith(facts.request().replace(' ', '_')));
    if (other.isPresent()) {
      String why = facts.noRequest().formatted(other.get());
      return forge.tell(ForgeReport.skipped(facts.comment(), number, why, 0));
    }
    throw Stop.usage(
        "this job is not about a " + facts.request(),
        "give its number by %s, or %s".formatted(option(), facts.trigger()));
  }
}
