package dev.wrapup.cli;

import dev.wrapup.desired.FileSchema;
import dev.wrapup.report.OutputSchema;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `schema`: the JSON Schema of the file, or of a JSON output.
final class SchemaCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "schema", "Print the JSON Schema of the file, or of a JSON output.", "schema plan");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("OUTPUT")
            .arity("0..1")
            .index("0")
            .type(String.class)
            .description(Options.oneOf(OutputSchema.NAMES) + ". Default: the file's")
            .completionCandidates(OutputSchema.NAMES)
            .build());
    spec.addOption(Options.api("The file's schema for files that don't say their api. %s"));
    spec.addOption(Options.help());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String output = options.matchedPositionalValue(0, "");
    Optional<String> api = Options.text(options, "--api");
    session
        .out()
        .print(
            output.isEmpty()
                ? api.map(SchemaCommand::of).orElseGet(FileSchema::json)
                : named(output));
    return ExitCode.OK;
  }

  private static String of(String api) {
    return FileSchema.json(Options.dialect(api));
  }

  private static String named(String output) {
    return OutputSchema.named(output)
        .orElseThrow(
            () ->
                Stop.usage(
                    "there is no output '%s'".formatted(output),
                    "choose one of: " + String.join(", ", OutputSchema.NAMES)));
  }
}
