package dev.wrapup.cli.plan;

import dev.wrapup.app.Connection;
import dev.wrapup.app.Import;
import dev.wrapup.app.Planned;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.report.format.Annotation;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `import`: a spreadsheet into the files, and their plan. Only reads from the organization.
public final class ImportCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "import",
        "Write what a spreadsheet says into the files, and show the plan.",
        "import codes.xlsx",
        Options.operand(
            "FILE",
            "1",
            "A CSV or XLSX file, such as export --format xlsx writes; rows and columns that aren't"
                + " there change nothing.",
            List.of()),
        Options.value(
            "--queues",
            "FILE",
            "Which queues offer the codes, such as export --queues --format csv writes; a workbook"
                + " has them in its sheet queues."),
        Options.files(),
        Options.base(),
        Options.flag("Exit 3 if there are changes.", "--exit-code"),
        Options.revert(),
        Options.target(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    String file = context.operand().orElseThrow();
    try (Connection connection = context.open()) {
      Planned planned = Import.of(connection, file, context.text("--queues"), context.patience());
      List<Annotation> warned = ReadOnly.warn(connection, context);
      return PlanCommand.ended(planned, PlanCommand.facts(planned, context), warned, context);
    }
  }
}
