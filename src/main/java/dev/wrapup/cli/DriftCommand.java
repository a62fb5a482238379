package dev.wrapup.cli;

import dev.wrapup.plan.Drift;
import dev.wrapup.report.Annotation;
import dev.wrapup.report.DriftDoc;
import dev.wrapup.report.DriftJson;
import dev.wrapup.report.Look;
import dev.wrapup.report.PlanFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `drift`: what was changed outside Git. Holds nothing that can write to the organization.
final class DriftCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "drift",
            "Show what was changed outside Git: exit 4 if anything was, 3 if changes only wait for"
                + " an apply.",
            "drift --base-ref refs/wrapup/us-east-1");
    spec.addOption(Options.files());
    Options.addBase(spec);
    spec.addOption(Options.value("--out", "FILE", "Write the drift as JSON to this file too."));
    Options.addTarget(spec);
    Options.addOutput(spec, "text", "json", "markdown", Annotations.FORMAT);
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format");
    Look look = Looks.of(options, session);
    Optional<String> out = Options.text(options, "--out");
    try (Connection connection = Connection.open(options, session)) {
      Inputs inputs = Inputs.read(options, session, connection);
      Drift drift = Drift.of(Planned.plan(options, connection, inputs, connection.catalog(inputs)));
      drift = drift.with(connection.reader().editors(drift.editorIds()));
      PlanFacts facts = Planned.facts(options, connection, session);
      if (out.isPresent()) {
        Output.write(session.path(out.get()), DriftJson.render(drift, facts, look));
      }
      List<Annotation> annotations = new ArrayList<>(ReadOnly.warn(connection, options, session));
      annotations.addAll(Annotation.of(drift));
      session
          .out()
          .print(
              switch (format) {
                case Annotations.FORMAT -> Annotations.render(annotations, session);
                case "json" -> DriftJson.render(drift, facts, look);
                default -> DriftDoc.of(drift, facts).render(format, look);
              });
      Annotations.tell(annotations, format, session);
      return conclude(options, session, drift, facts);
    }
  }

  private static ExitCode conclude(
      ParseResult options, Session session, Drift drift, PlanFacts facts) {
    List<ExitCode> codes = new ArrayList<>();
    if (drift.isPresent()) codes.add(ExitCode.DRIFT);
    if (!drift.pending().isEmpty()) codes.add(ExitCode.PENDING);
    ExitCode exit = ExitCode.first(codes);
    switch (exit) {
      case DRIFT -> Output.next(options, session, DriftDoc.advice(drift, facts));
      case PENDING -> Output.next(options, session, "apply what is merged: " + facts.same("apply"));
      default -> {}
    }
    return exit;
  }
}
