package dev.wrapup.cli.plan;

import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Planned;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Live;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.command.OutFile;
import dev.wrapup.model.Snapshot;
import dev.wrapup.plan.Drift;
import dev.wrapup.plan.DriftRemedies;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.process.Content;
import dev.wrapup.report.DriftDoc;
import dev.wrapup.report.DriftJson;
import dev.wrapup.report.PlanMetadata;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.format.Annotation;
import dev.wrapup.report.format.Renderers;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// `drift`: what was changed outside Git. Holds nothing that can write to the organization.
public final class DriftCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
        "drift",
        "Show what was changed outside Git: exit 4 if anything was, 3 if changes only wait for"
            + " an apply.",
        "drift --base-ref refs/wrapup/us-east-1",
        Options.files(),
        Options.base(),
        Live.option(),
        Options.value("--out", "FILE", "Write the drift as JSON to this file too."),
        Options.target(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    OutFile out = OutFile.of(context);
    try (Connection connection = Live.open(context)) {
      DesiredInputs inputs = DesiredInputs.read(connection);
      Drift drift = find(connection, inputs);
      PlanMetadata facts =
          context
              .facts(connection.requests(), inputs.desired().files())
              .against(inputs.baseCommit())
              .on(connection.snapshot().map(Snapshot::at));
      out.write(
          "drift",
          "json",
          Content.written(to -> to.write(DriftJson.render(drift, facts, context.look()))));
      List<Annotation> warned = ReadOnly.warn(connection, context);
      Doc doc = DriftDoc.of(drift, facts);
      CommandResult result =
          context
              .result((tool, at) -> doc, look -> DriftJson.render(drift, facts, look))
              .with(
                  () ->
                      Stream.concat(warned.stream(), Renderers.annotations(doc).stream()).toList());
      if (!drift.isPresent() && drift.pending().isEmpty()) return result;
      return result.ending(
          drift.isPresent() ? ExitCode.DRIFT : ExitCode.PENDING,
          DriftRemedies.of(drift).getFirst());
    }
  }

  /// What is live and not as the files have it, with who edited it.
  public static Drift find(Connection connection, DesiredInputs inputs) {
    Comparison comparison = inputs.compare(connection.catalog(inputs));
    Plan plan = Planned.plan(connection, inputs, comparison);
    Drift found = Drift.of(plan, comparison.differences());
    return found.with(connection.source().editors(found.editorIds()));
  }
}
