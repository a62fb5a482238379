package dev.wrapup.cli;

import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Export;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.files.write.ExportWriter;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Content;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WholeFile;
import dev.wrapup.report.doc.ShellWord;
import dev.wrapup.sheet.SheetWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `export`: the live catalog as a desired-state file, or codes as a spreadsheet.
final class ExportCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "export",
        "Write the live catalog as a desired-state file, or codes as a spreadsheet.",
        "export --out wrapupcodes.yaml",
        Options.value("--out", "FILE", "Write to this file. Default: standard output"),
        Options.flag(
            "Leave the ids out, for a file that is meant for other organizations.", "--no-ids"),
        Options.values(
            "FILE",
            "With csv or xlsx: what this file declares, and not what is live; may be repeated.",
            List.of(),
            "-f",
            "--file"),
        Options.target(),
        Options.output("text", "csv", "xlsx"));
  }

  @Override
  public CommandResult run(Context context) {
    boolean isSheet = !context.format().equals("text");
    Optional<String> out = context.text("--out");
    out.ifPresent(file -> refuseExisting(file, isSheet, context));
    if (!context.has("-f")) return live(isSheet, out, context);
    if (isSheet) {
      DesiredState declared = DesiredInputs.files(context.texts("-f"), context.workspace()).value();
      return sheet(SheetWriter.of(declared, !context.has("--no-ids")), out, context);
    }
    throw Stop.usage(
        "-f is given without csv or xlsx", "give --format csv or --format xlsx, or leave -f out");
  }

  private static CommandResult live(boolean isSheet, Optional<String> out, Context context) {
    try (Connection connection = context.openWithoutFiles()) {
      Catalog catalog = Export.catalog(connection);
      boolean ids = !context.has("--no-ids");
      if (!isSheet) return yaml(connection, catalog, ids, out, context);
      SheetWriter sheet = SheetWriter.of(connection.dialect(), catalog.codes(), ids);
      int left = catalog.codes().size() - sheet.size();
      if (left > 0) {
        context.note(
            "warning: %s left out, that no file can declare".formatted(Words.count(left, "code")));
      }
      return sheet(sheet, out, context);
    }
  }

  private static CommandResult sheet(SheetWriter sheet, Optional<String> out, Context context) {
    Content content = context.format().equals("csv") ? sheet::csv : sheet::xlsx;
    if (out.isEmpty()) return CommandResult.of(content);
    WholeFile.write(context.path(out.get()), content);
    context.note(
        "%s written to %s; change it, then: %s"
            .formatted(
                Words.count(sheet.size(), "code"),
                out.get(),
                ShellWord.command("import", sameTarget(context, out.get()))));
    return CommandResult.NOTHING;
  }

  private static List<String> sameTarget(Context context, String file) {
    List<String> given = new ArrayList<>(List.of(file));
    given.addAll(context.given(Context.SAME));
    return given;
  }

  private static CommandResult yaml(
      Connection connection, Catalog catalog, boolean ids, Optional<String> out, Context context) {
    boolean hasSchema =
        out.map(context::path)
            .filter(file -> Files.exists(file.resolveSibling(ExportWriter.SCHEMA)))
            .isPresent();
    Export export = Export.of(connection, catalog, ids, hasSchema);
    if (out.isEmpty()) return CommandResult.of(export.yaml());
    WholeFile.write(context.path(out.get()), Content.of(export.yaml()));
    context.note("%s; now try: %s".formatted(export.told(out.get()), plan(context, out.get())));
    return CommandResult.NOTHING;
  }

  private static String plan(Context context, String file) {
    List<String> given = new ArrayList<>(context.given(Context.SAME));
    if (!file.equals(Options.DEFAULT_FILE)) given.addAll(List.of("-f", file));
    return ShellWord.command("plan", given);
  }

  /// What somebody wrote into a file, comments and all, isn't lost to an export.
  private static void refuseExisting(String file, boolean isSheet, Context context) {
    if (!Files.isRegularFile(context.path(file))) return;
    throw Stop.usage(
        file + " is there already",
        "choose another --out, or remove it"
            + (isSheet ? "" : "; edits made outside Git get into it by: wrapup adopt"));
  }
}
