package dev.wrapup.cli;

import dev.wrapup.apply.CancellationToken;
import dev.wrapup.apply.JournalRecovery;
import dev.wrapup.http.Deadline;
import dev.wrapup.http.Webhook;
import dev.wrapup.journal.AuditFolder;
import dev.wrapup.journal.JournalFailure;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Warning;
import dev.wrapup.process.Signals;
import dev.wrapup.process.Stop;
import dev.wrapup.report.ApplyDoc;
import dev.wrapup.report.ApplyFacts;
import dev.wrapup.report.ApplyJson;
import dev.wrapup.report.Look;
import dev.wrapup.report.PlanFacts;
import dev.wrapup.report.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `apply`: makes exactly the changes that were reviewed.
final class ApplyCommand implements Command {
  private static final int PARALLELISM = 4;
  private static final int RETRIES = 3;

  /// So many warnings are told before the changes are made.
  private static final int WARNINGS = 20;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "apply",
            "Make exactly the changes that were reviewed.",
            "apply --base-ref refs/wrapup/us-east-1 --plan plan.json");
    spec.addOption(Options.files());
    Options.addBase(spec);
    Options.addReview(spec);
    spec.addOption(Options.flag("Don't ask; for runs without a reviewed plan.", "--yes"));
    Options.addRevert(spec);
    spec.addOption(
        Options.value("--parallelism", "N", "So many writes at once. Default: " + PARALLELISM));
    spec.addOption(
        Options.value(
            "--max-retries", "N", "Send a write again at most so often. Default: " + RETRIES));
    spec.addOption(
        Options.value(
            "--initiated-by", "WHO", "Who the audit names. Default: the CI's person, or the user"));
    spec.addOption(
        Options.value(
            "--audit-dir", "DIR", "Keep the journals there. Default: " + Journals.FOLDER));
    Options.addWebhook(spec);
    Options.addTarget(spec);
    Options.addReport(spec);
    return spec;
  }

  @Override
  public CommandResult run(Context context) {
    Review review = Review.of(context);
    int parallelism = context.number("--parallelism", 1, 64).orElse(PARALLELISM);
    int retries = context.number("--max-retries", 0, 20).orElse(RETRIES);
    Path folder = Journals.folder(context);
    Optional<byte[]> key = Journals.key(context);
    Journals.warn(context);
    Deadline deadline = context.deadline(Optional.empty());
    Optional<Webhook> webhook = Webhooks.of(context, deadline);
    boolean mustAsk = mustAsk(context, review);
    CancellationToken cancellation = new CancellationToken();
    try (Connection connection = Connection.openToWrite(context, deadline)) {
      Inputs inputs = Inputs.read(context, connection);
      try (AuditFolder audit = AuditFolder.open(folder)) {
        boolean isTold = complete(audit, connection, inputs, context, key, webhook);
        Planned planned = Planned.make(context, connection, inputs, review);
        PlanFacts made = Planned.facts(context, connection);
        if (!planned.mayBeApplied()) return PlanCommand.result(planned, made, context);
        if (!mustAsk) warn(planned, context);
        else if (!planned.plan().changes().isEmpty()) ask(planned, made, context);
        Signals.begin(cancellation::cancel, deadline::end);
        ApplyRun run =
            new ApplyRun(
                connection,
                context,
                planned,
                planned.plan().digest(),
                parallelism,
                retries,
                cancellation,
                key,
                webhook);
        try (TimeLimit limit = TimeLimit.watch(deadline, cancellation)) {
          return conclude(run.make(audit), isTold, limit, context);
        }
      }
    }
  }

  /// Ends the journals of earlier runs that were cut short.
  ///
  /// @return whether all events that they owed were accepted
  private static boolean complete(
      AuditFolder audit,
      Connection connection,
      Inputs inputs,
      Context context,
      Optional<byte[]> key,
      Optional<Webhook> webhook) {
    JournalRecovery recovery =
        new JournalRecovery(
            connection.reader(),
            inputs.desired().dialect(),
            context.workspace().clock(),
            key,
            webhook,
            JournalRecovery.LATE,
            line -> context.note(line));
    List<JournalRecovery.Completed> completed = recovery.complete(audit, connection.target());
    completed.forEach(journal -> context.note(Journals.told(journal)));
    return completed.stream().allMatch(journal -> journal.told().failed() == 0);
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

  /// Tells what the changes may break before they are made, where no plan is shown.
  private static void warn(Planned planned, Context context) {
    List<String> warnings = new ArrayList<>();
    for (Change change : planned.plan().changes()) {
      for (Warning warning : change.warnings()) {
        warnings.add("warning: %s: %s".formatted(change.code(), warning.message()));
      }
    }
    warnings.stream().limit(WARNINGS).forEach(line -> context.note(line));
    int more = warnings.size() - WARNINGS;
    if (more > 0) {
      context.note("and %s, told with what was made".formatted(Words.count(more, "more warning")));
    }
  }

  private static void ask(Planned planned, PlanFacts made, Context context) {
    PrintStream err = context.session().err();
    Look errors = context.errors();
    err.print(planned.doc(made.asking()).render("text", errors));
    Target target = planned.plan().target();
    String place = "%s at %s".formatted(target.environment(), target.baseUrl());
    err.printf("%nApply this to %s? Only 'yes' does: ", Visible.text(place, errors));
    err.flush();
    if (answer(context.session().in()).equals("yes")) return;
    throw Stop.usage(
        "not-confirmed", "not confirmed; nothing was changed", "answer 'yes' to apply the plan");
  }

  private static String answer(InputStream in) {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) line.append((char) c);
    } catch (IOException e) {
      return "";
    }
    return line.toString().strip().toLowerCase(Locale.ROOT);
  }

  private static String remedy(ApplyFacts facts) {
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

  private static CommandResult conclude(
      ApplyFacts facts, boolean isTold, TimeLimit limit, Context context) {
    CommandResult result =
        context.result((tool, at) -> ApplyDoc.of(facts, at), look -> ApplyJson.render(facts, look));
    if (facts.lost().isPresent()) {
      JournalFailure failure = facts.lost().get();
      return result
          .with("error: " + Visible.text(failure.message(), context.errors()) + "\n")
          .ending(ExitCode.ERROR, failure.next());
    }
    boolean all = facts.results().stream().allMatch(r -> r.outcome().isDone());
    boolean areTold = isTold && facts.told().failed() + facts.told().owed() == 0;
    if (all && areTold) return result;
    if (limit.isOver()) {
      return result.ending(
          ExitCode.OUT_OF_TIME,
          "apply again, with more time (--timeout); what is done stays done"
              + Webhooks.why(facts.told()));
    }
    return all
        ? result.ending(ExitCode.WEBHOOK, Webhooks.next(facts.told(), context))
        : result.ending(ExitCode.NOT_APPLIED, remedy(facts));
  }
}
