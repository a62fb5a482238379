package dev.wrapup.cli;

import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Planned;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Live;
import dev.wrapup.cli.command.Options;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.plan.Plan;
import dev.wrapup.process.Content;
import dev.wrapup.report.FindingsDoc;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OnSnapshot;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.format.Renderers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `validate`: what is wrong in the files, without asking anybody.
final class ValidateCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
        "validate",
        "Check the files, offline; against a snapshot too, where one is given.",
        "validate -f wrapupcodes.yaml",
        Options.files(),
        Live.option(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    Checked.Valid<DesiredState> files = DesiredInputs.files(context.files(), context.workspace());
    if (!Live.isGiven(context))
      return result(files.value(), files.warnings(), Optional.empty(), context);
    try (Connection connection = Live.open(context)) {
      DesiredInputs inputs = DesiredInputs.read(connection);
      Plan plan = Planned.plan(connection, inputs, inputs.compare(connection.catalog(inputs)));
      return result(
          inputs.desired(), plan.findings(), connection.snapshot().map(Snapshot::at), context);
    }
  }

  private static CommandResult result(
      DesiredState state, List<Finding> warnings, Optional<Instant> snapshot, Context context) {
    OutputStyle look = context.look();
    Instant now = context.workspace().clock().instant();
    Doc doc =
        OnSnapshot.of(
            FindingsDoc.of(state.files(), warnings, valid(state), UserAgent.VERSION, now),
            snapshot);
    Content json =
        Content.written(
            out ->
                FindingsDoc.json(
                    state.files(), state.codes().size(), warnings, snapshot, now, look, out));
    return context.result(doc, json.held()).with(() -> Renderers.annotations(doc));
  }

  private static String valid(DesiredState state) {
    return "%d %s valid, %d %s declared."
        .formatted(
            state.files().size(),
            state.files().size() == 1 ? "file is" : "files are",
            state.codes().size(),
            state.codes().size() == 1 ? "code" : "codes");
  }
}
