package dev.wrapup.cli;

import dev.wrapup.model.Checked;
import dev.wrapup.model.DesiredState;
import dev.wrapup.process.Content;
import dev.wrapup.report.Doc;
import dev.wrapup.report.FindingsDoc;
import dev.wrapup.report.FindingsJson;
import dev.wrapup.report.Look;
import java.io.IOException;
import java.io.Writer;
import picocli.CommandLine.Model.CommandSpec;

/// `validate`: what is wrong in the files, without asking anybody.
final class ValidateCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command("validate", "Check the files, offline.", "validate -f wrapupcodes.yaml");
    spec.addOption(Options.files());
    Options.addReport(spec);
    return spec;
  }

  @Override
  public CommandResult run(Context context) {
    Checked.Valid<DesiredState> files = Inputs.files(context);
    Look look = context.look();
    Doc doc =
        FindingsDoc.of(
            files.value().files(),
            files.warnings(),
            valid(files.value()),
            Main.VERSION,
            context.workspace().clock().instant());
    Content output =
        switch (context.format()) {
          case "json" -> Content.written(out -> json(files, look, out)).held();
          case Annotations.FORMAT -> Content.of("");
          default -> Content.of(doc.render(context.format(), look));
        };
    return CommandResult.of(output).with(doc::annotations);
  }

  private static void json(Checked.Valid<DesiredState> files, Look look, Writer out)
      throws IOException {
    DesiredState state = files.value();
    FindingsJson.write(state.files(), state.codes().size(), files.warnings(), look, out);
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
