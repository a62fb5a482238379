package dev.wrapup.cli;

import dev.wrapup.app.TargetApi;
import dev.wrapup.app.fleet.FleetInputs;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.files.spec.FileSchema;
import dev.wrapup.process.Stop;
import dev.wrapup.report.json.OutputSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// `schema`: the JSON Schema of the file, or of a JSON output.
final class SchemaCommand implements Command {
  private static final List<String> NAMES =
      Stream.concat(Stream.of(FleetInputs.DEFAULT_FILE), OutputSchema.NAMES.stream()).toList();

  @Override
  public CommandSpec spec() {
    return Options.command(
        "schema",
        "Print the JSON Schema of the file, of a fleet's, or of a JSON output.",
        "schema plan",
        Options.operand("OUTPUT", "0..1", Options.oneOf(NAMES) + ". Default: the file's", NAMES),
        Options.api("The file's schema for files that don't say their api. %s"),
        Options.help());
  }

  @Override
  public CommandResult run(Context context) {
    Optional<String> api = context.text("--api");
    return CommandResult.of(
        context
            .operand()
            .map(SchemaCommand::named)
            .orElseGet(() -> api.map(SchemaCommand::of).orElseGet(FileSchema::json)));
  }

  private static String of(String api) {
    return FileSchema.json(TargetApi.dialect(api));
  }

  private static String named(String output) {
    if (output.equals(FleetInputs.DEFAULT_FILE)) return FileSchema.fleet();
    return OutputSchema.named(output)
        .orElseThrow(
            () ->
                Stop.usage(
                    "there is no output '%s'".formatted(output),
                    "choose one of: " + String.join(", ", NAMES)));
  }
}
