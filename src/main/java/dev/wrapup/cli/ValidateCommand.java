package dev.wrapup.cli;

import dev.wrapup.model.Checked;
import dev.wrapup.model.DesiredState;
import dev.wrapup.report.Annotation;
import dev.wrapup.report.FindingsJson;
import dev.wrapup.report.FindingsText;
import dev.wrapup.report.Look;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

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
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format");
    Look look = Looks.of(options, session);
    Checked.Valid<DesiredState> files = Inputs.files(options, session);
    List<Annotation> annotations = files.warnings().stream().map(Annotation::of).toList();
    Output.print(
        session,
        switch (format) {
          case Annotations.FORMAT -> Output.Content.of(Annotations.render(annotations, session));
          case "json" -> Output.Content.written(out -> json(files, look, out));
          default ->
              Output.Content.of(FindingsText.render(files.warnings(), valid(files.value()), look));
        });
    Annotations.tell(annotations, format, session);
    return ExitCode.OK;
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
