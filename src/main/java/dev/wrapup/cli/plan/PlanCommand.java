package dev.wrapup.cli.plan;

import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Planned;
import dev.wrapup.app.Review;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Live;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.command.OutFile;
import dev.wrapup.cli.command.UsagePeriod;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.plan.DriftRemedies;
import dev.wrapup.plan.Refusal;
import dev.wrapup.plan.ReviewedPlan;
import dev.wrapup.plan.Verdict;
import dev.wrapup.process.Content;
import dev.wrapup.process.Stop;
import dev.wrapup.report.LastDrift;
import dev.wrapup.report.PlanMetadata;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Visible;
import dev.wrapup.report.format.Annotation;
import dev.wrapup.report.format.Renderers;
import dev.wrapup.report.json.PlanFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `plan`: every change before anything happens. Holds nothing that can write to the organization.
public final class PlanCommand implements Command {
  private static final String DIGEST = "sha256:";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "plan",
        "Show every change before anything happens.",
        "plan --base-ref origin/main --out plan.json",
        Options.files(),
        Options.base(),
        Live.option(),
        Options.value("--out", "FILE", "Write the plan as JSON to this file too."),
        Options.value(
            "--last-drift", "FILE", "The last drift check (JSON): the plan says how old it is."),
        Options.flag("Exit 3 if there are changes.", "--exit-code"),
        Options.review(),
        Options.flag(
            "Exit 0 for refusals that a token can approve at the apply: for a check before a merge.",
            Options.LATER),
        Options.revert(),
        UsagePeriod.option(
            "Tell how often codes that go or are renamed were picked in so many days, such as 30d."),
        Options.target(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    Review review = review(context);
    OutFile out = OutFile.of(context);
    Optional<Integer> usage = UsagePeriod.of(context);
    try (Connection connection = Live.open(context)) {
      Optional<LastDrift> check = lastDrift(context);
      Planned planned = Planned.make(connection, DesiredInputs.read(connection), review, usage);
      List<Annotation> warned = ReadOnly.warn(connection, context);
      Optional<LastDrift> last = check.filter(of -> of.target().equals(connection.target()));
      if (check.isPresent() && last.isEmpty()) {
        String file = context.text("--last-drift").orElseThrow();
        context.note("%s is a drift check of another target, and left out".formatted(file));
      }
      PlanMetadata facts =
          facts(planned, context).with(last).on(connection.snapshot().map(Snapshot::at));
      out.write(
          "plan", "json", Content.written(to -> to.write(planned.json(facts, context.look()))));
      if (planned.differences().isEmpty()) review.told(planned.plan()).ifPresent(context::note);
      return ended(planned, facts, warned, context);
    }
  }

  /// What is said of a plan beside it.
  public static PlanMetadata facts(Planned planned, Context context) {
    return context.facts(planned.requests(), planned.plan().desired().files());
  }

  /// A plan as it is shown, and how the command ends that made it.
  static CommandResult ended(
      Planned planned, PlanMetadata facts, List<Annotation> warned, Context context) {
    CommandResult result =
        result(planned, facts, context).with(() -> annotations(planned, facts, warned));
    boolean isPending = context.has("--exit-code") && !planned.plan().changes().isEmpty();
    return result.exit() == ExitCode.OK && isPending
        ? result.ending(
            ExitCode.PENDING,
            Remedy.by(
                "apply the changes",
                PlanMetadata.applying(planned.plan(), planned.plan().digest())))
        : result;
  }

  private static List<Annotation> annotations(
      Planned planned, PlanMetadata facts, List<Annotation> warned) {
    List<Annotation> annotations = new ArrayList<>(warned);
    annotations.addAll(Renderers.annotations(planned.doc(facts)));
    for (String difference : planned.differences()) {
      annotations.add(Annotation.error("not the reviewed plan", difference));
    }
    return annotations;
  }

