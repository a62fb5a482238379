package dev.wrapup.cli;

import dev.wrapup.app.DesiredInputs;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.process.Content;
import dev.wrapup.report.FindingsDoc;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.format.Renderers;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `validate`: what is wrong in the files, without asking anybody.
final class ValidateCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
        "validate",
        "Check the files, offline.",
        "validate -f wrapupcodes.yaml",
        Options.files(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    Checked.Valid<DesiredState> files = DesiredInputs.files(context.files(), context.workspace());
    DesiredState state = files.value();
    List<Finding> warnings = files.warnings();
    OutputStyle look = context.look();
    Instant now = context.workspace().clock().instant();
    Doc doc = FindingsDoc.of(state.files(), warnings, valid(state), UserAgent.VERSION, now);
    Content json =
        Content.written(
            out -> FindingsDoc.json(state.files(), state.codes().size(), warnings, look, out));
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
