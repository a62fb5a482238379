package dev.wrapup.cli.plan;

import dev.wrapup.app.AppliedRef;
import dev.wrapup.app.Apply;
import dev.wrapup.app.ApplyOptions;
import dev.wrapup.app.ApplyOptions.Recording;
import dev.wrapup.app.Review;
import dev.wrapup.app.RunOptions;
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
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.process.Signals;
import dev.wrapup.process.Stop;
import dev.wrapup.report.ApplyDoc;
import dev.wrapup.report.ApplyJson;
import dev.wrapup.report.ApplyReport;
import dev.wrapup.report.PlanMetadata;
import dev.wrapup.report.doc.Visible;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// `apply`: makes exactly the changes that were reviewed.
public final class ApplyCommand implements Command {
  public static final String RECORD = "--record";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "apply",
        "Make exactly the changes that were reviewed.",
        "apply --base-ref refs/wrapup/us-east-1 --plan plan.json",
        Options.files(),
        Options.base(),
        Options.review(),
        Options.flag("Don't ask, where no reviewed plan is given.", "--yes"),
        Options.revert(),
        Options.value(
            UndoCommand.UNDO,
            "FILE",
            "Undo the run of this journal in place of applying the files; their policy holds."),
        UndoCommand.only(),
        Options.value(
            "--parallelism",
            "N",
            "At most so many writes at once. Default: " + ApplyOptions.DEFAULT.parallelism()),
        Options.value(
            "--max-retries",
            "N",
            "Retry a write at most so often. Default: " + ApplyOptions.DEFAULT.retries()),
        record(AppliedRef.FOLDER + "<environment>"),
        Options.initiatedBy(),
        Options.approvedBy(),
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
    Apply apply = new Apply(options(context), how, context.workspace(), deadline);
    boolean mustAsk = mustAsk(context, review);
    try (ApplyDialog dialog =
        new ApplyDialog(context, mustAsk, () -> Signals.begin(apply::halt, deadline::end))) {
      return apply
          .run(review, dialog)
          .map(applied -> conclude(applied, context))
          .orElseGet(dialog::obstacle);
    }
  }

  private static RunOptions options(Context context) {
    Optional<String> undo = context.text(UndoCommand.UNDO);
    if (undo.isPresent()) return UndoCommand.options(undo.get(), context);
    if (!context.has(UndoCommand.ONLY)) return context.run();
    throw Stop.usage(
        "--only is given without --undo",
        "an apply makes all of its plan; leave --only out, or name the run to be undone by --undo");
  }

  /// Whether the ref of what was applied is moved.
  ///
  /// @param ref as it is called
  public static List<ArgSpec> record(String ref) {
    return Options.flag(
        "When all is done, move %s to the commit that was applied.".formatted(ref), RECORD);
  }

  private static Recording recording(Context context) {
    boolean isUndo = context.has(UndoCommand.UNDO);
    if (isUndo && context.has(RECORD)) {
      throw Stop.usage(
          "--undo and --record are both given", "an undo applies no commit: leave --record out");
    }
    if (context.has(RECORD)) return Recording.MOVED;
    if (isUndo) return Recording.NONE;
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
        Remedy.by(
            "name the reviewed plan by --plan or --expect, apply any by --yes, or look at it first",
            plan(context)));
  }

  /// What shows the plan before it is made.
  private static ShellCommand plan(Context context) {
    return context
        .text(UndoCommand.UNDO)
        .map(journal -> ShellCommand.own("undo").withOperands(List.of(journal)))
        .orElseGet(() -> ShellCommand.own("plan"));
  }

  /// What became of the ref is said last, and its command ends the line.
  private static CommandResult recorded(
      Apply.Applied applied, CommandResult result, Context context) {
    if (applied.recorded().isEmpty()) return result;
    AppliedRef.Recorded recorded = applied.recorded().get();
    String told = context.caller().line(recorded.told().wording(Options::typed));
    if (recorded.lost().isPresent()) {
      return result
          .with("error: " + Visible.text(told, context.errors()) + "\n")
          .ending(ExitCode.ERROR, recorded.lost().get());
    }
    return context.has("--quiet")
        ? result
        : result.with(Visible.text(told, context.errors()) + "\n");
  }

  /// What the files still say after an undo is said last.
  private static CommandResult undone(CommandResult result, Context context) {
    Optional<String> journal = context.text(UndoCommand.UNDO);
    if (journal.isEmpty() || context.has("--quiet")) return result;
    Remedy edit = PlanMetadata.editing(journal.get());
    return result.with(Visible.text(context.caller().line(edit), context.errors()) + "\n");
  }

  private static Remedy remedy(ApplyReport facts, Context context) {
    Optional<Result> parked =
        facts.results().stream().filter(result -> result.parked().isPresent()).findFirst();
    if (parked.isPresent()) {
      return Remedy.by(
          "mend what kept %s from its place, or rename by hand what agents see as %s; then apply what is left"
              .formatted(
                  parked.get().change().code(),
                  parked.get().parked().map(LiveCode::code).orElseThrow()),
          again(context));
    }
    boolean isAlteredOnly =
        facts.results().stream()
            .allMatch(r -> r.outcome().isDone() || r.outcome().status() == Status.ALTERED);
    return isAlteredOnly
        ? Remedy.by(
            "compare what was wanted with what is live; if the server's way is right, declare that, or"
                + " the next plan shows it again",
            plan(context))
        : Remedy.by(
            "what is done stays done; look at what was not made, then apply what is left",
            again(context));
  }

  /// What makes the rest of a plan, as far as that is still what was reviewed: its digest is of the
  /// whole.
  private static ShellCommand again(Context context) {
    return context.has("--expect") ? plan(context) : context.again();
  }

  /// What came of an apply, and how the command ends that made it.
  public static CommandResult conclude(Apply.Applied applied, Context context) {
    ApplyReport facts = applied.facts();
    CommandResult result =
        context.result((tool, at) -> ApplyDoc.of(facts, at), look -> ApplyJson.render(facts, look));
    if (facts.lost().isPresent()) {
      JournalFailure failure = facts.lost().get();
      return result
          .with("error: " + Visible.text(failure.message(), context.errors()) + "\n")
          .ending(ExitCode.ERROR, failure.next());
    }
    if (applied.isWhole()) return recorded(applied, undone(result, context), context);
    if (applied.isOutOfTime()) {
      return result.ending(
          ExitCode.OUT_OF_TIME,
          Remedy.by(
              "what is done stays done%s; apply what is left, with more time (--timeout)"
                  .formatted(Webhooks.why(facts.told())),
              again(context).without("--timeout")));
    }
    return applied.areAllMade()
        ? result.ending(ExitCode.WEBHOOK, Webhooks.next(applied.untold().orElseThrow()))
        : result.ending(ExitCode.NOT_APPLIED, remedy(facts, context));
  }
}
