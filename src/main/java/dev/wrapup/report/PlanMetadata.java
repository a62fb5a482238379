package dev.wrapup.report;

import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Verdict;
import dev.wrapup.report.doc.Caller;
import dev.wrapup.report.doc.Next;
import dev.wrapup.report.doc.Phrase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a report says of a plan's making.
///
/// @param tool the program's version
/// @param spent how many requests it took
/// @param caller who is told what to type; empty if the reader is asked anyway
/// @param lastDrift the last check for drift, if that is known
/// @param base the commit that the base was read from, if it was one
/// @param commit that the files are of; empty where that isn't told
/// @param snapshot when what it is held against was read; empty if that is live
/// @param isApprovedLater whether a refusal that a token can approve is for the apply to stop
public record PlanMetadata(
    String tool,
    Instant createdAt,
    int spent,
    Optional<Caller> caller,
    Optional<LastDrift> lastDrift,
    Optional<BaseCommit> base,
    Phrase commit,
    Optional<Instant> snapshot,
    boolean isApprovedLater) {
  /// The same, and what is known of the last check for drift.
  public PlanMetadata with(Optional<LastDrift> check) {
    return new PlanMetadata(
        tool, createdAt, spent, caller, check, base, commit, snapshot, isApprovedLater);
  }

  /// The same of a plan against a base.
  public PlanMetadata against(Optional<BaseCommit> read) {
    return new PlanMetadata(
        tool, createdAt, spent, caller, lastDrift, read, commit, snapshot, isApprovedLater);
  }

  /// The same of one that was made on a snapshot, if it was.
  public PlanMetadata on(Optional<Instant> taken) {
    return new PlanMetadata(
        tool, createdAt, spent, caller, lastDrift, base, commit, taken, isApprovedLater);
  }

  /// The same for a reader who is asked.
  public PlanMetadata asking() {
    return new PlanMetadata(
        tool,
        createdAt,
        spent,
        Optional.empty(),
        lastDrift,
        base,
        commit,
        snapshot,
        isApprovedLater);
  }

  /// Whether a refusal is for the apply to stop, and no failure of this run.
  public boolean leaves(Verdict.Refused refused) {
    return isApprovedLater && refused.token().isPresent();
  }

  /// A command about the same files, base and target, as the reader types it.
  String line(ShellCommand command) {
    return caller.orElse(Caller.UNKNOWN).line(command);
  }

  /// What to do, as a step of a document.
  Next.Step step(Remedy remedy) {
    return caller.orElse(Caller.UNKNOWN).step(remedy);
  }

  /// What makes exactly the changes of a plan, as the reader types it.
  Optional<String> apply(Plan plan, String digest) {
    return caller.map(reader -> reader.line(applying(plan, digest)));
  }

  /// What makes exactly the changes of a plan, where the run's options are repeated.
  public static ShellCommand applying(Plan plan, String digest) {
    ShellCommand apply = ShellCommand.own("apply");
    return plan.undo()
        .map(run -> apply.with(ShellCommand.option(run.journal(), "--undo")))
        .orElse(apply)
        .with("--expect", digest);
  }

  /// What the files still say after a run was undone, and what makes them say otherwise.
  public static Remedy editing(String journal) {
    return Remedy.by(
        "where the files still declare what is undone, the next plan shows it as drift, and without a"
            + " base would make it again; edit them for a pull request",
        ShellCommand.own("undo", "--edit").withOperands(List.of(journal)));
  }
}
