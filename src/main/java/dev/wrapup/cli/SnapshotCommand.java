package dev.wrapup.cli;

import dev.wrapup.app.Connection;
import dev.wrapup.app.snapshot.Snapshots;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.command.OutFile;
import dev.wrapup.cli.command.UsagePeriod;
import dev.wrapup.process.Content;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `snapshot`: the live catalog as a document on which others plan who have no credentials.
final class SnapshotCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "snapshot",
        "Write what is live as a document, on which plans are made without credentials.",
        "snapshot --out snapshot.json",
        Options.value("--out", "FILE", "Write to this file. Default: standard output"),
        UsagePeriod.option(
            "Also how often codes were picked in so many days, such as 30d; a plan with --usage"
                + " needs it."),
        Options.target(),
        Options.quiet(),
        Options.help());
  }

  @Override
  public CommandResult run(Context context) {
    OutFile out = OutFile.of(context);
    Optional<Integer> days = UsagePeriod.of(context);
    try (Connection connection = context.open()) {
      String document = Snapshots.take(connection, days, context.look());
      if (out.name().isEmpty()) return CommandResult.of(document);
      out.write("snapshot", "json", Content.of(document));
      return CommandResult.NOTHING;
    }
  }
}
