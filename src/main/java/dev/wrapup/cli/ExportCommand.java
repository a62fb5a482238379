package dev.wrapup.cli;

import dev.wrapup.desired.DesiredYaml;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `export`: the live catalog as a desired-state file.
final class ExportCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "export",
            "Write the live catalog as a desired-state file.",
            "export --out wrapupcodes.yaml");
    spec.addOption(Options.value("--out", "FILE", "Write to this file. Default: standard output"));
    spec.addOption(
        Options.flag(
            "--no-ids", "Leave the ids out, for a file that is meant for other organizations."));
    Options.addTarget(spec);
    Options.addOutput(spec, "text");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    Options.word(options, "--format", "text");
    Optional<String> out = Options.text(options, "--out");
    out.ifPresent(file -> refuseExisting(file, session));
    try (Connection connection = Connection.open(options, session)) {
      connection.identify();
      Catalog catalog = connection.catalog();
      boolean ids = !Options.has(options, "--no-ids");
      Dialect dialect = Dialect.of(connection.target().api()).orElseThrow();
      Optional<String> environment =
          ids ? Optional.of(connection.target().environment()) : Optional.empty();
      Optional<String> organization = ids ? connection.target().organization() : Optional.empty();
      if (catalog.view() instanceof View.Part part) {
        Output.note(options, session, "warning: these are not all codes: " + part.reason());
      }
      String yaml = DesiredYaml.write(dialect, environment, organization, catalog.codes(), ids);
      if (out.isEmpty()) {
        session.out().print(yaml);
        return ExitCode.OK;
      }
      Path path = session.path(out.get());
      Output.write(path, yaml);
      Output.note(
          options,
          session,
          "%d %s written to %s; now try: wrapup plan%s"
              .formatted(
                  catalog.codes().size(),
                  catalog.codes().size() == 1 ? "code" : "codes",
                  out.get(),
                  out.get().equals(Options.DEFAULT_FILE) ? "" : " -f " + out.get()));
      return ExitCode.OK;
    }
  }

  /// What somebody wrote into a file, comments and all, isn't lost to an export.
  private static void refuseExisting(String file, Session session) {
    if (!Files.isRegularFile(session.path(file))) return;
    throw Stop.usage(
        file + " is there already",
        "choose another --out, or remove it; edits made outside Git get into it by: wrapup adopt");
  }
}
