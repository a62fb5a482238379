package dev.wrapup.cli;

import dev.wrapup.plan.Verdict;
import dev.wrapup.report.Annotation;
import dev.wrapup.report.LastDrift;
import dev.wrapup.report.Look;
import dev.wrapup.report.PlanFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `plan`: every change before anything happens. Holds nothing that can write to the organization.
final class PlanCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "plan",
            "Show every change before anything happens.",
            "plan --base-ref origin/main --out plan.json");
    spec.addOption(Options.files());
    Options.addBase(spec);
    spec.addOption(Options.value("--out", "FILE", "Write the plan as JSON to this file too."));
    spec.addOption(
        Options.value(
            "--last-drift", "FILE", "The last drift check (JSON): the plan says how old it is."));
    spec.addOption(Options.flag("--exit-code", "Exit 3 if there are changes."));
    Options.addReview(spec);
    Options.addRevert(spec);
    Options.addTarget(spec);
    Options.addOutput(spec, "text", "json", "html", "markdown", Annotations.FORMAT);
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format");
    Look look = Looks.of(options, session);
    Review review = Review.of(options, session);
    Optional<String> out = Options.text(options, "--out");
    try (Connection connection = Connection.open(options, session)) {
      Optional<LastDrift> lastDrift = lastDrift(options, connection, session);
      Planned planned =
          Planned.make(options, connection, Inputs.read(options, session, connection), review);
      Verdict verdict = planned.verdict();
      List<Annotation> annotations = new ArrayList<>(ReadOnly.warn(connection, options, session));
      PlanFacts facts = Planned.facts(options, connection, session).with(lastDrift);
      out.ifPresent(file -> Output.write(session.path(file), planned.render("json", facts, look)));
      annotations.addAll(Annotation.of(verdict));
      for (String difference : planned.differences()) {
        annotations.add(Annotation.error("not the reviewed plan", difference));
      }
      session
          .out()
          .print(
              format.equals(Annotations.FORMAT)
                  ? Annotations.render(annotations, session)
                  : planned.render(format, facts, look));
      Annotations.tell(annotations, format, session);
      return conclude(options, session, planned);
    }
  }

  private static Optional<LastDrift> lastDrift(
      ParseResult options, Connection connection, Session session) {
    Optional<String> file = Options.text(options, "--last-drift");
    if (file.isEmpty()) return Optional.empty();
    try {
      Optional<LastDrift> check =
          LastDrift.read(session.path(file.get()), connection.target(), Options.patience(options));
      if (check.isEmpty()) {
        Output.note(
            options,
            session,
            "%s is a drift check of another target, and left out".formatted(file.get()));
      }
      return check;
    } catch (IllegalArgumentException e) {
      throw Stop.usage(
          "--last-drift %s: %s".formatted(file.get(), e.getMessage()),
          "give what wrapup drift --out wrote, or leave it out");
    }
  }

  private static ExitCode conclude(ParseResult options, Session session, Planned planned) {
    Verdict verdict = planned.verdict();
    List<ExitCode> codes = new ArrayList<>();
    if (!planned.differences().isEmpty()) codes.add(ExitCode.NOT_REVIEWED);
    if (verdict instanceof Verdict.Refused) codes.add(ExitCode.REFUSED);
    if (Options.has(options, "--exit-code") && !verdict.plan().changes().isEmpty()) {
      codes.add(ExitCode.PENDING);
    }
    ExitCode exit = ExitCode.first(codes);
    Output.differences(session, planned.differences());
    switch (exit) {
      case NOT_REVIEWED -> Output.next(session, planned.remedy());
      case REFUSED -> Output.next(options, session, refused((Verdict.Refused) verdict));
      case PENDING -> Output.next(options, session, "apply the changes");
      default -> {}
    }
    return exit;
  }

  /// What to do about a refusal.
  static String refused(Verdict.Refused refused) {
    if (refused.refusals().contains(Verdict.UNFIT_TOKEN)) return "leave --approve out";
    boolean isCollision =
        refused.refusals().stream().allMatch(refusal -> refusal.code().equals("collision"));
    String mend =
        isCollision
            ? "take the edits into the file (wrapup adopt)"
            : "change the files or their policy";
    return refused
        .token()
        .map(token -> mend + ", or approve exactly this by --approve " + token)
        .orElse("change the files: not all of this can be approved");
  }
}
