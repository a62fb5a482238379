package dev.wrapup.cli;

import dev.wrapup.model.SourceFile;
import dev.wrapup.report.FormatReport;
import dev.wrapup.report.Look;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `fmt`: the files in canonical form. Asks nobody.
final class FormatCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "fmt", "Write the files in canonical form; comments are kept.", "fmt --check");
    spec.addOption(Options.files());
    spec.addOption(
        Options.flag("--check", "Write nothing; exit 1 if a file is not in canonical form."));
    Options.addOutput(spec, "text", "json");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format");
    Look look = Looks.of(options, session);
    boolean isCheck = Options.has(options, "--check");
    List<FormatReport.Formatted> files = new ArrayList<>();
    Set<Path> named = new HashSet<>();
    List<SourceFile> sources = Inputs.each(options, session);
    for (SourceFile file : sources) {
      boolean isNew = named.add(session.path(file.path()).normalize());
      if (isNew) files.add(new FormatReport.Formatted(file, Inputs.formatted(file, sources)));
    }
    FormatReport report = new FormatReport(isCheck, files);
    if (!isCheck) {
      files.stream()
          .filter(FormatReport.Formatted::isChanged)
          .forEach(file -> Output.replace(session, file.before(), file.after()));
    }
    session.out().print(format.equals("json") ? report.json(look) : report.text(look));
    if (!isCheck || report.changed() == 0) return ExitCode.OK;
    if (!Options.has(options, "--quiet")) {
      session.err().print(report.differences(Looks.ofErrors(session)));
    }
    Output.next(session, "wrapup fmt, with the same -f");
    return ExitCode.ERROR;
  }
}