  /// A plan as it is shown, and why it may not be applied.
  public static CommandResult result(Planned planned, PlanMetadata facts, Context context) {
    CommandResult result =
        context.result((tool, at) -> planned.doc(facts), look -> planned.json(facts, look));
    if (!planned.differences().isEmpty()) {
      return result
          .with(differences(planned.differences(), context.errors()))
          .ending(ExitCode.NOT_REVIEWED, remedy(planned, context));
    }
    return planned.verdict() instanceof Verdict.Refused refused && !facts.leaves(refused)
        ? result.ending(ExitCode.REFUSED, refused(refused, context))
        : result;
  }

  private static Remedy remedy(Planned planned, Context context) {
    String review = "review the plan as it is now, and approve that";
    if (!planned.isMeantOtherwise()) return Remedy.by(review, planned.plan().command());
    return context.has(Options.REVERT)
        ? Remedy.by(
            review + "; or leave edits made outside Git alone, as the reviewed one does",
            context.again().without(Options.REVERT))
        : Remedy.by(
            review + "; or undo edits made outside Git as well, as the reviewed one does",
            context.again(Options.REVERT));
  }

  private static String differences(List<String> differences, OutputStyle look) {
    StringBuilder told = new StringBuilder("error: this is not the reviewed plan:\n");
    differences.forEach(line -> told.append("  " + Visible.text(line, look) + "\n"));
    return told.toString();
  }

  /// What a person decided, by `--plan` or `--expect`, and `--approve`.
  public static Review review(Context context) {
    Optional<String> file = context.text("--plan");
    Optional<String> digest = context.text("--expect").map(PlanCommand::digest);
    if (file.isPresent() && digest.isPresent()) {
      throw Stop.usage("--plan and --expect are both given", "give one of them");
    }
    return new Review(file.map(name -> read(name, context)), digest, context.text("--approve"));
  }

  private static String digest(String text) {
    String digits = text.startsWith(DIGEST) ? text.substring(DIGEST.length()) : text;
    if (digits.matches("[0-9a-f]{64}")) return DIGEST + digits;
    throw Stop.usage(
        "--expect %s: not a digest".formatted(text),
        "give the 64 hex digits that the plan printed, never a part of them");
  }

  private static ReviewedPlan read(String name, Context context) {
    try {
      return PlanFile.read(context.path(name), context.patience());
    } catch (IllegalArgumentException e) {
      throw Stop.usage("--plan %s: %s".formatted(name, e.getMessage()), "give the JSON of a plan");
    }
  }

  /// Read before any request. Whose organization it is may be known only after some.
  private static Optional<LastDrift> lastDrift(Context context) {
    Optional<String> file = context.text("--last-drift");
    try {
      return file.map(name -> LastDrift.read(context.path(name), context.patience()));
    } catch (IllegalArgumentException e) {
      throw Stop.usage(
          "--last-drift %s: %s".formatted(file.orElseThrow(), e.getMessage()),
          "give what drift --out wrote, or leave it out");
    }
  }

  /// What to do about a refusal.
  private static Remedy refused(Verdict.Refused refused, Context context) {
    List<Refusal> refusals = refused.refusals();
    if (refusals.getFirst().code().equals(Verdict.UNFIT_TOKEN.code())) {
      return Remedy.by("leave --approve out", context.again().without("--approve"));
    }
    if (refused.token().isEmpty()) {
      return Remedy.of("change the files: not all of this can be approved");
    }
    if (refusals.stream().allMatch(refusal -> refusal.code().equals("collision"))) {
      Optional<Remedy> adoption = DriftRemedies.ofCollisions(refused.plan());
      if (adoption.isPresent()) {
        return adoption.get().wording(words -> words + ", or approve the plan as it says");
      }
    }
    String[] approval = {"--approve", refused.token().get()};
    boolean takesIt = context.options().commandSpec().findOption(approval[0]) != null;
    ShellCommand again = takesIt ? context.again(approval) : refused.plan().command(approval);
    return Remedy.by(
        refusals.stream().allMatch(Refusal::isOfBase)
            ? "merge the policy first, on its own; or approve exactly this"
            : "change the files or their policy, or approve exactly this",
        again.without(approval[0]));
  }
}
