package dev.wrapup.cli;

import dev.wrapup.model.Checked;
import dev.wrapup.model.DesiredState;
import dev.wrapup.process.Content;
import dev.wrapup.report.Annotation;
import dev.wrapup.report.FindingsJson;
import dev.wrapup.report.FindingsText;
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
    Options.addOutput(spec, "text", "json", Annotations.FORMAT);
    return spec;
  }

  @Override
  public CommandResult run(Context context) {
    Checked.Valid<DesiredState> files = Inputs.files(context);
    Look look = context.look();
    Content output =
        context.format().equals("json")
            ? Content.written(out -> json(files, look, out)).held()
            : Content.of(FindingsText.render(files.warnings(), valid(files.value()), look));
    return CommandResult.of(output).with(files.warnings().stream().map(Annotation::of).toList());
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
