package dev.wrapup.cli;

import dev.wrapup.app.Adopt;
import dev.wrapup.app.Connection;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.process.Stop;
import dev.wrapup.report.AdoptReport;
import dev.wrapup.report.PlanMetadata;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `adopt`: live values into the files. Only reads from the organization.
final class AdoptCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "adopt",
        "Write live edits into the files, as the smallest change of their text.",
        "adopt REFUND --base-ref refs/wrapup/us-east-1",
        Options.operand(
            "CODE",
            "0..*",
            "A code whose live values are adopted. The entry of a code that is gone is taken"
                + " out; a code that isn't declared gets an entry.",
            List.of()),
        Options.flag("Adopt every edit of a declared code; add and take out no entry.", "--all"),
        Options.files(),
        Options.base(),
        Options.target(),
        Options.report());
  }

  @Override
  public CommandResult run(Context context) {
    List<String> names = names(context);
    try (Connection connection = context.open()) {
      AdoptReport report = Adopt.of(connection, names);
      boolean hasBase = context.has("--base") || report.base().isPresent();
      if (!hasBase && !report.written().isEmpty()) {
        context.note(
            "No base was given: what the files changed and nobody applied yet is replaced too"
                + " (--base-ref).");
      }
      PlanMetadata facts = context.facts(connection.requests());
      return context.result((tool, at) -> report.doc(facts), report::json);
    }
  }

  private static List<String> names(Context context) {
    List<String> names = context.operands();
    boolean all = context.has("--all");
    if (all == names.isEmpty()) return names;
    throw Stop.usage(
        all ? "codes and --all are both given" : "neither a code nor --all is given",
        "name the codes to adopt, or give --all");
  }
}
