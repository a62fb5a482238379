package dev.wrapup.cli;

import dev.wrapup.app.DesiredInputs;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.process.WholeFile;
import dev.wrapup.report.FormatReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// `fmt`: the files in canonical form. Asks nobody.
final class FormatCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "fmt",
        "Write the files in canonical form; comments are kept.",
        "fmt --check",
        Options.files(),
        Options.flag("Write nothing; exit 1 if a file is not in canonical form.", "--check"),
        Options.report());
  }

  @Override
  public CommandResult run(Context context) {
    boolean isCheck = context.has("--check");
    List<FormatReport.Formatted> files = new ArrayList<>();
    Set<Path> named = new HashSet<>();
    List<SourceFile> sources = DesiredInputs.each(context.files(), context.workspace());
    for (SourceFile file : sources) {
      boolean isNew = named.add(context.path(file.path()).normalize());
      if (isNew)
        files.add(new FormatReport.Formatted(file, DesiredInputs.formatted(file, sources)));
    }
    FormatReport report = new FormatReport(isCheck, files);
    if (!isCheck) {
      files.stream()
          .filter(FormatReport.Formatted::isChanged)
          .forEach(
              file ->
                  WholeFile.replace(
                      context.path(file.before().path()), file.before(), file.after()));
    }
    CommandResult result = context.result(report::doc, report::json);
    if (!isCheck || report.changed() == 0) return result;
    return result
        .with(context.has("--quiet") ? "" : report.differences(context.errors()))
        .ending(
            ExitCode.ERROR,
            Remedy.by("write them in that form", ShellCommand.own("fmt").without("--check")));
  }
}
