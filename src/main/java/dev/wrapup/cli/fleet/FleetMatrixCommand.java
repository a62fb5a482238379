package dev.wrapup.cli.fleet;

import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.text.Word;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Stop;
import dev.wrapup.report.fleet.FleetMatrix;
import dev.wrapup.report.fleet.FleetMatrix.Engine;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `fleet matrix`: the targets, for what starts a job for each. Reads the fleet file alone.
public final class FleetMatrixCommand implements Command {
  private static final List<Engine> ENGINES = List.of(Engine.values());

  @Override
  public CommandSpec spec() {
    return Options.command(
        "matrix",
        "Print the targets for an engine that runs one job for each, so that no job has the secrets"
            + " of two. Asks no organization.",
        "fleet matrix --format github --only wave=0",
        FleetContext.file(),
        FleetContext.only(),
        Options.output(ENGINES.stream().map(Word::word).toArray(String[]::new)));
  }

  @Override
  public CommandResult run(Context context) {
    String format = context.word("--format");
    Engine engine =
        ENGINES.stream().filter(one -> one.word().equals(format)).findFirst().orElseThrow();
    List<FleetTarget> targets = FleetContext.offline(context);
    if (targets.size() > engine.most()) {
      throw Stop.usage(
          "%s are meant, and %s takes %d"
              .formatted(Words.count(targets.size(), "target"), engine.where(), engine.most()),
          "name fewer by --only, such as one wave");
    }
    return CommandResult.of(FleetMatrix.of(engine, targets));
  }
}
