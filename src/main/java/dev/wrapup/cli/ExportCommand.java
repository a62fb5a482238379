package dev.wrapup.cli;

import dev.wrapup.app.Connection;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.files.write.ExportWriter;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Visibility;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Content;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WholeFile;
import dev.wrapup.report.doc.ShellWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `export`: the live catalog as a desired-state file.
final class ExportCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "export",
        "Write the live catalog as a desired-state file.",
        "export --out wrapupcodes.yaml",
        Options.value("--out", "FILE", "Write to this file. Default: standard output"),
        Options.flag(
            "Leave the ids out, for a file that is meant for other organizations.", "--no-ids"),
        Options.target(),
        Options.output("text"));
  }

  @Override
  public CommandResult run(Context context) {
    Optional<String> out = context.text("--out");
    out.ifPresent(file -> refuseExisting(file, context));
    try (Connection connection = context.open()) {
      connection.identify();
      Catalog catalog = connection.catalog();
      boolean ids = !context.has("--no-ids");
      Optional<String> environment =
          ids ? Optional.of(connection.target().environment()) : Optional.empty();
      Optional<String> organization = ids ? connection.target().organization() : Optional.empty();
      if (catalog.view() instanceof Visibility.Part part) {
        context.note("warning: these are not all codes: " + part.reason());
      }
      String yaml =
          ExportWriter.write(connection.dialect(), environment, organization, catalog.codes(), ids);
      if (out.isEmpty()) return CommandResult.of(yaml);
      Path path = context.path(out.get());
      WholeFile.write(path, Content.of(yaml));
      long left =
          catalog.codes().stream()
              .filter(live -> connection.dialect().obstacle(live).isPresent())
              .count();
      context.note(
          "%s written to %s%s; now try: %s"
              .formatted(
                  Words.count(catalog.codes().size() - left, "code"),
                  out.get(),
                  left == 0 ? "" : ", %,d left out as its last lines say".formatted(left),
                  plan(context, out.get())));
      return CommandResult.NOTHING;
    }
  }

  private static String plan(Context context, String file) {
    List<String> given = new ArrayList<>(context.given(Context.SAME));
    if (!file.equals(Options.DEFAULT_FILE)) given.addAll(List.of("-f", file));
    return ShellWord.command("plan", given);
  }

  /// What somebody wrote into a file, comments and all, isn't lost to an export.
  private static void refuseExisting(String file, Context context) {
    if (!Files.isRegularFile(context.path(file))) return;
    throw Stop.usage(
        file + " is there already",
        "choose another --out, or remove it; edits made outside Git get into it by: wrapup adopt");
  }
}
