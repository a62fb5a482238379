package dev.wrapup.cli.plan;

import dev.wrapup.app.AppliedRef;
import dev.wrapup.app.Apply;
import dev.wrapup.app.ApplyOptions;
import dev.wrapup.app.ApplyOptions.Recording;
import dev.wrapup.app.Review;
import dev.wrapup.cli.audit.Webhooks;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.LiveCode;
import dev.wrapup.process.Signals;
import dev.wrapup.process.Stop;
import dev.wrapup.report.ApplyDoc;
import dev.wrapup.report.ApplyJson;
import dev.wrapup.report.ApplyReport;
import dev.wrapup.report.doc.Visible;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `apply`: makes exactly the changes that were reviewed.
public final class ApplyCommand implements Command {
  private static final String RECORD = "--record";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "apply",
        "Make exactly the changes that were reviewed.",
        "apply --base-ref refs/wrapup/us-east-1 --plan plan.json",
        Options.files(),
        Options.base(),
        Options.review(),
        Options.flag("Don't ask; for runs without a reviewed plan.", "--yes"),
        Options.revert(),
        Options.value(
            "--parallelism",
            "N",
            "So many writes at once. Default: " + ApplyOptions.DEFAULT.parallelism()),
        Options.value(
            "--max-retries",
            "N",
            "Send a write again at most so often. Default: " + ApplyOptions.DEFAULT.retries()),
        Options.flag(
            "When all is done, let %s<environment> name the commit that was applied."
                .formatted(AppliedRef.FOLDER),
            RECORD),
        Options.initiatedBy(),
        Options.auditDir("Keep the journals there"),
        Options.webhook(),
        Options.target(),
        Options.report());
  }

  @Override
  public CommandResult run(Context context) {
    Review review = PlanCommand.review(context);
    ApplyOptions how = context.how().with(recording(context));
    Deadline deadline = context.deadline(Optional.empty());
    Apply apply = new Apply(context.run(), how, context.workspace(), deadline);
    boolean mustAsk = mustAsk(context, review);
    try (ApplyDialog dialog =
        new ApplyDialog(context, mustAsk, () -> Signals.begin(apply::halt, deadline::end))) {
      return apply
          .run(review, dialog)
          .map(applied -> conclude(applied, context))
          .orElseGet(dialog::obstacle);
    }
  }

  private static Recording recording(Context context) {
    if (context.has(RECORD)) return Recording.MOVED;
    boolean isHeard = context.session().terminal().err() && !context.has("--quiet");
    return isHeard ? Recording.TOLD : Recording.NONE;
  }

  /// Whether somebody has to confirm; nobody can where there is no terminal.
  private static boolean mustAsk(Context context, Review review) {
    boolean decided =
        review.plan().isPresent() || review.digest().isPresent() || context.has("--yes");
    if (decided) return false;
    if (context.session().terminal().in() && context.session().terminal().err()) return true;
    throw Stop.usage(
        "nobody can be asked here, and no reviewed plan is named",
        "give --plan or --expect with what was reviewed, or --yes");
  }

  /// What became of the ref is said last, and its command ends the line.
  private static CommandResult recorded(
      Apply.Applied applied, CommandResult result, Context context) {
    if (applied.recorded().isEmpty()) return result;
    AppliedRef.Recorded recorded = applied.recorded().get();
    if (recorded.isLost()) {
      return result
          .with("error: " + Visible.text(recorded.told(), context.errors()) + "\n")
          .ending(ExitCode.ERROR, recorded.next());
    }
    String told =
        Options.typed(recorded.told()) + (recorded.next().isEmpty() ? "" : ": " + recorded.next());
    return context.has("--quiet")
        ? result
        : result.with(Visible.text(told, context.errors()) + "\n");
  }

  private static String remedy(ApplyReport facts) {
    Optional<Result> parked =
        facts.results().stream().filter(result -> result.parked().isPresent()).findFirst();
    if (parked.isPresent()) {
      return "mend what kept %s from its place, then apply again; or rename by hand what agents see as %s"
          .formatted(
              parked.get().change().code(),
              parked.get().parked().map(LiveCode::code).orElseThrow());
    }
    boolean isAlteredOnly =
        facts.results().stream()
            .allMatch(r -> r.outcome().isDone() || r.outcome().status() == Status.ALTERED);
    return isAlteredOnly
        ? "compare what was wanted with what is live; if the server's way is right, declare that, or"
            + " the next plan shows it again"
        : "look at what was not made, then apply again; what is done stays done";
  }

  private static CommandResult conclude(Apply.Applied applied, Context context) {
    ApplyReport facts = applied.facts();
    CommandResult result =
        context.result((tool, at) -> ApplyDoc.of(facts, at), look -> ApplyJson.render(facts, look));
    if (facts.lost().isPresent()) {
      JournalFailure failure = facts.lost().get();
      return result
          .with("error: " + Visible.text(failure.message(), context.errors()) + "\n")
          .ending(ExitCode.ERROR, failure.next());
    }
    if (applied.isWhole()) return recorded(applied, result, context);
    if (applied.isOutOfTime()) {
      return result.ending(
          ExitCode.OUT_OF_TIME,
          "apply again, with more time (--timeout); what is done stays done"
              + Webhooks.why(facts.told()));
    }
    return applied.areAllMade()
        ? result.ending(ExitCode.WEBHOOK, Webhooks.next(facts.told(), context))
        : result.ending(ExitCode.NOT_APPLIED, remedy(facts));
  }
}
