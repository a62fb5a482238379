package dev.wrapup.cli.plan;

import dev.wrapup.app.Connection;
import dev.wrapup.app.DesiredInputs;
import dev.wrapup.app.Planned;
import dev.wrapup.app.Review;
import dev.wrapup.app.RunOptions;
import dev.wrapup.app.Undo;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.command.OutFile;
import dev.wrapup.process.Content;
import dev.wrapup.process.Stop;
import dev.wrapup.report.PlanMetadata;
import dev.wrapup.report.format.Annotation;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// `undo`: the plan that undoes a run. Only reads from the organization.
public final class UndoCommand implements Command {
  static final String UNDO = "--undo";
  static final String ONLY = "--only";
  private static final String EDIT = "--edit";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "undo",
        "Plan what undoes a run: what it wrote and nobody changed since.",
        "undo --out undo.json " + Options.JOURNAL,
        Options.operand("JOURNAL", "1", "The journal of the run.", List.of()),
        only(),
        Options.flag("Write it into the files, as the smallest change of their text.", EDIT),
        Options.files(),
        Options.base(),
        Options.value("--out", "FILE", "Write the plan as JSON to this file too."),
        Options.value(
            "--approve", "TOKEN", "Approve the refusals for which a plan printed this token."),
        Options.target(),
        Options.pagedReport());
  }

  /// Which of the codes that a run wrote are meant.
  static List<ArgSpec> only() {
    return Options.values(
        "CODE",
        "Undo only this code, by its name or id, or those whose names match, such as 'Sales*'; may"
            + " be repeated.",
        List.of(),
        ONLY);
  }

  /// A run that undoes another.
  static RunOptions options(String journal, Context context) {
    List<String> only = context.texts(ONLY);
    if (only.stream().anyMatch(String::isBlank)) {
      throw Stop.usage(ONLY + " is given but empty", "give it a value, or leave it out");
    }
    return context.run().undoing(new Undo(journal, only));
  }

  @Override
  public CommandResult run(Context context) {
    RunOptions options = options(context.operand().orElseThrow(), context);
    OutFile out = OutFile.of(context);
    Review review = new Review(Optional.empty(), Optional.empty(), context.text("--approve"));
    try (Connection connection =
        Connection.open(options, context.workspace(), context.deadline())) {
      Planned planned =
          context.has(EDIT)
              ? Undo.edit(connection)
              : Planned.make(connection, DesiredInputs.read(connection), review);
      List<Annotation> warned = ReadOnly.warn(connection, context);
      PlanMetadata facts = PlanCommand.facts(planned, context);
      out.write(
          "plan", "json", Content.written(to -> to.write(planned.json(facts, context.look()))));
      return PlanCommand.ended(planned, facts, warned, context);
    }
  }
}
