package dev.wrapup.cli;

import dev.wrapup.app.Connection;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Live;
import dev.wrapup.cli.command.Options;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Snapshot;
import dev.wrapup.model.Usage;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.plan.diff.CodeReference;
import dev.wrapup.plan.diff.ReferenceIndex;
import dev.wrapup.process.Stop;
import dev.wrapup.report.RefsReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// `refs`: who refers to a code.
final class RefsCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
        "refs",
        "Show what refers to a live code, such as rules and queues.",
        "refs CALLBACK_REQUESTED",
        Options.operand("CODE", "1", "The code as it is live.", List.of()),
        Live.option(),
        Options.target(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    String code = context.operand().orElseThrow();
    try (Connection connection = Live.open(context)) {
      Catalog catalog = connection.catalog();
      LiveCode live =
          catalog.codes().stream()
              .filter(candidate -> candidate.code().equals(code))
              .findFirst()
              .orElseThrow(() -> notLive(code, catalog));
      Usage usage = connection.usage(Set.of(live.id())).orElse(catalog.usage());
      List<CodeReference> references =
          new ReferenceIndex(connection.dialect(), catalog.with(usage)).to(live);
      RefsReport report =
          new RefsReport(live, references, usage.unread(), connection.snapshot().map(Snapshot::at));
      Instant now = context.workspace().clock().instant();
      return context.result(report::doc, look -> report.json(look, now));
    }
  }

  private static Stop notLive(String code, Catalog catalog) {
    List<String> live = catalog.codes().stream().map(LiveCode::code).toList();
    Optional<String> meant = new Suggestion().nearest(code, live);
    return Stop.error(
        "not-live",
        "no live code is called '%s'%s"
            .formatted(code, meant.map("; did you mean '%s'?"::formatted).orElse("")),
        meant
            .map(near -> ShellCommand.own("refs").withOperands(List.of(near)))
            .map(refs -> Remedy.by("see who refers to that", refs))
            .orElseGet(() -> Remedy.by("see the live codes", ShellCommand.own("export"))));
  }
}
