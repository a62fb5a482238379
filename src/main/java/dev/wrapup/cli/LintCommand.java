package dev.wrapup.cli;

import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Lint;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.command.UsagePeriod;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.source.Finding;
import dev.wrapup.process.Content;
import dev.wrapup.process.Stop;
import dev.wrapup.report.FindingsDoc;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.format.Renderers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `lint`: what a catalog would be better without; offline unless it is asked for more.
final class LintCommand implements Command {
  private static final String LIVE = "--live";
  private static final String QUEUES = "--queues";
  private static final String CHECK = "--check";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "lint",
        "Find codes that are nearly the same, unused or not offered, with the lines to paste.",
        "lint --usage 90d",
        Options.files(),
        Options.base(),
        Options.flag("Look at live codes too; else nothing is asked.", LIVE),
        UsagePeriod.option(
            "The same, and find codes that nobody picked in so many days, such as 90d."),
        Options.flag(
            "The same, and find codes that no queue offers; takes a request for each queue.",
            QUEUES),
        Options.flag("Exit 1 if anything is found.", CHECK),
        Options.target(),
        Options.pagedReport());
  }

  @Override
  public CommandResult run(Context context) {
    Optional<Integer> days = UsagePeriod.of(context);
    if (!context.has(LIVE) && !context.has(QUEUES) && days.isEmpty()) {
      refuseUnread(context);
      DesiredState files = DesiredInputs.files(context.files(), context.workspace()).value();
      return told(context, files, Lint.of(files));
    }
    try (Connection connection = context.open()) {
      DesiredInputs inputs = DesiredInputs.read(connection);
      return told(
          context, inputs.desired(), Lint.of(connection, inputs, days, context.has(QUEUES)));
    }
  }

  /// Stops at an option for a server that isn't asked, rather than reading past it.
  private static void refuseUnread(Context context) {
    Stream.concat(Options.base().stream(), Options.target().stream())
        .map(option -> ((OptionSpec) option).longestName())
        .filter(context::has)
        .findFirst()
        .ifPresent(
            name -> {
              throw Stop.usage(
                  name + " is for live codes, and without --live nothing is asked",
                  "add --live, or leave %s out".formatted(name));
            });
  }

  private static CommandResult told(Context context, DesiredState files, List<Finding> found) {
    Doc doc =
        FindingsDoc.lint(files, found, UserAgent.VERSION, context.workspace().clock().instant());
    Content json =
        Content.written(
            out ->
                FindingsDoc.json(files.files(), files.codes().size(), found, context.look(), out));
    CommandResult result = context.result(doc, json).with(() -> Renderers.annotations(doc));
    return found.isEmpty() || !context.has(CHECK)
        ? result
        : result.ending(ExitCode.ERROR, Remedy.of("do as each finding says, or leave --check out"));
  }
}
