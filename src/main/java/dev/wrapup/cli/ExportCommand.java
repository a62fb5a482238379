package dev.wrapup.cli;

import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Export;
import dev.wrapup.app.Selection;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.files.write.ExportWriter;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Content;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WholeFile;
import dev.wrapup.sheet.SheetWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `export`: the live catalog as a desired-state file, or codes as a spreadsheet.
final class ExportCommand implements Command {
  private static final String QUEUES = "--queues";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "export",
        "Write the live catalog as a desired-state file, or codes as a spreadsheet.",
        "export --out wrapupcodes.yaml",
        Options.value("--out", "FILE", "Write to this file. Default: standard output"),
        Options.flag(
            "Leave the ids out, for a file that is meant for other organizations.", "--no-ids"),
        Only.option(),
        Options.flag(
            "Also which queues offer each code; this takes a request for each queue.", QUEUES),
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
    boolean isCsv = context.format().equals("csv");
    if (context.has(QUEUES) && isCsv) {
      if (out.isEmpty()) {
        throw Stop.usage(
            QUEUES + " is given with csv, which takes two files",
            "name that of the codes by --out; the other gets .queues into its name");
      }
      refuseExisting(queuesFile(out.get()), isSheet, context);
    }
    boolean isShown = out.isEmpty() && context.session().terminal().out();
    if (isShown && context.format().equals("xlsx")) {
      throw Stop.usage("an .xlsx is nothing for a terminal to show", "name a file by --out");
    }
    if (!context.has("-f")) return live(isSheet, out, context);
    if (context.has(Only.NAME)) {
      throw Stop.usage("--only is given with -f", "give one of them: --only is about what is live");
    }
    if (isSheet) {
      DesiredState declared = DesiredInputs.files(context.texts("-f"), context.workspace()).value();
      requireQueues(declared.dialect(), context);
      return sheet(
          SheetWriter.of(declared, context.has(QUEUES), !context.has("--no-ids")), out, context);
    }
    throw Stop.usage(
        "-f is given without csv or xlsx", "give --format csv or --format xlsx, or leave -f out");
  }

  private static CommandResult live(boolean isSheet, Optional<String> out, Context context) {
    Selection only = Only.of(context);
    try (Connection connection = context.openWithoutFiles()) {
      requireQueues(connection.dialect(), context);
      Catalog catalog = only.of(Export.catalog(connection));
      if (context.has(QUEUES)) catalog = catalog.with(connection.queues(QueueNames.ALL));
      if (!isSheet) return yaml(connection, catalog, only, out, context);
      Export.requireWhole(connection, catalog);
      SheetWriter sheet =
          SheetWriter.of(
              connection.dialect(), catalog.codes(), catalog.queues(), !context.has("--no-ids"));
      int left = catalog.codes().size() - sheet.size();
      if (left > 0) {
        context.note(
            "warning: %s left out, that no file can declare".formatted(Words.count(left, "code")));
      }
      return sheet(sheet, out, context);
    }
  }

  private static void requireQueues(Dialect dialect, Context context) {
    if (!context.has(QUEUES) || dialect.hasQueues()) return;
    throw Stop.usage(
        "the %s API has no queues".formatted(dialect.api()), "leave %s out".formatted(QUEUES));
  }

  /// The second of two CSV files: `codes.queues.csv` beside `codes.csv`.
  private static String queuesFile(String codes) {
    return codes.replaceFirst("(\\.[^./\\\\]*)?$", ".queues$1");
  }

  private static CommandResult sheet(SheetWriter sheet, Optional<String> out, Context context) {
    Content content = context.format().equals("csv") ? sheet::csv : sheet::xlsx;
    if (out.isEmpty()) return CommandResult.of(content);
    WholeFile.write(context.path(out.get()), content);
    String written = "%s written to %s".formatted(Words.count(sheet.size(), "code"), out.get());
    ShellCommand back = ShellCommand.own("import").withOperands(List.of(out.get()));
    if (context.has(QUEUES) && context.format().equals("csv")) {
      String pairs = queuesFile(out.get());
      WholeFile.write(context.path(pairs), sheet::queuesCsv);
      written += ", their queues to " + pairs;
      back = back.with(ShellCommand.option(pairs, QUEUES));
    }
    written += "; change it, then";
    context.note(context.caller().line(Remedy.by(written, back)));
    return CommandResult.NOTHING;
  }

  private static CommandResult yaml(
      Connection connection,
      Catalog catalog,
      Selection only,
      Optional<String> out,
      Context context) {
    boolean ids = !context.has("--no-ids");
    boolean hasSchema =
        out.map(context::path)
            .filter(file -> Files.exists(file.resolveSibling(ExportWriter.SCHEMA)))
            .isPresent();
    Export export = Export.of(connection, catalog, only, ids, hasSchema);
    if (out.isEmpty()) return CommandResult.of(export.yaml());
    WholeFile.write(context.path(out.get()), Content.of(export.yaml()));
    String written = export.told(out.get()) + "; now try";
    Remedy next = Remedy.by(written, about(out.get(), ShellCommand.own("plan")));
    context.note(context.caller().line(next));
    return CommandResult.NOTHING;
  }

  /// A command about a desired-state file.
  private static ShellCommand about(String file, ShellCommand command) {
    return file.equals(Options.DEFAULT_FILE)
        ? command
        : command.with(ShellCommand.option(file, "-f", "--file"));
  }

  /// What somebody wrote into a file, comments and all, isn't lost to an export.
  private static void refuseExisting(String file, boolean isSheet, Context context) {
    if (!Files.isRegularFile(context.path(file))) return;
    throw Stop.usage(
        file + " is there already",
        isSheet
            ? Remedy.of("choose another --out, or remove it")
            : Remedy.by(
                "choose another --out, or remove it; to take edits made outside Git into it",
                about(file, ShellCommand.own("adopt", "--all"))));
  }
}
