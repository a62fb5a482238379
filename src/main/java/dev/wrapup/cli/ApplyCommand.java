package dev.wrapup.cli;

import dev.wrapup.apply.Completion;
import dev.wrapup.apply.Halt;
import dev.wrapup.audit.AuditFolder;
import dev.wrapup.audit.JournalFailure;
import dev.wrapup.audit.Result;
import dev.wrapup.http.Deadline;
import dev.wrapup.http.Webhook;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Outcome;
import dev.wrapup.model.Target;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Change;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.Warning;
import dev.wrapup.report.ApplyFacts;
import dev.wrapup.report.ApplyJson;
import dev.wrapup.report.ApplyText;
import dev.wrapup.report.Look;
import dev.wrapup.report.PlanFacts;
import dev.wrapup.report.Visible;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

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
    spec.addOption(Options.flag("--yes", "Don't ask; for runs without a reviewed plan."));
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
    Options.addOutput(spec, "text", "json");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format");
    Look look = Looks.of(options, session);
    Review review = Review.of(options, session);
    int parallelism = Options.number(options, "--parallelism", 1, 64).orElse(PARALLELISM);
    int retries = Options.number(options, "--max-retries", 0, 20).orElse(RETRIES);
    Path folder = Journals.folder(options, session);
    Optional<byte[]> key = Journals.key(session);
    Journals.warn(options, session);
    Deadline deadline = Options.deadline(options, session, Optional.empty());
    Optional<Webhook> webhook = Webhooks.of(options, session, deadline);
    boolean mustAsk = mustAsk(options, review, session);
    Halt halt = new Halt();
    try (Interruption interruption = Interruption.watch(halt, session);
        Connection connection = Connection.openToWrite(options, session, deadline)) {
      Inputs inputs = Inputs.read(options, session, connection);
      try (AuditFolder audit = AuditFolder.open(folder)) {
        boolean isTold = complete(audit, connection, inputs, options, session, key, webhook);
        Planned planned = Planned.make(options, connection, inputs, review);
        PlanFacts made = Planned.facts(options, connection, session);
        Optional<ExitCode> obstacle = obstacle(planned, made, options, session, format, look);
        if (obstacle.isPresent()) return obstacle.get();
        if (!mustAsk) warn(planned, options, session);
        else if (!planned.plan().changes().isEmpty()) ask(planned, made, session);
        interruption.begin(deadline);
        ApplyRun run =
            new ApplyRun(
                connection,
                session,
                options,
                planned,
                planned.plan().digest(),
                parallelism,
                retries,
                halt,
                key,
                webhook);
        try (TimeLimit limit = TimeLimit.watch(deadline, halt)) {
          ApplyFacts facts = run.make(audit);
          boolean isJson = format.equals("json");
          session
              .out()
              .print(isJson ? ApplyJson.render(facts, look) : ApplyText.render(facts, look));
          return facts.lost().isPresent()
              ? lost(facts.lost().get(), session)
              : conclude(facts, isTold, limit, options, session);
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
      ParseResult options,
      Session session,
      Optional<byte[]> key,
      Optional<Webhook> webhook) {
    Completion completion =
        new Completion(
            connection.reader(),
            inputs.desired().dialect(),
            session.clock(),
            key,
            webhook,
            Completion.LATE,
            line -> Output.note(options, session, line));
    List<Completion.Completed> completed = completion.complete(audit, connection.target());
    completed.forEach(journal -> Output.note(options, session, Journals.told(journal)));
    return completed.stream().allMatch(journal -> journal.told().failed() == 0);
  }

  /// Whether somebody has to confirm; nobody can where there is no terminal.
  private static boolean mustAsk(ParseResult options, Review review, Session session) {
    boolean decided =
        review.plan().isPresent() || review.digest().isPresent() || Options.has(options, "--yes");
    if (decided) return false;
    if (session.terminal().in() && session.terminal().err()) return true;
    throw Stop.usage(
        "nobody can be asked here, and no reviewed plan is named",
        "give --plan or --expect with what was reviewed, or --yes");
  }

  /// Why nothing may be written, after it was told.
  private static Optional<ExitCode> obstacle(
      Planned planned,
      PlanFacts made,
      ParseResult options,
      Session session,
      String format,
      Look look) {
    if (!planned.differences().isEmpty()) {
      session.out().print(planned.render(format, made, look));
      Output.differences(session, planned.differences());
      Output.next(session, planned.remedy());
      return Optional.of(ExitCode.NOT_REVIEWED);
    }
    if (planned.verdict() instanceof Verdict.Refused refused) {
      session.out().print(planned.render(format, made, look));
      Output.next(options, session, PlanCommand.refused(refused));
      return Optional.of(ExitCode.REFUSED);
    }
    return Optional.empty();
  }

  /// Tells what the changes may break before they are made, where no plan is shown.
  private static void warn(Planned planned, ParseResult options, Session session) {
    List<String> warnings = new ArrayList<>();
    for (Change change : planned.plan().changes()) {
      for (Warning warning : change.warnings()) {
        warnings.add("warning: %s: %s".formatted(change.code(), warning.message()));
      }
    }
    warnings.stream().limit(WARNINGS).forEach(line -> Output.note(options, session, line));
    int more = warnings.size() - WARNINGS;
    if (more > 0) {
      Output.note(
          options,
          session,
          "and %s, told with what was made".formatted(Words.count(more, "more warning")));
    }
  }

  private static void ask(Planned planned, PlanFacts made, Session session) {
    Look errors = Looks.ofErrors(session);
    session.err().print(planned.render("text", made.asking(), errors));
    Target target = planned.plan().target();
    String place = "%s at %s".formatted(target.environment(), target.baseUrl());
    session.err().printf("%nApply this to %s? Only 'yes' does: ", Visible.text(place, errors));
    session.err().flush();
    if (answer(session).equals("yes")) return;
    throw new Stop(
        ExitCode.USAGE,
        "not-confirmed",
        "not confirmed; nothing was changed",
        "answer 'yes' to apply the plan");
  }

  private static String answer(Session session) {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = session.in().read(); c >= 0 && c != '\n'; c = session.in().read()) {
        line.append((char) c);
      }
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
            .allMatch(r -> r.outcome().isDone() || r.outcome() instanceof Outcome.Altered);
    return isAlteredOnly
        ? "compare what was wanted with what is live; if the server's way is right, declare that, or"
            + " the next plan shows it again"
        : "look at what was not made, then apply again; what is done stays done";
  }

  /// The result was printed: it tells what was written.
  private static ExitCode lost(JournalFailure failure, Session session) {
    session.err().println("error: " + Visible.text(failure.message(), Looks.ofErrors(session)));
    Output.next(session, failure.next());
    return ExitCode.ERROR;
  }

  private static ExitCode conclude(
      ApplyFacts facts, boolean isTold, TimeLimit limit, ParseResult options, Session session) {
    List<ExitCode> codes = new ArrayList<>();
    boolean all = facts.results().stream().allMatch(result -> result.outcome().isDone());
    if (!all) codes.add(ExitCode.NOT_APPLIED);
    if (!isTold || facts.told().failed() + facts.told().owed() > 0) codes.add(ExitCode.WEBHOOK);
    if (!codes.isEmpty() && limit.isOver()) codes.add(ExitCode.OUT_OF_TIME);
    ExitCode exit = ExitCode.first(codes);
    switch (exit) {
      case OUT_OF_TIME ->
          Output.next(
              session,
              "apply again, with more time (--timeout); what is done stays done"
                  + Webhooks.why(facts.told()));
      case NOT_APPLIED -> Output.next(session, remedy(facts));
      case WEBHOOK -> Output.next(session, Webhooks.next(facts.told(), options));
      default -> {}
    }
    return exit;
  }
}
