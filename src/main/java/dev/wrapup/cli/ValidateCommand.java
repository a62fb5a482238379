package dev.wrapup.cli;

import dev.wrapup.model.Checked;
import dev.wrapup.model.DesiredState;
import dev.wrapup.report.FindingsJson;
import dev.wrapup.report.FindingsText;
import dev.wrapup.report.Look;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `validate`: what is wrong in the files, without asking anybody.
final class ValidateCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command("validate", "Check the files, offline.", "validate -f wrapupcodes.yaml");
    spec.addOption(Options.files());
    Options.addOutput(spec, "text", "json");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format", "text", "json");
    Look look = Looks.of(options, session);
    Checked.Valid<DesiredState> files = Inputs.files(options, session);
    session
        .out()
        .print(
            format.equals("json")
                ? FindingsJson.render(
                    files.value().files(), files.value().codes().size(), files.warnings(), look)
                : FindingsText.render(files.warnings(), valid(files.value()), look));
    return ExitCode.OK;
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
